"""Whether a connection is asked if it still works: after a rest, and not before each page."""

from types import SimpleNamespace

import pytest
from django.core.signals import request_started

from commonshelf.config import rested

ASKED = [False, True, True, False]  # a check is due, is not, is not, is due again


@pytest.fixture
def connection(monkeypatch):
    stand_in = SimpleNamespace(health_check_done=False)
    monkeypatch.setattr(rested, "connection", stand_in)
    monkeypatch.setattr(rested, "_asked", SimpleNamespace())
    return stand_in


def test_connection_is_asked_again_after_a_rest_alone(connection, monkeypatch):
    told = []
    for moment in (100.0, 101.0, 104.9, 105.1):
        monkeypatch.setattr(rested.time, "monotonic", lambda moment=moment: moment)
        connection.health_check_done = False  # what Django's own receiver says before each request
        rested._trust_for_a_moment()
        told.append(connection.health_check_done)
    assert told == ASKED


def test_receiver_runs_after_that_of_django_which_asks_for_a_check():
    rested.check_only_rested_connections()
    try:
        names = [receiver.__name__ for receiver in request_started._live_receivers(None)[0]]
    finally:
        request_started.disconnect(dispatch_uid="commonshelf.rested")
    assert names.index("close_old_connections") < names.index("_trust_for_a_moment")
