"""Trends of counts: alarms for series of sessions that lose their people, and what is usual by level, season and weekday."""

from commonshelf.stats.trends.decomposition import Decomposition, decompose
from commonshelf.stats.trends.dwindling import DwindlingResult, Silence, dwindling
from commonshelf.stats.trends.errors import ClosedButCountedError, NotADayError, NothingWatchedError, NoThresholdError, TooFewDaysError
from commonshelf.stats.trends.many import dwindling_many
from commonshelf.stats.trends.simulated import simulate_threshold
from commonshelf.stats.trends.thresholds import threshold_of
from commonshelf.stats.trends.watch import watch
from commonshelf.stats.trends.watched import Watch, Watched

__all__ = [
    "ClosedButCountedError",
    "Decomposition",
    "DwindlingResult",
    "NoThresholdError",
    "NotADayError",
    "NothingWatchedError",
    "Silence",
    "TooFewDaysError",
    "Watch",
    "Watched",
    "decompose",
    "dwindling",
    "dwindling_many",
    "simulate_threshold",
    "threshold_of",
    "watch",
]
