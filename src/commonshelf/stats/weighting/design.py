"""Design weights: one over the chance of having been asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.errors import WrongShapeError
from commonshelf.stats.reading import read_numbers
from commonshelf.stats.weighting.errors import NobodyToWeightError, NotAWeightError
from commonshelf.stats.weighting.weights import Weights

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

SMALLEST_CHANCE = 1e-300
ONE_STAGE, SEVERAL_STAGES = 1, 2


def design_weight(chances: ArrayLike) -> Weights:
    """Return 1 / chance for each person: how many of the population they were drawn to stand for.

    chances has shape (people,): each person's chance, in (0, 1], of being drawn. Or shape (stages, people), when a branch was drawn
    first, then a household, then one of its adults: the chances of the stages multiply.

    Raises NotAWeightError, with the place, for a chance that is missing, 0 or less, or above 1; NobodyToWeightError; WrongShapeError.
    Source: Horvitz and Thompson (1952), JASA 47, 663-685. See docs/methods/design-weights.md.
    """
    values = read_numbers(chances, NotAWeightError, "chances must be numbers", copy=False)
    if values.ndim not in {ONE_STAGE, SEVERAL_STAGES}:
        raise WrongShapeError(f"chances has shape {values.shape}; it takes (people,) or (stages, people)")
    if values.size == 0:
        raise NobodyToWeightError("there are no people")
    wrong = ~((values > 0) & (values <= 1))
    if wrong.any():
        place = tuple(int(at) for at in np.argwhere(wrong)[0])
        raise NotAWeightError(f"the chance at position {place} is {values[place]}; it must lie above 0 and not above 1")
    overall = values if values.ndim == ONE_STAGE else values.prod(axis=0)
    if overall.min() < SMALLEST_CHANCE:
        raise NotAWeightError(f"the chance of person {int(np.argmin(overall))} is {overall.min()}, too small for a weight")
    return Weights(1 / overall, "design")
