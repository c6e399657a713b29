"""The jackknife: leave out one cluster after the other, and see how far the figure moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

import numpy as np

from commonshelf.stats.estimates.arrays import check_rule
from commonshelf.stats.estimates.errors import LonelyStratumError
from commonshelf.stats.estimates.replicates import Around, ReplicateDesign, reweighed
from commonshelf.stats.estimates.stages import add_within
from commonshelf.stats.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from commonshelf.stats.estimates.arrays import FloatArray, IntArray
    from commonshelf.stats.estimates.design import Design
    from commonshelf.stats.estimates.replicates import Reweigh
    from commonshelf.stats.estimates.stages import Stage


def jackknife(design: Design, *, around: Around = "replicates", reweigh: Reweigh | None = None) -> ReplicateDesign:
    """Return the design with jackknife replicates: JK1 without strata, JKn with them.

    Each replicate leaves out one first-stage cluster (one person where there are none) and lets the others of its stratum stand for it.
    Populations of the first stage are used, those of later stages are not. A lonely stratum has nothing to leave out: under the design's
    rule certainty it adds nothing, under any other it raises LonelyStratumError. reweigh: weights from weights, each of shape (people,);
    give the raking or calibration itself, and every replicate is weighted anew (the design then holds the design weights). Nothing is
    stored for each pair of people: a figure costs one pass, however many replicates there are.

    Raises LonelyStratumError, UnknownRuleError; with reweigh also NotAMeasureError, NotAWeightError, WrongShapeError.
    Source: Wolter (2007), Introduction to Variance Estimation, chapter 4. See docs/methods/replication.md.
    """
    check_rule("around", around, get_args(Around))
    first = design.stages[0]
    if design.lonely != "certainty" and first.lonely.any():
        name = first.names[int(np.argmax(first.lonely))]
        raise LonelyStratumError(name, "join it with another stratum, or call it certainty: the jackknife knows no other rule")
    kept = np.flatnonzero(first.drawn[first.stratum] > 1)
    drawn, left_out = first.drawn[first.stratum[kept]], first.left_out[first.stratum[kept]]
    scales = left_out * (drawn - 1) / drawn
    kind = "jackknife_1" if len(first.drawn) == 1 else "jackknife_n"
    if reweigh is not None:
        starts = _left_out_in_turn(design, kept)
        return reweighed(design, starts, scales, kind=kind, around=around, reweigh=reweigh, alike=False)
    replicates = LeaveOneOut(first, design.weights, kept)
    return ReplicateDesign(design.weights, frozen(scales), replicates, kind, around, alike=False, design=design)


@dataclass(frozen=True, eq=False)
class LeaveOneOut:
    """Jackknife replicates without their weights: a total changes by what left and by what the rest of the stratum grew."""

    stage: Stage
    weights: FloatArray
    kept: IntArray

    def totals(self, columns: FloatArray) -> FloatArray:
        """Return the weighted sums of every replicate."""
        of_units = self.stage.totals(self.weights[:, None] * columns)
        of_strata = add_within(self.stage.stratum, of_units, len(self.stage.drawn))
        home = self.stage.stratum[self.kept]
        drawn = self.stage.drawn[home][:, None]
        sums: FloatArray = of_units.sum(axis=0) + (of_strata[home] - drawn * of_units[self.kept]) / (drawn - 1)
        return sums


def _left_out_in_turn(design: Design, kept: IntArray) -> Iterator[FloatArray]:
    first = design.stages[0]
    home = first.stratum[first.unit]
    for unit in kept:
        drawn = first.drawn[first.stratum[unit]]
        grown = np.where(home == first.stratum[unit], drawn / (drawn - 1), 1.0)
        yield np.where(first.unit == unit, 0.0, design.weights * grown)
