"""Designs whose standard errors come from working a figure out again and again with parts of the sample."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, get_args

import numpy as np

from commonshelf.stats.errors import OutOfRangeError, WrongShapeError
from commonshelf.stats.estimates.arrays import as_values, check_rule
from commonshelf.stats.estimates.design import as_weights
from commonshelf.stats.estimates.errors import NotAWeightError
from commonshelf.stats.estimates.spread import Fraction, Replicated
from commonshelf.stats.estimates.stages import add_within
from commonshelf.stats.frozen import frozen
from commonshelf.stats.reading import read_numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import ArrayLike

    from commonshelf.stats.estimates.arrays import FloatArray, IntArray, Mask
    from commonshelf.stats.estimates.design import Design

    Reweigh = Callable[[FloatArray], FloatArray]
    """Weights for everyone from design weights, such as a raking to margins: done again for each replicate."""

Around = Literal["replicates", "estimate"]
"""What the replicates' distances are measured from: their own mean, or the figure of the whole sample (never smaller)."""


class ReplicateTotals(Protocol):
    """Adds up columns with the weights of every replicate."""

    def totals(self, columns: FloatArray) -> FloatArray:
        """Return weighted sums of columns, shape (people, figures), for each replicate: shape (replicates, figures)."""


@dataclass(frozen=True, eq=False)
class ReplicateDesign:
    """A design with replicates; estimates take it in place of a Design. Made by jackknife, bootstrap, balanced_halves or given_replicates.

    weights: shape (people,); scales: shape (replicates,), what a squared distance counts; kind: which replication. alike: whether any
    replicate could stand for any other, so that one that cannot be worked out is made up for by the rest.
    """

    weights: FloatArray
    scales: FloatArray
    replicates: ReplicateTotals
    kind: str
    around: Around
    alike: bool
    design: Design | None = None
    fixed_degrees: float | None = None

    @property
    def people(self) -> int:
        """How many people the design describes."""
        return len(self.weights)

    @property
    def is_complete(self) -> bool:
        """Whether everybody there was to draw was drawn."""
        return self.design is not None and self.design.is_complete

    def spread(self, fraction: Fraction) -> Replicated:
        """Work the figures out again for every replicate; NaN where a replicate has nobody below the line."""
        tops = self.replicates.totals(fraction.top)
        if fraction.bottom is not None:
            below = self.replicates.totals(fraction.bottom[:, None])
            tops = np.divide(tops, below, out=np.full_like(tops, np.nan), where=below != 0)
        return Replicated(self, fraction.values(self.weights), frozen(tops))

    def degrees_of_freedom(self, people: Mask) -> float:
        """Return clusters less strata among those people who have weight, or what was said when replicates were given."""
        if self.design is None:
            return float(self.fixed_degrees or 0.0)
        return self.design.degrees_of_freedom(people)


@dataclass(frozen=True, eq=False)
class GivenWeights:
    """Replicates as whole weights, shape (people, replicates)."""

    weights: FloatArray

    def totals(self, columns: FloatArray) -> FloatArray:
        """Return the weighted sums of every replicate."""
        sums: FloatArray = self.weights.T @ columns
        return sums


@dataclass(frozen=True, eq=False)
class UnitFactors:
    """Replicates as factors on the weights of first-stage units, shape (units, replicates)."""

    unit: IntArray
    weights: FloatArray
    factors: FloatArray

    def totals(self, columns: FloatArray) -> FloatArray:
        """Add up within units first: replicates move whole units."""
        sums: FloatArray = self.factors.T @ add_within(self.unit, self.weights[:, None] * columns, len(self.factors))
        return sums


def reweighed(
    design: Design, starts: Iterable[FloatArray], scales: FloatArray, *, kind: str, around: Around, reweigh: Reweigh, alike: bool
) -> ReplicateDesign:
    """Return the design whose replicates are reweigh(start) for every start, as are its weights."""
    columns = [_checked(reweigh(start), design.people) for start in starts]
    weights = as_weights(_checked(reweigh(design.weights), design.people))
    table = GivenWeights(frozen(np.column_stack(columns)))
    return ReplicateDesign(frozen(weights), frozen(scales), table, kind, around, alike=alike, design=design)


def factor_design(
    design: Design, factors: FloatArray, scales: FloatArray, *, kind: str, around: Around, reweigh: Reweigh | None
) -> ReplicateDesign:
    """Return the design whose replicates multiply first-stage units by factors, weighted anew where reweigh says so."""
    check_rule("around", around, get_args(Around))
    unit = design.stages[0].unit
    if reweigh is not None:
        starts = (design.weights * column[unit] for column in factors.T)
        return reweighed(design, starts, scales, kind=kind, around=around, reweigh=reweigh, alike=True)
    replicates = UnitFactors(unit, design.weights, frozen(factors))
    return ReplicateDesign(design.weights, frozen(scales), replicates, kind, around, alike=True, design=design)


def given_replicates(
    weights: ArrayLike,
    replicate_weights: ArrayLike,
    *,
    scale: float | ArrayLike,
    around: Around = "replicates",
    degrees_of_freedom: float | None = None,
) -> ReplicateDesign:
    """Take replicate weights that somebody else made, such as the 80 of the American Community Survey (scale 4/80, around "estimate").

    weights has shape (people,), replicate_weights (people, replicates), scale is one number or has shape (replicates,).
    degrees_of_freedom is replicates less 1 unless said.

    Raises NotAWeightError, WrongShapeError, OutOfRangeError for a negative or missing scale, UnknownRuleError. See docs/methods/replication.md.
    """
    check_rule("around", around, get_args(Around))
    whole = as_weights(weights)
    table = _table(replicate_weights)
    if table.ndim != 2 or len(table) != len(whole) or not table.shape[1]:
        raise WrongShapeError(f"replicate_weights has shape {table.shape}; it needs a row for each of {len(whole)} people, and columns")
    scales = np.array(np.broadcast_to(np.asarray(scale, dtype=np.float64), table.shape[1]))
    if not (np.isfinite(scales) & (scales >= 0)).all():
        raise OutOfRangeError("scale must be finite and not below 0")
    degrees = table.shape[1] - 1 if degrees_of_freedom is None else degrees_of_freedom
    alike = bool((scales == scales[0]).all())
    return ReplicateDesign(
        frozen(whole), frozen(scales), GivenWeights(frozen(table)), "given", around, alike=alike, fixed_degrees=float(degrees)
    )


def _table(replicate_weights: ArrayLike) -> FloatArray:
    """Read replicate weights. Some methods make negative ones on purpose, so only what is no number is refused."""
    table = read_numbers(replicate_weights, NotAWeightError, "replicate_weights must be numbers in an even table")
    if not np.isfinite(table).all():
        raise NotAWeightError(
            f"the replicate weight at position {tuple(np.argwhere(~np.isfinite(table))[0].tolist())} is missing or infinite"
        )
    return table


def _checked(weights: FloatArray, people: int) -> FloatArray:
    """Raise unless a reweighing gave one number for each person: calibrated weights may be negative, but not missing."""
    read = as_values(weights, name="what reweigh returned", people=people)
    if np.isnan(read).any():
        raise NotAWeightError(f"reweigh returned no weight for the person at position {int(np.argmax(np.isnan(read)))}")
    return read
