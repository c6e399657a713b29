"""The connection to SQLite. Django finds it by the name of this module, `base`.

SQLite has one write lock. Who waits for it looks again after pauses of its own, which grow to a tenth of a second, and nobody wakes it: while sixteen people
sent their answers at once, the lock lay idle a quarter of the time. So a transaction that has to wait looks again every millisecond.
benchmarks/survey.md says what that brought.
"""

from __future__ import annotations

import sqlite3
import time
from functools import lru_cache
from typing import Any, Final

from django.db import OperationalError
from django.db.backends.sqlite3 import base

SOON: Final = 0.001
LATER: Final = 0.02
DJANGO_WAITS: Final = 5.0
"""Seconds; what SQLite's connection waits where the settings say nothing."""


LONGEST_REMEMBERED: Final = 10_000
"""Letters. A statement with thousands of places does not come again in the same length."""


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose transactions begin as soon as the write lock is free."""

    def create_cursor(self, name: str | None = None) -> Cursor:  # noqa: ARG002 -- Django's signature
        """Return a cursor that remembers how a statement is said to SQLite."""
        return self.connection.cursor(factory=Cursor)  # type: ignore[no-any-return]  # what the factory makes

    def _start_transaction_under_autocommit(self) -> None:
        """Begin, and wait for the lock as long as the settings' `timeout` says.

        :raises OperationalError: the lock was not free in all that time, or anything else is wrong with the file
        """
        patience = float(self.settings_dict["OPTIONS"].get("timeout", DJANGO_WAITS))
        began = time.monotonic()
        self.connection.execute("PRAGMA busy_timeout = 0")
        try:
            while True:
                try:
                    super()._start_transaction_under_autocommit()  # type: ignore[misc]  # it is there; Django's types leave it out
                    break
                except OperationalError as error:
                    waited = time.monotonic() - began
                    if not _is_busy(error) or waited > patience:
                        raise
                    time.sleep(min(SOON + waited / 100, LATER))  # who waits for seconds looks less often
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {patience * 1000:.0f}")


class Cursor(base.SQLiteCursorWrapper):
    """Django's cursor. It looks through a statement for its places once, not each time it is said."""

    def convert_query(self, query: str, *, param_names: Any = None) -> str:
        """Return a statement as SQLite reads it."""
        if param_names is not None or len(query) > LONGEST_REMEMBERED:
            return str(super().convert_query(query, param_names=param_names))  # type: ignore[misc]  # as above
        return said_to_sqlite(query)


@lru_cache(maxsize=512)
def said_to_sqlite(query: str) -> str:
    """Return a statement of Django's as SQLite reads it, where its places have no names."""
    return str(base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%"))


def _is_busy(error: OperationalError) -> bool:
    """Say whether somebody else holds the lock; the lower byte of SQLite's number says so whatever the occasion."""
    number = getattr(error.__cause__, "sqlite_errorcode", 0)
    return number & 0xFF == sqlite3.SQLITE_BUSY
