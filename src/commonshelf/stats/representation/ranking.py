"""Who is missing most, so told that a tiny group does not lead the list by chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from commonshelf.stats.counts import check_share
from commonshelf.stats.errors import OutOfRangeError
from commonshelf.stats.estimates.estimate import Recruitment, check_recruitment
from commonshelf.stats.frozen import freeze
from commonshelf.stats.representation.pooling import Pooling, learn_pooling
from commonshelf.stats.representation.population import CensusError, Groups, check_design_effect, check_groups

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

By = Literal["ratio", "people"]
"""ratio: how much less than its share a group is heard. people: how many more of it would have been heard at its share."""

DRAWS = 10_000


@dataclass(frozen=True, eq=False)
class MissingRanking:
    """Who is missing most; arrays of shape (groups,) in the order the groups came in, NaN for a group nobody of which lives here.

    order: groups by their expected rank, missing most first. ratio: the smoothed ratio, low and high its ends at `level`. rank: the
    expected rank, 1 the most missing; rank_low and rank_high hold it with chance `level`. chance_first: of being missing most.
    chance_below: that the true ratio lies below `bar`. spread: how much the ratios vary among groups, relative to their mean.
    Beliefs, not tests: for opt_in they hold IF those heard had been drawn by chance.
    """

    groups: tuple[str, ...]
    order: tuple[int, ...]
    ratio: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    rank: NDArray[np.float64]
    rank_low: NDArray[np.float64]
    rank_high: NDArray[np.float64]
    chance_first: NDArray[np.float64]
    chance_below: NDArray[np.float64]
    spread: float
    bar: float
    by: By
    recruitment: Recruitment
    level: float

    @property
    def explanation(self) -> tuple[str, ...]:
        """One plain English sentence for each group, missing most first; the application says it in its own languages."""
        drawn = "If those heard had been drawn by chance: " if self.recruitment == "opt_in" else ""
        return tuple(
            f"{drawn}{self.groups[place]} is heard about {self.ratio[place]:.2f} times its share ({self.low[place]:.2f} to "
            f"{self.high[place]:.2f}); place {self.rank_low[place]:.0f} to {self.rank_high[place]:.0f} of {len(self.order)}."
            for place in self.order
        )


def rank_missing(
    heard: ArrayLike,
    population: ArrayLike,
    *,
    recruitment: Recruitment,
    rng: np.random.Generator,
    groups: Sequence[str] | None = None,
    census_error: CensusError | None = None,
    design_effect: float = 1.0,
    by: By = "ratio",
    bar: float = 0.8,
    level: float = 0.90,
) -> MissingRanking:
    """Rank groups by how much they are missing among the heard, each pulled towards the others the more, the less is known of it.

    heard, population, census_error, design_effect: as in representation. A group of three people of whom nobody was heard stays near
    the middle; one of three thousand does not. bar: the ratio below which a group counts as missing. rng only draws from what is
    believed (10,000 draws: chances are good to about 0.01). One group alone has rank 1.

    Raises what representation raises, and OutOfRangeError for a bar not above 0 or an unknown `by`.
    Source: Clayton and Kaldor (1987), Biometrics 43, 671-681; Laird and Louis (1989), J. Educational Statistics 14, 29-46 (expected
    ranks); Lin, Louis, Paddock and Ridgeway (2006), Bayesian Analysis 1, 915-946. See docs/methods/who-is-missing.md.
    """
    check_recruitment(recruitment)
    check_share("level", level)
    check_design_effect(design_effect)
    if not bar > 0 or by not in get_args(By):
        raise OutOfRangeError(f"bar is {bar} and by is {by!r}; bar is a ratio above 0, by is one of {', '.join(get_args(By))}")
    known = check_groups(heard, population, groups, census_error)
    drawn, pooling = _believable(known, recruitment, design_effect, rng)
    return _told(known, drawn, pooling, recruitment=recruitment, by=by, bar=bar, level=level)


def _told(
    known: Groups, drawn: NDArray[np.float64], pooling: Pooling, *, recruitment: Recruitment, by: By, bar: float, level: float
) -> MissingRanking:
    lived_in = known.shares > 0
    lacking = drawn if by == "ratio" else (drawn - 1) * known.shares[lived_in, None]
    ranks = lacking.argsort(axis=0, kind="stable").argsort(axis=0) + 1.0
    tails = ((1 - level) / 2, (1 + level) / 2)

    def every(values: NDArray[np.float64]) -> NDArray[np.float64]:
        whole = np.full(len(known.heard), np.nan)
        whole[lived_in] = values
        freeze(whole)
        return whole

    low, high = np.quantile(drawn, tails, axis=1)
    first, last = np.quantile(ranks, tails, axis=1, method="inverted_cdf")
    rank = every(ranks.mean(axis=1))
    return MissingRanking(
        groups=known.names,
        order=tuple(int(place) for place in np.argsort(rank, kind="stable")[: int(lived_in.sum())]),
        ratio=every(drawn.mean(axis=1)),
        low=every(low),
        high=every(high),
        rank=rank,
        rank_low=every(first),
        rank_high=every(last),
        chance_first=every((ranks == 1).mean(axis=1)),
        chance_below=every((drawn < bar).mean(axis=1)),
        spread=pooling.spread,
        bar=bar,
        by=by,
        recruitment=recruitment,
        level=level,
    )


def _believable(
    known: Groups, recruitment: Recruitment, design_effect: float, rng: np.random.Generator
) -> tuple[NDArray[np.float64], Pooling]:
    """Draw ratios for the groups somebody lives in, shape (groups, draws); in every draw the population's mean ratio is 1."""
    lived_in = known.shares > 0
    heard, shares, errors = known.heard[lived_in] / design_effect, known.shares[lived_in], known.errors[lived_in]
    n = known.n / design_effect
    pooling = learn_pooling(heard, n * shares)
    wide = np.sqrt(np.log1p((errors / shares) ** 2))
    here = shares[:, None] * np.exp(wide[:, None] * rng.standard_normal((len(shares), DRAWS)) - wide[:, None] ** 2 / 2)
    here /= here.sum(axis=0)
    if recruitment == "census":
        return (heard / n)[:, None] / here, pooling
    drawn = pooling.draw(heard, n * here, rng)
    return drawn / (here * drawn).sum(axis=0), pooling
