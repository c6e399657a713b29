"""The highest point of the likelihood (or of likelihood times prior) of pairwise choices, by Newton's method."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.special import expit

from commonshelf.stats.ranking.errors import NoAgreementReachedError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commonshelf.stats.ranking.choices import PairCounts

MOST_STEPS = 100
SMALLEST_STEP = 1e-10  # steps shrink quadratically: after one this small the next would be lost in rounding
SMALLEST_GAIN = 1e-20  # on all but flat ground steps stay longer, but what they gain is lost in rounding all the same
MOST_HALVINGS = 40


@dataclass(frozen=True, eq=False)
class Maximum:
    """Where the search ended: the scores (adding up to zero), the pull towards the left side, and the covariance of both."""

    scores: NDArray[np.float64]
    pull: float
    covariance: NDArray[np.float64]
    steps: int


def find_maximum(counts: PairCounts, *, prior_sd: float | None, position: bool) -> Maximum:
    """Climb to the highest point. The last row and column of the covariance belong to the pull, where there is one."""
    size = counts.n_items + int(position)
    precision = 0.0 if prior_sd is None else prior_sd**-2
    at, value = np.zeros(size), _height(counts, np.zeros(size), precision)
    for taken in range(1, MOST_STEPS + 1):
        slope, curvature = _slope(counts, at, precision), _curvature(counts, at, precision)
        step = cho_solve(cho_factor(curvature + _along_ones(curvature, counts.n_items)), slope)
        step[: counts.n_items] -= step[: counts.n_items].mean()
        at, value = _safe_step(counts, at, step, value, precision)
        if np.abs(step).max() <= SMALLEST_STEP or step @ slope <= SMALLEST_GAIN:
            covariance = covariance_of(_curvature(counts, at, precision), counts.n_items)
            pull = float(at[-1]) if position else 0.0
            return Maximum(at[: counts.n_items], pull, covariance, taken)
    raise NoAgreementReachedError(f"the scores did not settle in {MOST_STEPS} steps")


def covariance_of(curvature: NDArray[np.float64], n_items: int) -> NDArray[np.float64]:
    """Invert the observed information where scores add up to zero; along "all scores up by one" nothing is known or asked."""
    along = _along_ones(curvature, n_items)
    full = curvature + along
    inverse = cho_solve(cho_factor(full), np.eye(len(full)))
    inverse[:n_items, :n_items] -= inverse[:n_items, :n_items].mean(axis=0)
    inverse[:n_items, :n_items] -= inverse[:n_items, :n_items].mean(axis=1)[:, None]
    symmetric: NDArray[np.float64] = (inverse + inverse.T) / 2
    return symmetric


def _safe_step(
    counts: PairCounts, at: NDArray[np.float64], step: NDArray[np.float64], value: float, precision: float
) -> tuple[NDArray[np.float64], float]:
    """Take the step, halved until it does not lead down; near the top rounding may make both heights equal."""
    share = 1.0
    for _halving in range(MOST_HALVINGS):
        there = at + share * step
        height = _height(counts, there, precision)
        if height >= value - 1e-12 * abs(value):
            return there, height
        share /= 2
    return at, value


def _along_ones(curvature: NDArray[np.float64], n_items: int) -> NDArray[np.float64]:
    """Return curvature for the one direction that has none, so that the matrix can be inverted."""
    along = np.zeros_like(curvature)
    along[:n_items, :n_items] = float(np.trace(curvature)) / n_items**2
    return along


def _difference(counts: PairCounts, at: NDArray[np.float64]) -> NDArray[np.float64]:
    gap: NDArray[np.float64] = at[counts.left] - at[counts.right]
    return gap + at[-1] if len(at) > counts.n_items else gap


def _chances(counts: PairCounts, at: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the chances of the left and of the right item, each with all its digits however small."""
    gap = _difference(counts, at)
    return expit(gap), expit(-gap)


def _height(counts: PairCounts, at: NDArray[np.float64], precision: float) -> float:
    gap = _difference(counts, at)
    lost = counts.shown - counts.won
    return -float(counts.won @ np.logaddexp(0.0, -gap) + lost @ np.logaddexp(0.0, gap) + precision / 2 * (at @ at))


def _slope(counts: PairCounts, at: NDArray[np.float64], precision: float) -> NDArray[np.float64]:
    left, right = _chances(counts, at)
    surprise = counts.won * right - (counts.shown - counts.won) * left
    slope = counts.per_item(surprise, -surprise)
    if len(at) > counts.n_items:
        slope = np.append(slope, surprise.sum())
    return slope - precision * at


def _curvature(counts: PairCounts, at: NDArray[np.float64], precision: float) -> NDArray[np.float64]:
    """Return the observed information: minus the second derivatives."""
    left, right = _chances(counts, at)
    weight = counts.shown * left * right
    between = counts.matrix(weight)
    information = np.diag(counts.per_item(weight, weight)) - between - between.T
    if len(at) > counts.n_items:
        border = counts.per_item(weight, -weight)
        information = np.block([[information, border[:, None]], [border[None, :], np.array([[weight.sum()]])]])
    information[np.diag_indices_from(information)] += precision
    return information
