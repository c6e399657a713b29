"""Reading the library's own settings."""

from __future__ import annotations

from copy import copy
from functools import lru_cache
from typing import Any

from django.db import connection

from commonshelf.common.library.models import Library

_FIELDS = tuple(Library._meta.local_concrete_fields)
_STATEMENT = f"SELECT {', '.join(field.column for field in _FIELDS)} FROM {Library._meta.db_table} WHERE id = 1"  # noqa: S608 -- our own names


def the_library() -> Library:
    """Return the one row of settings; a new house has its defaults.

    Every page asks for it, and the database is asked every time. What a row means is worked out once for each different row.
    """
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT)
        row = cursor.fetchone()
    return copy(_library(row))


@lru_cache(maxsize=4)
def _library(row: tuple[Any, ...] | None) -> Library:
    return Library(pk=1) if row is None else Library.from_db("default", [field.attname for field in _FIELDS], row)
