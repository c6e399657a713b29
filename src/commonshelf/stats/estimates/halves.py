"""Balanced half samples: with two clusters in each stratum, take one of each, in patterns that balance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.linalg import hadamard

from commonshelf.stats.errors import OutOfRangeError
from commonshelf.stats.estimates.errors import NotPairsError
from commonshelf.stats.estimates.replicates import Around, ReplicateDesign, factor_design

if TYPE_CHECKING:
    from commonshelf.stats.estimates.design import Design
    from commonshelf.stats.estimates.replicates import Reweigh


def balanced_halves(design: Design, *, fay: float = 0.0, around: Around = "replicates", reweigh: Reweigh | None = None) -> ReplicateDesign:
    """Return the design with balanced repeated replicates (BRR), for two clusters in every stratum.

    The number of replicates is the smallest power of two above the number of strata. fay from 0 up to below 1 keeps that share of the
    half that is left out, which spares small domains from vanishing. For totals the variance is exactly that of linearization without
    populations: those are not used, which errs on the careful side.

    Raises NotPairsError with the first stratum that does not have two, OutOfRangeError, UnknownRuleError; with reweigh what jackknife raises.
    Source: McCarthy (1969), Review of the International Statistical Institute 37, 239-264; Judkins (1990), Journal of Official
    Statistics 6, 223-239. See docs/methods/replication.md.
    """
    if not 0 <= fay < 1:
        raise OutOfRangeError(f"fay is {fay}; it lies from 0 up to below 1")
    first = design.stages[0]
    odd = first.drawn != 2
    if odd.any():
        name, drawn = first.names[int(np.argmax(odd))], int(first.drawn[np.argmax(odd)])
        raise NotPairsError(f"the stratum {name} has {drawn} clusters; balanced halves need two in every stratum")
    strata = len(first.drawn)
    replicates = 2 ** int(np.ceil(np.log2(strata + 1)))
    # Rows of the matrix are strata; the first row is all ones and would never change sides, so it is left out.
    sides = hadamard(replicates)[1 : strata + 1]
    order = np.argsort(first.stratum, kind="stable")
    factors = np.empty((len(first.stratum), replicates))
    factors[order[0::2]] = 1 + (1 - fay) * sides
    factors[order[1::2]] = 1 - (1 - fay) * sides
    scales = np.full(replicates, 1 / (replicates * (1 - fay) ** 2))
    return factor_design(design, factors, scales, kind="balanced_halves", around=around, reweigh=reweigh)
