"""Weights that know how they came about and what they cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from commonshelf.stats.errors import WrongShapeError
from commonshelf.stats.frozen import freeze
from commonshelf.stats.reading import read_numbers
from commonshelf.stats.weighting.errors import NobodyToWeightError, NotAWeightError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

Method = Literal["design", "poststratify", "rake", "linear", "raking", "logit", "trim"]


@dataclass(frozen=True, eq=False)
class Weights:
    """One weight for each person: how many of the population they stand for.

    weights has shape (people,), cannot be written to and keeps their order. largest_error is how far the worst control total is
    missed, as a share of it; iterations how many rounds it took; missing how many people were not known, for each margin.
    """

    weights: NDArray[np.float64]
    method: Method
    iterations: int = 1
    largest_error: float = 0.0
    missing: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        """Lock the weights."""
        freeze(self.weights)

    @property
    def n(self) -> int:
        """The number of people."""
        return len(self.weights)

    @property
    def total(self) -> float:
        """The sum of the weights: the size of the population they describe."""
        return float(self.weights.sum())

    @property
    def n_eff(self) -> float:
        """How many equally weighted people would say as much. See `n_eff`; raises NotAWeightError for negative weights."""
        return n_eff(self.weights)

    @property
    def design_effect(self) -> float:
        """By how much the unequal weights multiply the variance. See `design_effect`; raises NotAWeightError for negative weights."""
        return design_effect(self.weights)

    @property
    def relative(self) -> NDArray[np.float64]:
        """The weights scaled to a mean of 1."""
        scaled: NDArray[np.float64] = self.weights * (self.n / self.total)
        freeze(scaled)
        return scaled


def read_weights(weights: ArrayLike, *, people: int | None = None) -> NDArray[np.float64]:
    """Return weights as floats (perhaps the caller's own array: not to be written to).

    Raises NotAWeightError for text, NaN, infinity or a negative number, WrongShapeError for another shape than (people,),
    NobodyToWeightError when there is nobody or all weights are zero.
    """
    values = read_numbers(weights, NotAWeightError, "weights must be numbers", copy=False)
    if values.ndim != 1 or (people is not None and len(values) != people):
        asked = "person" if people is None else f"of the {people} people"
        raise WrongShapeError(f"weights has shape {values.shape}; it takes one weight for each {asked}")
    if len(values) == 0:
        raise NobodyToWeightError("there are no people")
    lowest, highest = values.min(), values.max()
    if not (lowest >= 0 and highest < np.inf):
        first = int(np.argmax(~(np.isfinite(values) & (values >= 0))))
        raise NotAWeightError(f"the weight of person {first} is {values[first]}; it must be a number from 0 up")
    if highest == 0:
        raise NobodyToWeightError("all weights are zero")
    return values


def n_eff(weights: ArrayLike) -> float:
    """Return the effective number of people: (Σw)² / Σw², in people.

    weights has shape (people,). Equal weights give the number of people; people of weight zero add nothing.

    Raises what `design_effect` raises. Source: Kish (1965), Survey Sampling, section 11.7. See docs/methods/design-effect.md.
    """
    values = read_weights(weights)
    scaled = values / values.max()  # squares of very large or small weights leave what a float can hold
    return float(scaled.sum() ** 2 / (scaled @ scaled))


def design_effect(weights: ArrayLike) -> float:
    """Return Kish's design effect of unequal weights: n Σw² / (Σw)² = 1 + the squared relative spread of the weights.

    weights has shape (people,). 1 for equal weights. n counts everybody, also people of weight zero.

    Raises NotAWeightError for a weight that is negative, missing or infinite, NobodyToWeightError when there is nobody or all
    weights are zero, WrongShapeError. Source: Kish (1965), Survey Sampling, section 11.7; Kish (1992), Journal of Official Statistics
    8, 183-200. See docs/methods/design-effect.md.
    """
    values = read_weights(weights)
    return len(values) / n_eff(values)
