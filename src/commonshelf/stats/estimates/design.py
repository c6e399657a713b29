"""How people came to be asked: with which weights, from which strata, in which clusters, out of how many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

import numpy as np

from commonshelf.stats.errors import WrongShapeError
from commonshelf.stats.estimates.arrays import check_rule, check_shape
from commonshelf.stats.estimates.calibration import read_calibration
from commonshelf.stats.estimates.drawing import read_stages
from commonshelf.stats.estimates.errors import AlreadyCalibratedError, NotAWeightError
from commonshelf.stats.estimates.spread import Fraction, Linearized
from commonshelf.stats.estimates.stages import LonelyRule
from commonshelf.stats.frozen import frozen
from commonshelf.stats.reading import first_where, read_numbers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import ArrayLike

    from commonshelf.stats.estimates.arrays import FloatArray, Mask
    from commonshelf.stats.estimates.calibration import Calibration
    from commonshelf.stats.estimates.stages import Stage


@dataclass(frozen=True, eq=False, init=False)
class Design:
    """How people came to be asked. Estimates take it and work out their standard errors by linearization.

    weights: shape (people,), how many people each stands for (or in proportion to it); from 0 up. A person with weight 0 was drawn
    but counts in no figure. strata and clusters: labels of shape (people,), or (people, stages) for a draw in stages (districts, then
    schools in them). Clusters lie within strata; those of a later stage may be numbered anew in each cluster above. population: how many
    clusters (people, where there are no clusters) each stratum holds: one number, a mapping from stratum to number, or an array of
    shape (people,) or (people, stages); leave it out, or infinite, and the draw counts as one from endlessly many, which makes the
    standard error a little larger and the stages after the first needless. lonely: what a stratum with a single cluster adds:
    refuse (the default: LonelyStratumError when a standard error is asked), certainty, centre or average.

    Raises NotAWeightError, WrongShapeError, MissingLabelError, ClusterInTwoStrataError, UnevenPopulationError, PopulationTooSmallError,
    UnknownRuleError. Source: Cochran (1977), Sampling Techniques; Wolter (2007), Introduction to Variance Estimation. See docs/methods/design.md.
    """

    weights: FloatArray
    stages: tuple[Stage, ...]
    lonely: LonelyRule
    calibration: Calibration | None

    def __init__(
        self,
        weights: ArrayLike,
        *,
        strata: ArrayLike | None = None,
        clusters: ArrayLike | None = None,
        population: ArrayLike | Mapping[Any, float] | None = None,
        lonely: LonelyRule = "refuse",
    ) -> None:
        """Check everything at once, so that no estimate has to."""
        read = as_weights(weights)
        if not len(read):
            raise WrongShapeError("weights is empty; a design describes at least one person")
        check_rule("lonely", lonely, get_args(LonelyRule))
        self._keep(read, read_stages(len(read), strata, clusters, population), lonely, None)

    @classmethod
    def simple(cls, people: int, *, population: float | None = None) -> Design:
        """Return a simple random draw of that many people, each standing for population / people (1 where it is not known)."""
        return cls(np.full(people, 1.0 if population is None else population / max(people, 1)), population=population)

    def calibrated(self, weights: ArrayLike, *, margins: Sequence[ArrayLike] | None = None, controls: ArrayLike | None = None) -> Design:
        """Return this design with weights that were post-stratified, raked or calibrated from its own.

        weights: shape (people,), the new ones. margins: the categories they were fitted to, one array of labels of shape (people,) for
        each margin. controls: numbers fitted to their totals, shape (people,) or (people, controls); give a column of ones if the number
        of people was among them and there is no margin. The standard errors then rest on what the margins cannot foretell.

        Raises NotAWeightError, WrongShapeError, NothingToCalibrateError, AlreadyCalibratedError, NotAMeasureError, MissingLabelError.
        Source: Deville and Särndal (1992), JASA 87, 376-382. See docs/methods/design.md.
        """
        if self.calibration is not None:
            raise AlreadyCalibratedError("these weights were calibrated before; start from the design weights and calibrate once")
        read = as_weights(weights)
        check_shape(read.shape, name="weights", people=len(self.weights))
        found = read_calibration(self.weights, margins=margins, controls=controls)
        other = object.__new__(Design)
        other._keep(read, self.stages, self.lonely, found)
        return other

    @property
    def people(self) -> int:
        """How many people the design describes."""
        return len(self.weights)

    @property
    def is_complete(self) -> bool:
        """Whether everybody there was to draw was drawn, so that no other draw could have come out differently."""
        return all(bool((stage.above * stage.left_out <= 0).all()) for stage in self.stages)

    def spread(self, fraction: Fraction) -> Linearized:
        """Return how the figures would differ from draw to draw."""
        scores = fraction.scores(self.weights)
        if self.calibration is not None:
            scores = self.calibration.residuals(scores)
        return Linearized(self, frozen(self.weights[:, None] * scores))

    def covariance(self, scores: FloatArray) -> FloatArray:
        """Return the covariance of the column sums of scores, which has shape (people, figures)."""
        total = np.zeros((scores.shape[1], scores.shape[1]))
        for stage in self.stages:
            total += stage.covariance(scores, lonely=self.lonely)
        return total

    def degrees_of_freedom(self, people: Mask) -> float:
        """Return clusters less strata at the first stage, among those people who have weight."""
        first = self.stages[0]
        units, strata = np.zeros(len(first.stratum), dtype=np.bool_), np.zeros(len(first.drawn), dtype=np.bool_)
        units[first.unit[people & (self.weights > 0)]] = True
        strata[first.stratum[units]] = True
        return float(units.sum() - strata.sum())

    def _keep(self, weights: FloatArray, stages: tuple[Stage, ...], lonely: LonelyRule, calibration: Calibration | None) -> None:
        for name, value in (("weights", frozen(weights)), ("stages", stages), ("lonely", lonely), ("calibration", calibration)):
            object.__setattr__(self, name, value)


def as_weights(weights: ArrayLike) -> FloatArray:
    """Return a private copy. Raises NotAWeightError with the first position, WrongShapeError."""
    array = read_numbers(weights, NotAWeightError, "weights must be numbers")
    check_shape(array.shape, name="weights", people=None)
    wrong = ~(np.isfinite(array) & (array >= 0))
    first = first_where(wrong)
    if first is not None:
        raise NotAWeightError(f"the weight at position {first[0]} is {array[first]}; weights are finite and not below 0")
    return array
