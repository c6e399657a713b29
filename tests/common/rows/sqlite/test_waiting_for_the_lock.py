"""Whoever waits for SQLite's write lock gets it as soon as it is free, and is told when it was not free for too long."""

import sqlite3
import threading
import time

import pytest
from django.db import OperationalError, connection

from commonshelf.common.rows.sqlite.base import DatabaseWrapper

TURNS = 8
HELD = 0.3  # seconds: SQLite's own pauses are a tenth of a second by then


@pytest.fixture
def opened(tmp_path, django_db_blocker):
    """Give what opens a connection of ours to one file."""
    kept = []

    def open_one(**options):
        settings = connection.settings_dict | {
            "ENGINE": "commonshelf.common.rows.sqlite",
            "NAME": str(tmp_path / "shelf.sqlite3"),
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": "PRAGMA journal_mode=WAL", **options},
        }
        kept.append(DatabaseWrapper(settings))
        kept[-1].connect()
        return kept[-1]

    with django_db_blocker.unblock():
        yield open_one
        for each in kept:
            each.close()


def begin(one):
    one.set_autocommit(autocommit=False, force_begin_transaction_with_broken_autocommit=True)


def end(one):
    one.commit()
    one.set_autocommit(autocommit=True)


def waiting_after_release(path, one):
    """Hold the lock for a while, and return how long after that the other had it."""
    holder = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN IMMEDIATE")
    released = []

    def release():
        time.sleep(HELD)
        released.append(time.monotonic())
        holder.execute("COMMIT")

    thread = threading.Thread(target=release)
    thread.start()
    begin(one)
    got = time.monotonic()
    end(one)
    thread.join()
    holder.close()
    return got - released[0]


def test_lock_is_taken_soon_after_it_is_free(opened, tmp_path):
    one = opened()
    with one.cursor() as cursor:
        cursor.execute("CREATE TABLE shelf (book TEXT)")
    waits = sorted(waiting_after_release(tmp_path / "shelf.sqlite3", one) for _turn in range(TURNS))
    assert waits[TURNS // 2] < 0.02, f"half of them waited longer than {waits[TURNS // 2]:.3f} s"


def test_lock_that_is_never_free_is_told_when_patience_ends_and_the_connection_goes_on(opened, tmp_path):
    one = opened(timeout=0.2)
    with one.cursor() as cursor:
        cursor.execute("CREATE TABLE shelf (book TEXT)")
    holder = sqlite3.connect(tmp_path / "shelf.sqlite3", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    with pytest.raises(OperationalError, match="locked"):
        begin(one)
    assert 0.2 <= time.monotonic() - began < 2
    holder.execute("COMMIT")
    holder.close()
    one.set_autocommit(autocommit=True)
    begin(one)
    with one.cursor() as cursor:
        cursor.execute("INSERT INTO shelf VALUES (%s)", ["100 % of it"])
        assert cursor.execute("PRAGMA busy_timeout").fetchone() == (200,)
        assert cursor.execute("SELECT book FROM shelf").fetchall() == [("100 % of it",)]
    end(one)


def test_fault_other_than_the_lock_is_told_at_once(opened):
    one = opened(transaction_mode="IMMEDIATE")
    begin(one)
    began = time.monotonic()
    with pytest.raises(OperationalError, match="within a transaction"):
        one._start_transaction_under_autocommit()
    assert time.monotonic() - began < 1
    end(one)


def test_statement_is_said_the_same_the_first_time_and_again(opened):
    one = opened()
    for _turn in range(2):
        with one.cursor() as cursor:
            assert cursor.execute("SELECT %s, '100 %%'", ["%s"]).fetchone() == ("%s", "100 %")
            assert cursor.execute("SELECT %(word)s", {"word": "shelf"}).fetchone() == ("shelf",)
            assert cursor.execute("SELECT '%s'").fetchone() == ("%s",)
