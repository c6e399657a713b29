"""The watch over what tests leave behind."""

import asyncio

import psycopg
from django.conf import settings
from django.db import connection

from tests.left_behind import left_behind


def test_loop_that_still_runs_is_named():
    async def look():
        return left_behind()

    assert [words.partition(":")[0] for words in asyncio.run(look())] == ["an event loop that runs in the thread of the tests"]


def test_session_that_stays_open_is_named_until_it_is_closed(db, monkeypatch):
    if connection.vendor != "postgresql":
        assert left_behind() == []  # SQLite knows no sessions
        return
    monkeypatch.setattr("tests.left_behind.PATIENCE", 0.2)
    own = connection.settings_dict["NAME"]
    with psycopg.connect(settings.ENVIRONMENT.database_url, dbname=own, application_name="forgotten"):
        assert ["forgotten" in words for words in left_behind()] == [True]
    monkeypatch.undo()
    assert left_behind() == []
