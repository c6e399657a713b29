"""Trimming: no weight beyond a bound, and what is cut off goes to the others."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from commonshelf.stats.errors import OutOfRangeError
from commonshelf.stats.weighting.errors import NoSuchWeightsError
from commonshelf.stats.weighting.margins import read_codes
from commonshelf.stats.weighting.weights import Weights, read_weights

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

Redistribution = Literal["proportional", "equal"]
"""proportional: everybody else's weight is multiplied by the same number. equal: the same number is added to it."""

ROUNDING = 1e-12
"""Bounds that can only just hold the sum are not refused for the last digit of it."""


def trim(
    weights: ArrayLike,
    *,
    lower: float = 0.0,
    upper: float = np.inf,
    redistribution: Redistribution = "proportional",
    within: ArrayLike | None = None,
) -> Weights:
    """Return weights from lower to upper with the same sum: clip(c × weight) or clip(weight + c), with the one c that keeps it.

    weights has shape (people,); lower and upper are in its unit. within has shape (people,), integers from 0 up (-1 for not
    known): with it the sum of each of these groups is kept too, so that post-strata stay as they were. Other control totals are met no longer:
    to keep them use `calibrate` with bounds. With proportional, people of weight zero stay at zero unless lower is above it.

    Raises OutOfRangeError unless 0 <= lower < upper; NoSuchWeightsError when no weights within the bounds have the sum;
    NotAWeightError; NotACodeError; NobodyToWeightError; WrongShapeError.
    Source: Potter (1990), Proceedings of the Survey Research Methods Section, ASA, 225-230. See docs/methods/trimming.md.
    """
    values = read_weights(weights)
    if not 0 <= lower < upper:
        raise OutOfRangeError(f"lower is {lower} and upper {upper}; it takes 0 <= lower < upper")
    if redistribution not in get_args(Redistribution):
        raise OutOfRangeError(f"redistribution is {redistribution!r}; it must be one of {', '.join(get_args(Redistribution))}")
    if within is None:
        return Weights(_trimmed(values, lower, upper, redistribution), "trim")
    codes = read_codes("within", within, people=len(values))
    result = np.empty(len(values))
    for group in np.unique(codes):
        members = codes == group
        result[members] = _trimmed(values[members], lower, upper, redistribution)
    return Weights(result, "trim")


def _trimmed(weights: NDArray[np.float64], lower: float, upper: float, redistribution: Redistribution) -> NDArray[np.float64]:
    """Return weights (people,) within the bounds with the same sum.

    The sum is a broken line in c that never falls. Its corners are where somebody reaches a bound, so the c wanted lies between two
    neighbouring corners, and on the straight line between them.
    """
    if weights.min() >= lower and weights.max() <= upper:
        return weights.copy()
    total = float(weights.sum())

    def moved(c: float) -> NDArray[np.float64]:
        return np.clip(weights * c if redistribution == "proportional" else weights + c, lower, upper)

    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        corners = np.array([lower, upper])[:, None]
        corners = corners / weights if redistribution == "proportional" else corners - weights
    # A weight of 0 stays there however often it is taken, and so does one too small to be multiplied up to a bound.
    movable = np.isfinite(corners[1]) if np.isfinite(upper) else (weights > 0) | (redistribution == "equal")
    corners = np.unique(corners[np.isfinite(corners)])
    most = np.where(movable, upper, lower).sum()
    if not len(weights) * lower * (1 - ROUNDING) <= total <= most * (1 + ROUNDING):
        raise NoSuchWeightsError(f"{len(weights)} weights from {lower:.12g} to {upper:.12g} cannot add up to {total:.12g}")
    after = bisect_right(range(len(corners)), total, key=lambda at: float(moved(float(corners[at])).sum()))
    here = float(corners[max(after - 1, 0)])
    there = float(corners[after]) if after < len(corners) else here + 1
    low, high = float(moved(here).sum()), float(moved(there).sum())
    return moved(here if high <= low else here + (total - low) / (high - low) * (there - here))
