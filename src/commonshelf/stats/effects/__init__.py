"""Before and after a change, beside where nothing changed: each effect with an interval and placebo tests, or a refusal with a name."""

from commonshelf.stats.effects.differences import DifferenceInDifferences, difference_in_differences
from commonshelf.stats.effects.figures import Effect, PlaceboTest
from commonshelf.stats.effects.interrupted import InterruptedTimeSeries, interrupted_time_series
from commonshelf.stats.effects.synthetic import SyntheticControl, synthetic_control

__all__ = [
    "DifferenceInDifferences",
    "Effect",
    "InterruptedTimeSeries",
    "PlaceboTest",
    "SyntheticControl",
    "difference_in_differences",
    "interrupted_time_series",
    "synthetic_control",
]
