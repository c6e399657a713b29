"""How high the odds must rise before there is an alarm, so that quiet series alarm at the rate that was set, a year of looks included."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.counts import check_share
from commonshelf.stats.trends.errors import NoThresholdError
from commonshelf.stats.trends.table import RATES, SEASONAL, SEASONLESS, WATCHED

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

LOOKS_A_YEAR = 52


def threshold_of(false_alarms: float, *, learned: ArrayLike, watched: int = LOOKS_A_YEAR, season: bool = True) -> NDArray[np.float64]:
    """Return the score at which a series alarms, from the table in table.py, for each number of weeks counted before the watch.

    false_alarms is the chance that a series to which nothing happens alarms within a year of weekly looks; a watch of more than a year
    (up to three) is held to the same rate each year. Few weeks to learn from ask for more. A watch that knows a season needs 39 weeks,
    three quarters of a year, one that knows none 12: NaN below. Linear between the entries of the table (rates on the log
    scale); above 260 weeks learned its end holds.
    Raises OutOfRangeError for a rate that is no share, NoThresholdError outside the table. See docs/methods/watch.md.
    """
    check_share("false_alarms", false_alarms)
    if not RATES[0] <= false_alarms <= RATES[-1]:
        raise NoThresholdError(f"false_alarms is {false_alarms}; the table holds {RATES[0]} to {RATES[-1]} a series and year")
    if watched > WATCHED[-1]:
        raise NoThresholdError(f"{watched} weeks are watched; the table ends at {WATCHED[-1]}. Start the watch later and learn from more")
    rows = SEASONAL if season else SEASONLESS
    table = np.array(list(rows.values()))  # (learned, watched, rates)
    at_rate = _between(np.log(false_alarms), np.log(RATES), np.moveaxis(table, 2, 0))
    at_watch = _between(float(max(watched, LOOKS_A_YEAR)), np.array(WATCHED, dtype=np.float64), at_rate.T)
    return np.asarray(np.interp(np.asarray(learned, dtype=np.float64), list(rows), at_watch, left=np.nan), dtype=np.float64)


def fewest_learned(*, season: bool) -> int:
    """Return how many weeks must have been counted before a watch can begin."""
    return min(SEASONAL if season else SEASONLESS)


def _between(value: float, places: NDArray[np.float64], rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the row at `value`, linear between the rows at `places`."""
    right = int(np.clip(np.searchsorted(places, value), 1, len(places) - 1))
    share = np.clip((value - places[right - 1]) / (places[right] - places[right - 1]), 0.0, 1.0)
    return np.asarray(rows[right - 1] * (1 - share) + rows[right] * share, dtype=np.float64)
