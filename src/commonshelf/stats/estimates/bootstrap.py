"""The bootstrap: draw clusters from the clusters that were drawn, as they were drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.errors import OutOfRangeError
from commonshelf.stats.estimates.errors import LonelyStratumError
from commonshelf.stats.estimates.replicates import Around, ReplicateDesign, factor_design

if TYPE_CHECKING:
    from commonshelf.stats.estimates.arrays import FloatArray
    from commonshelf.stats.estimates.design import Design
    from commonshelf.stats.estimates.replicates import Reweigh

FEWEST_REPLICATES = 2


def bootstrap(
    design: Design, *, rng: np.random.Generator, replicates: int = 500, around: Around = "replicates", reweigh: Reweigh | None = None
) -> ReplicateDesign:
    """Return the design with bootstrap replicates after Rao and Wu: of n clusters in a stratum, n - 1 are drawn with return.

    The factors are rescaled so that, for totals, the expected variance is exactly that of linearization, with the population of the
    first stage; those of later stages are not used. rng decides the draws: the same state gives the same replicates. It holds
    clusters x replicates numbers (people x replicates with reweigh, which works as in jackknife). A lonely stratum under the rule
    certainty never varies, under any other rule it raises LonelyStratumError.

    Raises LonelyStratumError, UnknownRuleError, OutOfRangeError for fewer than 2 replicates; with reweigh what jackknife raises.
    Source: Rao and Wu (1988), JASA 83, 231-241; Rao, Wu and Yue (1992), Survey Methodology 18, 209-217. See docs/methods/replication.md.
    """
    if replicates < FEWEST_REPLICATES:
        raise OutOfRangeError(f"replicates is {replicates}; it takes at least {FEWEST_REPLICATES} to differ")
    first = design.stages[0]
    if design.lonely != "certainty" and first.lonely.any():
        name = first.names[int(np.argmax(first.lonely))]
        raise LonelyStratumError(name, "join it with another stratum, or call it certainty: the bootstrap knows no other rule")
    factors = np.ones((len(first.stratum), replicates))
    for stratum in range(len(first.drawn)):
        units = np.flatnonzero(first.stratum == stratum)
        if len(units) > 1:
            factors[units] = _factors(len(units), float(first.left_out[stratum]), replicates, rng)
    scales = np.full(replicates, 1 / (replicates - 1))
    return factor_design(design, factors, scales, kind="bootstrap", around=around, reweigh=reweigh)


def _factors(units: int, left_out: float, replicates: int, rng: np.random.Generator) -> FloatArray:
    counts = rng.multinomial(units - 1, np.full(units, 1 / units), size=replicates).T
    # The nearer the draw came to everybody, the less a replicate may stray from it.
    reach = np.sqrt(left_out)
    factors: FloatArray = 1 - reach + reach * counts * (units / (units - 1))
    return factors
