"""How far apart the groups are on a statement, as a difference of agree rates that says how many voted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtri

from commonshelf.stats.counts import check_share
from commonshelf.stats.errors import OutOfRangeError
from commonshelf.stats.frozen import freeze_fields

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commonshelf.stats.opinion.tallies import Tallies

LEAST_VOTES = 10  # votes of a group on a statement from which its agree rate is compared


@dataclass(frozen=True)
class Divisiveness:
    """For each statement the group that agrees most (`most`) and the one that agrees least (`least`), every array of shape (statements,).

    difference is the agree rate of the one less that of the other, from 0 to 1, low and high its interval at `level`; n_most and n_least are the
    votes (passes included) behind the two rates. Where fewer than two groups gave `least_votes` votes, difference, low and high are NaN and
    the groups -1.
    """

    difference: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    most: NDArray[np.int64]
    least: NDArray[np.int64]
    n_most: NDArray[np.int64]
    n_least: NDArray[np.int64]
    level: float
    least_votes: int

    def __post_init__(self) -> None:
        """Make the arrays unchangeable."""
        freeze_fields(self)

    @property
    def ranking(self) -> NDArray[np.intp]:
        """The statements that can be judged, the most surely divisive first (by `low`, so that few votes do not shout loudest)."""
        known = np.flatnonzero(~np.isnan(self.low))
        return known[np.argsort(-self.low[known], kind="stable")]


def divisiveness(table: Tallies, *, least_votes: int = LEAST_VOTES, level: float = 0.95) -> Divisiveness:
    """Return how far the agree rates (agrees / votes) of the groups lie apart on each statement, with Newcombe's interval.

    The level is raised for the choice of the two groups out of all pairs (Bonferroni), so the interval holds for the pair shown.
    Raises OutOfRangeError for least_votes below 1 or a level outside 0 to 1.
    Source: Newcombe (1998), Statistics in Medicine 17, 873-890, method 10. See docs/methods/opinion-divisiveness.md.
    """
    check_share("level", level)
    if least_votes < 1:
        raise OutOfRangeError(f"least_votes is {least_votes}; a rate needs at least one vote")
    asked = table.votes >= least_votes
    rate = np.divide(table.agrees, table.votes, out=np.zeros(table.votes.shape), where=table.votes > 0)
    judged = asked.sum(axis=0) >= 2
    columns = np.arange(table.votes.shape[1])
    most = np.where(asked, rate, -1.0).argmax(axis=0)
    least = table.groups - 1 - np.where(asked, rate, 2.0)[::-1].argmin(axis=0)  # the last of equals, so never the group in `most`
    pairs = max(1, table.groups * (table.groups - 1) // 2)
    z = float(ndtri(1 - (1 - level) / (2 * pairs)))
    bounds = [_wilson(table.agrees[g, columns], np.maximum(table.votes[g, columns], 1), z) for g in (most, least)]
    high_rate, low_rate = rate[most, columns], rate[least, columns]
    down = np.hypot(high_rate - bounds[0][0], bounds[1][1] - low_rate)
    up = np.hypot(bounds[0][1] - high_rate, low_rate - bounds[1][0])
    gap = high_rate - low_rate
    difference, low, high = (np.where(judged, each, np.nan) for each in (gap, gap - down, gap + up))
    return Divisiveness(
        difference=difference,
        low=low,
        high=high,
        most=np.where(judged, most, -1),
        least=np.where(judged, least, -1),
        n_most=np.where(judged, table.votes[most, columns], 0),
        n_least=np.where(judged, table.votes[least, columns], 0),
        level=level,
        least_votes=int(least_votes),
    )


def _wilson(count: NDArray[np.int64], n: NDArray[np.int64], z: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return Wilson's limits of count / n, for many at once."""
    share, spread = count / n, z * z / n
    centre = (share + spread / 2) / (1 + spread)
    arm = z / (1 + spread) * np.sqrt(share * (1 - share) / n + spread / (4 * n))
    return centre - arm, centre + arm
