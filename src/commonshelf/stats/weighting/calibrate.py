"""Calibration: weights that meet totals of anything known of everybody, numbers too, and stay close to what they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.counts import check_share
from commonshelf.stats.errors import OutOfRangeError, WrongShapeError
from commonshelf.stats.reading import read_numbers
from commonshelf.stats.weighting.distances import Curve, Distance, curve
from commonshelf.stats.weighting.errors import (
    NobodyToWeightError,
    NoSuchWeightsError,
    NotAnAuxiliaryError,
    NotATotalError,
    NotConvergedError,
)
from commonshelf.stats.weighting.weights import Weights, read_weights

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

SHORTEST_STEP = 2.0**-30
"""Newton's step is halved until it helps; a step this short will not."""
SAME_DIRECTION = 1e-13
"""Directions of what is known that weigh less than this, against the heaviest, are taken as repeating the others."""
TABLE = 2


def calibrate(
    auxiliary: ArrayLike,
    control_totals: ArrayLike,
    *,
    base_weights: ArrayLike | None = None,
    distance: Distance = "linear",
    bounds: tuple[float, float] | None = None,
    tolerance: float = 1e-9,
    max_iterations: int = 100,
) -> Weights:
    """Return base_weights × factors, the factors as close to 1 as the control totals allow.

    auxiliary has shape (people, variables): what is known of each person and, as a sum, of the population: 0 or 1 for being in a
    category, or any number (age, visits). A column of ones holds the size of the population. control_totals has shape (variables,).
    base_weights has shape (people,), 1 for everybody unless given. Columns may repeat each other as long as their totals agree.

    distance says what "close" means: linear (factors may turn negative), raking (never negative; with categories alone the same
    as `rake`) or logit (between bounds). bounds = (smallest, largest factor) also clips linear and raking. tolerance is the largest
    difference left, as a share of the control total (of Σ weight × |auxiliary| where that is 0); max_iterations the most Newton steps.

    Raises NotAnAuxiliaryError, with the place, for missing values; NotATotalError; NotAWeightError; NobodyToWeightError;
    NoSuchWeightsError when totals contradict each other; NotConvergedError, mostly when bounds are too tight; OutOfRangeError;
    WrongShapeError. Source: Deville and Särndal (1992), JASA 87, 376-382. See docs/methods/calibration.md.
    """
    if not max_iterations >= 1:
        raise OutOfRangeError(f"max_iterations is {max_iterations}; it takes at least one step")
    check_share("tolerance", tolerance)
    shape = curve(distance, bounds)
    known, totals = _read(auxiliary, control_totals)
    base = np.ones(len(known)) if base_weights is None else read_weights(base_weights, people=len(known))
    units = np.where(totals == 0, base @ np.abs(known), np.abs(totals))
    units[units == 0] = 1.0  # a column of nothing whose total is nothing
    weights, misfit, steps = _newton(known / units, totals / units, base, shape, tolerance=tolerance, most=max_iterations)
    if misfit > tolerance:
        if distance == "linear" and bounds is None:
            raise NoSuchWeightsError(
                f"the control totals contradict each other: no weights come closer than {misfit:.3g} of the worst total"
            )
        raise NotConvergedError(steps, misfit, "the worst variable")
    return Weights(weights, distance, steps, misfit)


def _read(auxiliary: ArrayLike, control_totals: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    known = read_numbers(auxiliary, NotAnAuxiliaryError, "auxiliary must be numbers", copy=False)
    totals = read_numbers(control_totals, NotATotalError, "control totals must be numbers", copy=False)
    if known.ndim != TABLE or totals.shape != known.shape[1:] or len(totals) == 0:
        raise WrongShapeError(
            f"auxiliary has shape {known.shape}, control_totals {totals.shape}; they take (people, variables) and (variables,)"
        )
    if len(known) == 0:
        raise NobodyToWeightError("there are no people")
    if not np.isfinite(known).all():
        person, variable = (int(at) for at in np.argwhere(~np.isfinite(known))[0])
        raise NotAnAuxiliaryError(f"variable {variable} of person {person} is {known[person, variable]}; calibration needs everybody's")
    if not np.isfinite(totals).all():
        first = int(np.argmax(~np.isfinite(totals)))
        raise NotATotalError(f"the control total of variable {first} is {totals[first]}")
    return known, totals


def _newton(
    known: NDArray[np.float64], totals: NDArray[np.float64], base: NDArray[np.float64], shape: Curve, *, tolerance: float, most: int
) -> tuple[NDArray[np.float64], float, int]:
    """Return the weights, the largest |total found - total| and the number of steps, whether they met the totals or not."""
    offer = np.zeros(len(totals))
    weights = base * shape.factor(known @ offer)
    gap = totals - weights @ known
    for steps in range(most):
        if np.abs(gap).max() <= tolerance:
            return weights, float(np.abs(gap).max()), steps
        pull = base * shape.slope(known @ offer)
        direction = np.linalg.lstsq((known.T * pull) @ known, gap, rcond=SAME_DIRECTION)[0]
        length = 1.0
        while length > SHORTEST_STEP:
            with np.errstate(over="ignore", invalid="ignore"):
                tried = base * shape.factor(known @ (offer + length * direction))
                left = totals - tried @ known
            if left @ left < gap @ gap:  # not so for NaN, which a step too long can end in
                break
            length /= 2
        else:
            return weights, float(np.abs(gap).max()), steps
        offer, weights, gap = offer + length * direction, tried, left
    return weights, float(np.abs(gap).max()), most
