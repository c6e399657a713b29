"""Between which places an item may stand: intervals for ranks that hold for all items at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.counts import check_share
from commonshelf.stats.errors import OutOfRangeError
from commonshelf.stats.frozen import freeze

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commonshelf.stats.ranking.scores import PairwiseScores

FEWEST_DRAWS = 100


@dataclass(frozen=True, eq=False)
class RankIntervals:
    """Places of items, 1 the best; all arrays have shape (items,).

    place is by score. best and worst are the places the choices leave possible. critical_value says how many standard errors two items
    must be apart to be told apart (one number for all when simultaneous, else one for each item).
    """

    place: NDArray[np.int64]
    best: NDArray[np.int64]
    worst: NDArray[np.int64]
    critical_value: NDArray[np.float64]
    level: float
    simultaneous: bool

    @property
    def surely_first(self) -> int | None:
        """The item whose first place is sure at this level, or None."""
        sure = np.flatnonzero(self.worst == 1)
        return int(sure[0]) if len(sure) else None


def rank_intervals(
    scores: PairwiseScores, *, rng: np.random.Generator, level: float = 0.95, draws: int = 1000, simultaneous: bool = True
) -> RankIntervals:
    """Return between which places each item may stand.

    Two items are told apart when their scores differ by more than a critical number of standard errors of that difference. The number is
    the level quantile, over `draws` draws by rng from the normal distribution of the scores' errors, of the largest such difference: over all
    pairs when simultaneous (all intervals hold together with chance level), else over the pairs of one item (each holds by itself). The best
    place of an item is one behind all that are surely above it, the worst one before all that are surely below it.

    Raises OutOfRangeError for a level outside 0..1 or fewer than 100 draws.
    Source: Mogstad, Romano, Shaikh and Wilhelm (2024), Review of Economic Studies 91, 476-518. See docs/methods/pairwise-choices.md.
    """
    check_share("level", level)
    if draws < FEWEST_DRAWS:
        raise OutOfRangeError(f"draws is {draws}; fewer than {FEWEST_DRAWS} say nothing of a tail")
    n = len(scores.score)
    errors, spread = _errors(scores.covariance, draws, rng), _spreads(scores.covariance)
    largest = np.empty((n, draws))
    for item in range(n):
        largest[item] = _largest(errors, spread, item, after=item + 1 if simultaneous and item + 1 < n else 0)
    # The largest over all pairs is the largest over each item's pairs with later ones; the last item has none and repeats its own.
    pooled = largest.max(axis=0, keepdims=True) if simultaneous else largest
    critical = np.broadcast_to(np.quantile(pooled, level, axis=1, method="higher"), n).copy()
    lead = (scores.score[:, None] - scores.score[None, :]) / spread
    best = 1 + (lead < -critical[:, None]).sum(axis=1)
    worst = n - (lead > critical[:, None]).sum(axis=1)
    place = np.empty(n, dtype=np.int64)
    place[scores.order] = np.arange(1, n + 1)
    freeze(place, best, worst, critical)
    return RankIntervals(place=place, best=best, worst=worst, critical_value=critical, level=level, simultaneous=simultaneous)


def _errors(covariance: NDArray[np.float64], draws: int, rng: np.random.Generator) -> NDArray[np.float64]:
    values, vectors = np.linalg.eigh(covariance)
    roots = vectors * np.sqrt(np.maximum(values, 0.0))
    drawn: NDArray[np.float64] = rng.standard_normal((draws, len(covariance))) @ roots.T
    return drawn


def _spreads(covariance: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the standard errors of all differences; infinite against itself, where there is none."""
    own = np.diag(covariance)
    variance = own[:, None] + own[None, :] - 2 * covariance
    np.fill_diagonal(variance, np.inf)
    spread: NDArray[np.float64] = np.sqrt(variance)
    return spread


def _largest(errors: NDArray[np.float64], spread: NDArray[np.float64], item: int, *, after: int) -> NDArray[np.float64]:
    gaps: NDArray[np.float64] = np.abs(errors[:, [item]] - errors[:, after:]) / spread[item, after:]
    largest: NDArray[np.float64] = gaps.max(axis=1)
    return largest
