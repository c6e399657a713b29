"""What the trends refuse to answer."""

from __future__ import annotations

from commonshelf.stats.errors import StatsError


class ClosedButCountedError(StatsError):
    """People were counted in a week that is said to have been closed; one of the two is wrong, and the message says where."""


class NothingWatchedError(StatsError):
    """No week is left to watch, or none to learn from."""


class NoThresholdError(StatsError):
    """The rate or the length of the watch lies outside the table of thresholds; `threshold_for` works one out by simulation."""


class TooFewDaysError(StatsError):
    """Fewer days were counted than there are things to tell apart: level, season and weekday need days of all kinds."""


class NotADayError(StatsError):
    """A day cannot be read as a date, or stands twice."""
