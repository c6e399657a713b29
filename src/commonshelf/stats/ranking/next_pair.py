"""Which two items to ask about next: the pair whose answer would tell most, with no item left behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
from scipy.special import expit

from commonshelf.stats.errors import OutOfRangeError, WrongShapeError
from commonshelf.stats.ranking.errors import NotAnItemError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import ArrayLike, NDArray

    from commonshelf.stats.ranking.scores import PairwiseScores

LEAST_ASKED = 5
TINY = 1e-9  # keeps a covariance of fewer people than items from having no root
ALIKE = 1e-9  # gains closer than this share of the best are the same gain but for rounding

Plan = Literal["drawn", "estimated"]
"""At which scores the gain is worked out: at some drawn from what is still possible (so the plan does not believe its own luck), or at the estimates."""

Cause = Literal["few_choices", "most_information"]
"""few_choices: an item of the pair has been asked about too rarely. most_information: no item has, so what is learned decides."""


@dataclass(frozen=True)
class NextPair:
    """The pair to show, each on its side. gain is in nats; chance is that of the left item, by the estimates; alike counts the pairs it was picked from."""

    left: int
    right: int
    gain: float
    chance: float
    cause: Cause
    alike: int


def next_pair(
    scores: PairwiseScores,
    *,
    rng: np.random.Generator,
    seen: Iterable[tuple[int, int]] = (),
    open_items: ArrayLike | None = None,
    least_asked: int = LEAST_ASKED,
    among: int = 1,
    plan: Plan = "drawn",
) -> NextPair | None:
    """Choose the pair to ask about next, or None when this person has seen every pair that is open.

    The gain of a pair is log(1 + p (1 - p) v), with p the chance that the first is chosen and v the variance of the difference of their
    scores: by so much one answer raises the logarithm of the determinant of the information (D-optimal). With plan "drawn" p belongs to scores
    drawn by rng from the normal distribution of what is still possible; with "estimated" to the estimates, which learns about as fast but
    makes later intervals too narrow (see the page). A pair is left out when it is in `seen` (either way round) or not both its items are in
    open_items (shape (items,), true or false; all when None). As long as an open item that still has a pair stood in fewer than least_asked
    choices, only pairs with the rarest such item compete: no new item starves. One of the best `among` pairs, and of all as
    good as the last of these, is picked by rng, and so is the side each item stands on.

    Scores from pairwise_scores with its prior work from the first choice on. Raises NotAnItemError, WrongShapeError, OutOfRangeError.
    Source: Fedorov (1972), Theory of Optimal Experiments; Grasshoff and Schwabe (2008), Statistics and Computing 18, 275-284; the draw: Thompson (1933),
    Biometrika 25, 285-294. See docs/methods/next-pair.md.
    """
    _check(least_asked, among, plan)
    first, second = np.nonzero(_allowed(len(scores.score), seen, open_items))
    if len(first) == 0:
        return None
    believed = scores.score if plan == "estimated" else _drawn(scores, rng)
    likely = expit(believed[first] - believed[second])
    gain = np.log1p(likely * (1 - likely) * _variance(scores.covariance, first, second))
    rarer = np.minimum(scores.asked[first], scores.asked[second])
    cause: Cause = "few_choices" if rarer.min() < least_asked else "most_information"
    competing = np.flatnonzero(rarer == rarer.min()) if cause == "few_choices" else np.arange(len(first))
    best = _best(gain[competing], among)
    drawn = competing[rng.choice(best)]
    pair = (int(first[drawn]), int(second[drawn]))
    left, right = pair[::-1] if rng.integers(2) else pair
    chance = float(expit(scores.score[left] - scores.score[right]))
    return NextPair(left=left, right=right, gain=float(gain[drawn]), chance=chance, cause=cause, alike=len(best))


def _check(least_asked: int, among: int, plan: str) -> None:
    if least_asked < 0 or among < 1:
        raise OutOfRangeError(f"least_asked is {least_asked} and among is {among}; they start at 0 and 1")
    if plan not in get_args(Plan):
        raise OutOfRangeError(f"plan is {plan!r}; it must be one of {', '.join(get_args(Plan))}")


def _drawn(scores: PairwiseScores, rng: np.random.Generator) -> NDArray[np.float64]:
    """Draw scores from the normal distribution around the estimates.

    A little is added along "all scores up by one", where the covariance has nothing, so that it has a root; it cancels in differences.
    """
    covariance = scores.covariance
    level = float(np.trace(covariance)) / len(covariance)
    root = np.linalg.cholesky(covariance + level * (1 / len(covariance) + TINY * np.eye(len(covariance))))
    moved: NDArray[np.float64] = scores.score + root @ rng.standard_normal(len(covariance))
    return moved


def _best(gain: NDArray[np.float64], among: int) -> NDArray[np.intp]:
    """Return the places of the best `among` gains and of all that equal the last of them."""
    rank = min(among, len(gain))
    bar = np.partition(gain, len(gain) - rank)[len(gain) - rank]
    return np.flatnonzero(gain >= bar - ALIKE * abs(bar))


def _variance(covariance: NDArray[np.float64], first: NDArray[np.intp], second: NDArray[np.intp]) -> NDArray[np.float64]:
    own = np.diag(covariance)
    variance: NDArray[np.float64] = own[first] + own[second] - 2 * covariance[first, second]
    return variance


def _allowed(n: int, seen: Iterable[tuple[int, int]], open_items: ArrayLike | None) -> NDArray[np.bool_]:
    """Return a matrix that is true above its diagonal where a pair may be shown."""
    is_open = np.ones(n, dtype=np.bool_) if open_items is None else np.asarray(open_items)
    if is_open.shape != (n,) or is_open.dtype != np.bool_:
        raise WrongShapeError(f"open_items has shape {is_open.shape} and type {is_open.dtype}; {n} times true or false is needed")
    allowed = np.triu(is_open[:, None] & is_open[None, :], k=1)
    for one, other in seen:
        if not (0 <= one < n and 0 <= other < n):
            raise NotAnItemError(f"the pair ({one}, {other}) was seen, but items are 0 to {n - 1}")
        allowed[min(one, other), max(one, other)] = False
    return allowed
