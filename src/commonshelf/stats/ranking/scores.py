"""What pairwise choices say about items: scores with their doubt, and how any two compare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from scipy.special import expit, ndtri

from commonshelf.stats.ranking.errors import NotAnItemError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commonshelf.stats.estimates import Recruitment

IntervalKind = Literal["wald", "wald_model"]
"""wald: people drawn by chance. wald_model: the same arithmetic for others; it tells how little the choices can say, never a margin of error."""


@dataclass(frozen=True)
class Difference:
    """How two items compare: chance is that of the first being chosen over the second, without the pull of a side."""

    value: float
    se: float
    low: float
    high: float
    chance: float
    chance_low: float
    chance_high: float

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, eq=False)
class PairwiseScores:
    """Scores of items on the logit scale; they add up to zero, and 0 is an item like the average one.

    score, se, low, high, chosen and asked have shape (items,). chosen counts how often an item was chosen (a half for "both
    equally"), asked in how many choices that count it stood. covariance has shape (items, items) and belongs to the scores under their sum of
    zero. n counts the choices used, people those who made them (None when persons were not given), equal and undecided the choices that said
    "both equally" and "I cannot decide". position is how much an item gains by standing on the left, on the same scale, with its se; None
    where it was not asked for. prior_sd is None for plain maximum likelihood.
    """

    score: NDArray[np.float64]
    se: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    chosen: NDArray[np.float64]
    asked: NDArray[np.int64]
    covariance: NDArray[np.float64]
    n: int
    people: int | None
    equal: int
    undecided: int
    position: float | None
    position_se: float | None
    prior_sd: float | None
    level: float
    recruitment: Recruitment
    interval_kind: IntervalKind
    steps: int

    @property
    def order(self) -> NDArray[np.intp]:
        """Items from the highest score to the lowest; equal scores stay in the order of their numbers."""
        return np.argsort(-self.score, kind="stable")

    @property
    def chance(self) -> NDArray[np.float64]:
        """How often each item would be chosen over one of average score; shape (items,), a share."""
        share: NDArray[np.float64] = expit(self.score)
        return share

    def difference(self, first: int, second: int) -> Difference:
        """Compare two items. Raises NotAnItemError for an item not on the list, or twice the same."""
        for item in (first, second):
            if not 0 <= item < len(self.score):
                raise NotAnItemError(f"there is no item {item}; items are 0 to {len(self.score) - 1}")
        if first == second:
            raise NotAnItemError(f"item {first} cannot be compared with itself")
        value = float(self.score[first] - self.score[second])
        variance = self.covariance[first, first] + self.covariance[second, second] - 2 * self.covariance[first, second]
        se = float(np.sqrt(variance))
        arm = float(ndtri((1 + self.level) / 2)) * se
        ends = expit(np.array([value, value - arm, value + arm]))
        return Difference(value, se, value - arm, value + arm, *(float(end) for end in ends))

    @property
    def explanation(self) -> str:
        """What was found, in plain English, for documentation and logs; the application words its own, translated."""
        if self.n == 0:
            return f"Nobody has chosen between the {len(self.score)} items yet, so they all stand alike."
        first, second = (int(item) for item in self.order[:2])
        gap = self.difference(first, second)
        ends = expit(np.array([self.low[first], self.high[first]]))
        clear = "Its lead over the next is clear." if gap.is_clear else f"The choices cannot tell it from item {second}, which comes next."
        aside = (
            f" {self.undecided} could not decide and are left out; {self.equal} said both equally." if self.undecided + self.equal else ""
        )
        return (
            f"{len(self.score)} items were set against each other in {self.n} choices. Item {first} comes first: against an average item it would "
            f"be chosen {self.chance[first]:.0%} of the time (between {ends[0]:.0%} and {ends[1]:.0%}). {clear}{aside}"
        )
