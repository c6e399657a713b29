"""What the numbers of ties refuse to answer."""

from __future__ import annotations

from commonshelf.stats.errors import StatsError


class NoAttendanceError(StatsError):
    """Nobody known came to anything: there is nobody to be tied."""


class UnknownNumberError(StatsError):
    """A person, session, group, period or level has a number outside the range it may have; the message says which."""


class UnevenArraysError(StatsError):
    """Two arrays that speak of the same attendances, sessions or persons have different lengths."""
