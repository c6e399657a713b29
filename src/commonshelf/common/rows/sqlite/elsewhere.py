"""What another process asks of SQLite's file by itself: to send it many rows takes longer than to fetch them there."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import quote


@dataclass(frozen=True)
class AskedElsewhere:
    """A statement with what is given to it, for a process that knows nothing of Django, and may change nothing in the file."""

    file: str
    statement: str
    given: tuple[Any, ...]

    def rows(self) -> list[tuple[Any, ...]]:
        """Return the rows as they are now.

        :raises sqlite3.OperationalError: the file is gone
        """
        return _opened(self.file).execute(self.statement, self.given).fetchall()


@lru_cache(maxsize=1)
def _opened(file: str) -> sqlite3.Connection:
    """Open a file to read; it stays open as long as the process lives, or until it asks another file."""
    return sqlite3.connect(f"file:{quote(file)}?mode=ro", uri=True, check_same_thread=False)
