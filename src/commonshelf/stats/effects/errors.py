"""When before and after cannot be compared honestly. Each refusal has its own name, so that the application can say what to do next."""

from __future__ import annotations

from commonshelf.stats.errors import StatsError


class NothingToCompareWithError(StatsError):
    """Without a comparison a change is only a change. The subclasses say what is missing."""


class NoControlsError(NothingToCompareWithError):
    """There is no unit, or too few, where nothing changed and that was counted when the changed ones were."""


class TooFewPeriodsError(NothingToCompareWithError):
    """Too few periods were counted before the change, or after it."""


class ChangeAtTheEdgeError(NothingToCompareWithError):
    """The change lies at the very first or last period, or outside the series: there is no before, or no after."""


class PoorFitError(NothingToCompareWithError):
    """No mix of the controls looks like the changed unit before the change, so it says nothing about after."""


class TooFewUnitsError(NothingToCompareWithError):
    """The kind of interval asked for needs more changed units, or more controls, than there are."""


class NeedsRandomnessError(StatsError):
    """There are too many ways to pretend a change to try them all; pass rng to draw some of them."""


class NoRatioOfZeroError(StatsError):
    """Effects as ratios need figures above zero; the message says which unit and period has none."""


class NotANumberError(StatsError):
    """A figure is text or infinite; the message says where. NaN is fine: it means not counted."""
