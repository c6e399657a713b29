"""Krippendorff's alpha: any number of coders, any scale, gaps allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import numpy as np

from commonshelf.stats.counts import check_share
from commonshelf.stats.errors import OutOfRangeError
from commonshelf.stats.themes.agreement.kappa import as_codes
from commonshelf.stats.themes.agreement.result import Agreement, Scale
from commonshelf.stats.themes.errors import NoPairsError, NotARatioScaleError, NoVariationError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


def krippendorff_alpha(
    codes: ArrayLike, *, scale: Scale = "nominal", rng: np.random.Generator, level: float = 0.95, resamples: int = 1000
) -> Agreement:
    """Return how far coders agree beyond chance.

    codes has shape (coders, voices): a number, NaN where a coder did not code a voice. A voice with fewer than two codes is left out.
    scale says what counts as a disagreement: nominal 1 for different codes, ordinal by the ranks between, interval (a - b) squared,
    ratio ((a - b) / (a + b)) squared. The interval holds the middle `level` of alphas of voices drawn anew with replacement; draws
    in which all codes are the same have no alpha and are left out.

    Raises WrongShapeError, CodingsDoNotFitError for anything but numbers, NoPairsError when no voice has two codes, NoVariationError
    when all codes are the same, NotARatioScaleError for a code below zero on the ratio scale, OutOfRangeError for an unknown
    scale, a level outside 0..1 or fewer than one resample.
    Source: Krippendorff (2011), Computing Krippendorff's alpha-reliability; Hayes and Krippendorff (2007), Communication Methods and
    Measures 1, 77-89. See docs/methods/agreement.md.
    """
    check_share("level", level)
    if scale not in get_args(Scale) or resamples < 1:
        raise OutOfRangeError(
            f"scale is {scale!r} and resamples {resamples}; known are {', '.join(get_args(Scale))} and whole numbers from 1"
        )
    values, counts = _tallied(as_codes(codes, 2))
    if scale == "ratio" and values.min() < 0:
        raise NotARatioScaleError(f"the code {values.min()} lies below zero, where proportions mean nothing")
    voices = len(counts)
    observed, expected = _disagreements(counts, np.ones(voices), values, scale)
    drawn = rng.multinomial(voices, np.full(voices, 1 / voices), size=resamples)
    again = np.array([_disagreements(counts, times, values, scale) for times in drawn])
    varied = again[:, 1] > 0
    low, high = np.quantile(1 - again[varied, 0] / again[varied, 1], [(1 - level) / 2, (1 + level) / 2]) if varied.any() else (-1.0, 1.0)
    missing = np.shape(codes)[1] - voices
    return Agreement(1 - observed / expected, float(low), float(high), level, voices, missing, "bootstrap", observed, expected)


def _tallied(codes: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the values that occur, and for each voice with two codes or more how many coders gave which: shape (voices, values)."""
    pairable = (~np.isnan(codes)).sum(axis=0) >= 2
    if not pairable.any():
        raise NoPairsError("no voice was coded by two coders")
    kept = codes[:, pairable]
    given = ~np.isnan(kept)
    values, places = np.unique(kept[given], return_inverse=True)
    if len(values) < 2:
        raise NoVariationError("every coder gave every voice the same one code, so chance alone explains all agreement")
    counts = np.zeros((kept.shape[1], len(values)))
    np.add.at(counts, (np.nonzero(given)[1], places), 1)
    return values, counts


def _disagreements(
    counts: NDArray[np.float64], times: NDArray[np.float64], values: NDArray[np.float64], scale: Scale
) -> tuple[float, float]:
    """Return the mean disagreement within voices and between any two codes, each voice taken `times` over."""
    used = counts * times[:, None]
    totals = used.sum(axis=0)
    n = float(totals.sum())
    difference = _differences(values, totals, scale)
    together = (used / (counts.sum(axis=1) - 1)[:, None]).T @ counts
    return float((together * difference).sum() / n), float(totals @ difference @ totals / (n * (n - 1)))


def _differences(values: NDArray[np.float64], totals: NDArray[np.float64], scale: Scale) -> NDArray[np.float64]:
    """Return how much each two values differ on the scale, squared; a value does not differ from itself."""
    if scale == "nominal":
        return 1 - np.eye(len(values))
    if scale == "ordinal":
        # The codes ranked between two values, half of each end: the distance of their mean ranks.
        values = np.cumsum(totals) - totals / 2
    apart = (values[:, None] - values[None, :]) ** 2
    if scale == "ratio":
        together = (values[:, None] + values[None, :]) ** 2
        return np.divide(apart, together, out=np.zeros_like(apart), where=together > 0)
    return np.asarray(apart)
