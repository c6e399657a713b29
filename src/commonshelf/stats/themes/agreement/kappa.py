"""Cohen's kappa: two coders, one code each."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtri

from commonshelf.stats.counts import check_share
from commonshelf.stats.errors import WrongShapeError
from commonshelf.stats.reading import ensure_dimensions, read_numbers
from commonshelf.stats.themes.agreement.result import Agreement
from commonshelf.stats.themes.errors import CodingsDoNotFitError, NoPairsError, NoVariationError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


def cohen_kappa(first: ArrayLike, second: ArrayLike, *, level: float = 0.95) -> Agreement:
    """Return how far two coders agree beyond chance on codes without an order.

    first and second have shape (voices,): the code each gave, a number; NaN where a coder gave none. A voice that either left out is
    left out. The interval is asymptotic, with the standard error that holds when agreement is not zero, cut to -1..1.

    Raises WrongShapeError unless both are one-dimensional and equally long; CodingsDoNotFitError for anything but numbers; NoPairsError
    when no voice has two codes; NoVariationError when all codes are the same; OutOfRangeError for a level outside 0..1.
    Source: Cohen (1960), Educational and Psychological Measurement 20, 37-46; Fleiss, Cohen and Everitt (1969), Psychological Bulletin
    72, 323-327, formula 13. See docs/methods/agreement.md.
    """
    check_share("level", level)
    one, other = as_codes(first, 1), as_codes(second, 1)
    if one.shape != other.shape:
        raise WrongShapeError(f"the coders have {len(one)} and {len(other)} voices; both need a place for every voice")
    both = ~np.isnan(one) & ~np.isnan(other)
    n = int(both.sum())
    if not n:
        raise NoPairsError("no voice has a code of both coders")
    codes, places = np.unique(np.concatenate([one[both], other[both]]), return_inverse=True)
    if len(codes) < 2:
        raise NoVariationError("both coders gave every voice the same one code, so chance alone explains all agreement")
    shares = np.zeros((len(codes), len(codes)))
    np.add.at(shares, (places[:n], places[n:]), 1 / n)
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    observed, expected = float(np.trace(shares)), float(rows @ columns)
    value = (observed - expected) / (1 - expected)
    arm = float(ndtri((1 + level) / 2)) * _standard_error(shares, expected, value, n)
    low, high = max(value - arm, -1.0), min(value + arm, 1.0)
    return Agreement(value, low, high, level, n, len(one) - n, "asymptotic", observed, expected)


def _standard_error(shares: NDArray[np.float64], expected: float, value: float, n: int) -> float:
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    agreed = np.diag(shares) @ (1 - (rows + columns) * (1 - value)) ** 2
    crossed = shares * (columns[:, None] + rows[None, :]) ** 2
    differed = (1 - value) ** 2 * float(crossed.sum() - np.trace(crossed))
    spread = float(agreed) + differed - (value - expected * (1 - value)) ** 2
    return math.sqrt(max(spread, 0.0) / n) / (1 - expected)


def as_codes(codes: ArrayLike, dimensions: int) -> NDArray[np.float64]:
    """Return a private float copy; NaN stays. Raises CodingsDoNotFitError for text or infinity, WrongShapeError for another shape."""
    values = read_numbers(codes, CodingsDoNotFitError, "codes must be numbers in an even array, NaN for none")
    ensure_dimensions(values, dimensions, "the codes have", f"{dimensions} are needed")
    if np.isinf(values).any():
        raise CodingsDoNotFitError("a code is infinite; a missing code is NaN")
    return values
