"""What the comparison of who is heard with who lives here refuses."""

from __future__ import annotations

from commonshelf.stats.errors import StatsError


class NobodyLivesThereError(StatsError):
    """People were heard from a group that has no population, so its ratio is endless; join the group with another."""


class NotAPopulationError(StatsError):
    """A population figure is negative, endless, missing or not a number; the message says where."""


class NotAMarginError(StatsError):
    """A census margin of error is neither a number from 0 up nor one of the marks the Census Bureau prints in its place."""


class MissingMarginError(StatsError):
    """The Census Bureau could not work out a margin of error, so how sure the figure is cannot be said; the message says where."""


class UnknownAdjustmentError(StatsError):
    """The way of holding a promise over many tests is none of: holm, benjamini_hochberg."""


class NothingToDetectError(StatsError):
    """A ratio of 1 is no difference: no sample is large enough to find it."""
