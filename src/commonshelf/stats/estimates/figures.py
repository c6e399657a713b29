"""From a fraction under a design to an Estimate: the one road every weighted figure takes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.counts import check_share
from commonshelf.stats.errors import NothingToEstimateError
from commonshelf.stats.estimates.design import Design
from commonshelf.stats.estimates.estimate import Estimate, Evidence, Recruitment, check_recruitment, kind_for
from commonshelf.stats.estimates.intervals import Certainty, ShareInterval, share_interval, t_interval
from commonshelf.stats.estimates.replicates import ReplicateDesign

if TYPE_CHECKING:
    from commonshelf.stats.estimates.arrays import FloatArray, Mask
    from commonshelf.stats.estimates.spread import Fraction

AnyDesign = Design | ReplicateDesign
"""What estimates take: standard errors by linearization, or by replication."""
FEWEST_TO_DIFFER = 2
NOTHING = 1e-12
"""A design effect below this is what rounding leaves of none."""


@dataclass(frozen=True)
class Question:
    """What every figure needs beside the answers: who was asked and how, and how sure to be."""

    design: AnyDesign
    recruitment: Recruitment
    level: float
    share: ShareInterval | None = None

    def __post_init__(self) -> None:
        """Refuse what no figure can be made of."""
        check_recruitment(self.recruitment)
        check_share("level", self.level)

    def estimate(self, fraction: Fraction, *, answered: Mask, missing: int) -> Estimate:
        """Return the figure of one column; answered are those in the domain who answered, fraction is 0 for all others."""
        weights = self.design.weights
        used = answered & (weights > 0)
        n = int(used.sum())
        if not n:
            raise NothingToEstimateError("nobody who has weight answered, so there is nothing to estimate")
        value = float(fraction.values(weights)[0])
        if self.recruitment == "census":
            return Estimate(value, value, value, n, float(n), self.recruitment, "none", self.level, missing, 0.0)
        spread = self.design.spread(fraction)
        variance = float(spread.covariance()[0, 0])
        design_effect = variance_ratio(variance, fraction.scores(weights)[:, 0], weights, used)
        certainty = Certainty(
            variance=variance,
            degrees_of_freedom=self.design.degrees_of_freedom(used),
            n=n,
            n_eff=math.inf if self.design.is_complete else effective_n(n, design_effect, weights[used]),
            is_complete=self.design.is_complete,
        )
        low, high, kind = self._interval(value, certainty)
        return Estimate(
            value=value,
            low=low,
            high=high,
            n=n,
            n_eff=certainty.n_eff,
            recruitment=self.recruitment,
            interval_kind=kind_for(kind, self.recruitment),
            level=self.level,
            missing=missing,
            standard_error=math.sqrt(variance),
            degrees_of_freedom=certainty.degrees_of_freedom,
            design_effect=design_effect,
            evidence=Evidence(used, spread),
        )

    def _interval(self, value: float, certainty: Certainty) -> tuple[float, float, ShareInterval]:
        if self.share is None:
            return *t_interval(value, certainty, self.level), "t"
        return share_interval(self.share, value, certainty, self.level)


def variance_ratio(variance: float, scores: FloatArray, weights: FloatArray, used: Mask) -> float | None:
    """Return variance over what a simple draw of as many people, with return, would give; None where all gave one answer."""
    mine, theirs = weights[used], scores[used]
    n, people = len(mine), float(mine.sum())
    if n < FEWEST_TO_DIFFER:
        return None
    centred = theirs - mine @ theirs / people
    spread = float(mine @ centred**2) / people * n / (n - 1)
    simple = spread * people**2 / n
    # What rounding leaves of a spread of zero is not a spread.
    return variance / simple if simple > (np.finfo(np.float64).eps * people * float(np.abs(theirs).max())) ** 2 else None


def effective_n(n: int, design_effect: float | None, weights: FloatArray) -> float:
    """Return n over the design effect; where that does not exist or is nothing, Kish's count of equally weighted answers.

    A design effect of nothing is luck (every cluster happened to come out the same), not knowledge.
    """
    if design_effect is None or design_effect < NOTHING:
        return float(weights.sum() ** 2 / (weights @ weights))
    return n / design_effect
