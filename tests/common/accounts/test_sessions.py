"""What the table of sessions tells whoever reads it: nothing but a day."""

import datetime as dt
import json
import re

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core import serializers
from django.test import Client

from commonshelf.common.accounts.sessions import SessionStore
from commonshelf.common.accounts.tasks import forget_ended_sessions

MOMENT = dt.datetime(2026, 3, 12, 15, 40, 7, tzinfo=dt.UTC)
VOICE = {"text": "Open on Saturdays, please.", "language": "en", "sent_once": "2f7a8c5e-0d3b-4b7e-9c55-1f5a3de0b111"}


@pytest.fixture
def speaker(db, client):
    """A browser in which somebody has just spoken."""
    with time_machine.travel(MOMENT, tick=False):
        client.post("/have-your-say/", VOICE)
    return client


def code_on(client):
    found = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", client.get("/have-your-say/thanks/").content.decode())
    return found and found[0]


def test_table_of_sessions_holds_no_code_no_cookie_and_no_minute(speaker):
    with time_machine.travel(MOMENT, tick=False):
        code = code_on(speaker)
    held = serializers.serialize("json", Session.objects.all())
    cookie = speaker.cookies["sessionid"].value
    assert (len(code), code in held, cookie in held) == (14, False, False)
    assert [row["fields"]["expire_date"] for row in json.loads(held)] == ["2026-03-13T00:00:00Z"]


def test_session_of_nobody_ends_after_an_hour(speaker):
    with time_machine.travel(MOMENT + dt.timedelta(minutes=59), tick=False):
        soon = code_on(speaker)
    with time_machine.travel(MOMENT + dt.timedelta(minutes=61), tick=False):
        late = code_on(speaker)
    assert (bool(soon), late) == (True, None)


@pytest.mark.django_db
def test_session_of_who_signed_in_lasts_a_working_day_and_no_longer(bao):
    client = Client()
    told = []
    with time_machine.travel(MOMENT, tick=False):
        client.force_login(bao, backend="django.contrib.auth.backends.ModelBackend")
    for hours in (11, 13):
        with time_machine.travel(MOMENT + dt.timedelta(hours=hours), tick=False):
            told.append(client.get("/staff/voices/").status_code)
    assert told == [200, 302]


@pytest.mark.django_db
def test_session_is_changed_renamed_and_deleted_like_any_other():
    session = SessionStore()
    session["step"] = 1
    session.save()
    first = session.session_key
    session["step"] = 2
    session.cycle_key()
    second = session.session_key
    assert (SessionStore(first).load(), SessionStore(second)["step"], session.exists(second), session.exists(first)) == ({}, 2, True, False)
    session.flush()
    assert (Session.objects.count(), SessionStore(second).load()) == (0, {})


@pytest.mark.django_db
def test_row_that_was_meddled_with_is_no_session():
    sessions = [SessionStore(), SessionStore()]
    for number, session in enumerate(sessions):
        session["number"] = number
        session.save()
    first, second = Session.objects.order_by("session_key")
    Session.objects.filter(pk=first.pk).update(session_data=second.session_data)
    assert sorted([len(SessionStore(session.session_key).load()) for session in sessions]) == [0, 1]


@pytest.mark.django_db
def test_chore_forgets_ended_sessions_alone(speaker):
    with time_machine.travel(MOMENT, tick=False):
        forget_ended_sessions(key="", payload={})
        kept = Session.objects.count()
    with time_machine.travel(MOMENT + dt.timedelta(days=1), tick=False):
        forget_ended_sessions(key="", payload={})
    assert (kept, Session.objects.count()) == (1, 0)
