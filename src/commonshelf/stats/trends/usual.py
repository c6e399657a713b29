"""What is usual for each series: its level, its season, how wild it is and how sure that is. Series of a branch share what they can."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.trends.spread import shared_sizes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commonshelf.stats.trends.weekly import Weekly

    Floats = NDArray[np.float64]

WEEKS_A_YEAR = 365.25 / 7
# Before anything is seen: how large the yearly wave of a branch may be, how far a series strays from it (worth ten series), how far apart levels lie.
WAVE_SPREAD, STRAY, STRAY_BELIEF, LEVEL_SPREAD = 0.3, 0.1, 10.0, 2.0
FIRST_SIZE = 20.0
# A Newton step squares what is wrong: after a move this small (log scale) the next would be about a tenth of the error of a level.
SETTLED, MOST_STEPS = 0.1, 12
MOST_LOG = 25.0  # a mean above this is no attendance; it keeps exp from overflowing while the fit is on its way


@dataclass(frozen=True)
class Usual:
    """The usual attendance of n series, had nothing changed.

    expected: (series, weeks), people, exposure included; 0 where closed. level: (series,), people in one unit of exposure, without season;
    level_error: (series,), the standard deviation of its log. size: (series,). season: (series, 2 harmonics), log scale.
    season_error: the same, standard deviations. stray: how far series stray from the season of their branch.
    """

    expected: Floats
    level: Floats
    level_error: Floats
    size: Floats
    season: Floats
    season_error: Floats
    stray: float


@dataclass
class _Fit:
    """The state between two steps: coefficients (series, 1 + 2 harmonics), and after a step their covariance."""

    coefficients: Floats
    covariance: Floats
    size: Floats
    stray2: float


def waves(weeks: int, period: float, harmonics: int) -> Floats:
    """Return (weeks, 1 + 2 harmonics): ones, then a cosine and a sine for each harmonic of the year."""
    angle = 2 * np.pi * np.arange(weeks)[:, None] * np.arange(1, harmonics + 1) / period
    pairs = np.stack([np.cos(angle), np.sin(angle)], axis=2).reshape(weeks, 2 * harmonics)
    return np.concatenate([np.ones((weeks, 1)), pairs], axis=1)


def learn_usual(weekly: Weekly, *, period: float, harmonics: int) -> Usual:
    """Fit all series at once: Newton steps on the negative-binomial likelihood, the season shrunk to the branch's (empirical Bayes)."""
    design = waves(weekly.people.shape[1], period, harmonics)
    cut = weekly.learning
    people, known = weekly.people[:, cut], weekly.known[:, cut]
    open_share = weekly.exposure[:, cut] * known
    fit = _start(people, open_share, design.shape[1])
    for step in range(MOST_STEPS):
        expected = open_share * np.exp(np.minimum(fit.coefficients @ design[cut].T, MOST_LOG))
        if step == 1:
            fit.size = shared_sizes(people, expected, known)
        moved = _newton_step(fit, people, expected, design[cut], weekly)
        if step > 0 and moved <= SETTLED:
            break
    errors = np.sqrt(np.diagonal(fit.covariance, axis1=1, axis2=2))
    return Usual(
        expected=weekly.exposure * np.exp(np.minimum(fit.coefficients @ design.T, MOST_LOG)),
        level=np.exp(fit.coefficients[:, 0]),
        level_error=errors[:, 0].copy(),
        size=fit.size,
        season=fit.coefficients[:, 1:].copy(),
        season_error=errors[:, 1:].copy(),
        stray=float(np.sqrt(fit.stray2)),
    )


def _start(people: Floats, open_share: Floats, width: int) -> _Fit:
    series = len(people)
    coefficients = np.zeros((series, width))
    coefficients[:, 0] = np.log((people.sum(axis=1) + 0.5) / (open_share.sum(axis=1) + 0.5))
    return _Fit(coefficients, np.zeros((series, width, width)), np.full(series, FIRST_SIZE), STRAY**2)


def _newton_step(fit: _Fit, people: Floats, expected: Floats, design: Floats, weekly: Weekly) -> float:
    """Move every series to the peak of its posterior, seen from where it stands; return the longest move of a coefficient."""
    weight = 1 / (1 + expected / fit.size[:, None])
    width = design.shape[1]
    products = (design[:, :, None] * design[:, None, :]).reshape(len(design), width * width)
    information = ((weight * expected) @ products).reshape(-1, width, width)
    score = (weight * (people - expected)) @ design
    levels = fit.coefficients[:, 0]
    information[:, 0, 0] += LEVEL_SPREAD**-2
    score[:, 0] += (levels.mean() - levels) / LEVEL_SPREAD**2
    prior_mean, prior_precision = _season_of_the_others(fit, information, score, weekly)
    precision = information
    precision[:, 1:, 1:] += prior_precision
    score[:, 1:] += _times(prior_precision, prior_mean - fit.coefficients[:, 1:])
    fit.covariance = _inverse_with_level(precision)
    moves = np.clip(_times(fit.covariance, score), -2, 2)
    fit.coefficients = fit.coefficients + moves
    return float(np.abs(moves).max(initial=0.0))


def _season_of_the_others(fit: _Fit, information: Floats, score: Floats, weekly: Weekly) -> tuple[Floats, Floats]:
    """Return, for each series, mean (series, w) and precision (series, w, w) of its season as the other series of its branch tell it.

    Each series is left out of its own prior, so that nothing is counted twice. What a series says of its season, net of its level, is
    S (information) and s (score, moved to 0); given the branch its season strays normally with variance stray2.
    """
    width = score.shape[1] - 1
    if width == 0:
        return np.zeros((len(score), 0)), np.zeros((len(score), 0, 0))
    with_level = information[:, 1:, 0] / information[:, 0, 0][:, None]
    own = information[:, 1:, 1:] - with_level[:, :, None] * information[:, None, 0, 1:]
    pull = score[:, 1:] - with_level * score[:, :1] + _times(own, fit.coefficients[:, 1:])
    one = np.eye(width)
    shrink = _inverse(one + fit.stray2 * own)
    said, told = shrink @ own, _times(shrink, pull)
    all_said = _sum_by_branch(said, weekly) + one / WAVE_SPREAD**2
    all_told = _sum_by_branch(told, weekly)
    fit.stray2 = _stray(own, pull - _times(own, _times(_inverse(all_said), all_told)[weekly.branch]), weekly)
    others = _inverse(all_said[weekly.branch] - said)
    mean = _times(others, all_told[weekly.branch] - told)
    return mean, _inverse(others + fit.stray2 * one)


def _stray(own: Floats, residual: Floats, weekly: Weekly) -> float:
    """Return the variance with which series stray from their branch, by moments: E r'r = tr S + stray2 tr S S; one of m is lost to the mean."""
    members = np.bincount(weekly.branch, minlength=weekly.branches)[weekly.branch]
    free = 1 - 1 / members
    trace = np.einsum("sii->s", own)
    square = np.einsum("sij,sij->s", own, own)
    excess = np.where(members > 1, np.einsum("si,si->s", residual, residual) - free * trace, 0.0)
    belief = STRAY_BELIEF * square.mean() + 1e-12
    return float(max((excess.sum() + belief * STRAY**2) / ((free * square).sum() + belief), 1e-4))


def _sum_by_branch(values: Floats, weekly: Weekly) -> Floats:
    flat = values.reshape(len(values), -1)
    columns = [np.bincount(weekly.branch, weights=column, minlength=weekly.branches) for column in flat.T]
    return np.asarray(np.stack(columns, axis=1).reshape(weekly.branches, *values.shape[1:]), dtype=np.float64)


def _inverse(matrices: Floats) -> Floats:
    """Invert each matrix; two by two, which one wave a year makes, by the formula from school, ten times quicker than in general."""
    if matrices.shape[1:] != (2, 2):
        return np.asarray(np.linalg.inv(matrices), dtype=np.float64)
    (a, b), (c, d) = np.moveaxis(matrices, 0, 2)
    found = np.empty_like(matrices)
    found[:, 0, 0], found[:, 0, 1], found[:, 1, 0], found[:, 1, 1] = d, -b, -c, a
    found /= (a * d - b * c)[:, None, None]
    return found


def _inverse_with_level(matrices: Floats) -> Floats:
    """Invert each matrix by its first row and the rest (Schur), so that the rest is small enough for the formula."""
    first = matrices[:, 0, 0]
    with_first = matrices[:, 1:, 0] / first[:, None]
    rest = _inverse(matrices[:, 1:, 1:] - with_first[:, :, None] * matrices[:, None, 0, 1:])
    cross = _times(rest, with_first)
    found = np.empty_like(matrices)
    found[:, 0, 0] = 1 / first + (with_first * cross).sum(axis=1)
    found[:, 0, 1:] = found[:, 1:, 0] = -cross
    found[:, 1:, 1:] = rest
    return found


def _times(matrices: Floats, vectors: Floats) -> Floats:
    """Multiply each matrix with its vector."""
    return np.asarray((matrices @ vectors[:, :, None])[:, :, 0], dtype=np.float64)
