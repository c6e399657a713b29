"""What time it is, asked in one place, so that the sample town and tests can live through two years in a minute."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

_set_to: ContextVar[dt.datetime | None] = ContextVar("clock", default=None)


def now() -> dt.datetime:
    """Return the moment it is, with its zone."""
    return _set_to.get() or timezone.now()


def now_here() -> dt.datetime:
    """Return the moment it is, as a clock on the library's wall shows it."""
    return now().astimezone(timezone.get_default_timezone())


def today() -> dt.date:
    """Return the day it is at the library."""
    return now_here().date()


@contextmanager
def clock_set_to(moment: dt.datetime) -> Iterator[None]:
    """Let `now()` be `moment` inside the block. The sample town is made with it; nothing a resident reaches uses it."""
    token = _set_to.set(moment)
    try:
        yield
    finally:
        _set_to.reset(token)
