"""What share of the people here each group is, and how sure the census is of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.counts import as_counts
from commonshelf.stats.errors import MissingCellError, NothingToEstimateError, OutOfRangeError, WrongShapeError
from commonshelf.stats.representation.census_margins import PUBLISHED_LEVEL, as_people, standard_error
from commonshelf.stats.representation.errors import NobodyLivesThereError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True, eq=False)
class Groups:
    """Checked input of every comparison: shape (k,) each; errors are standard errors of the shares."""

    names: tuple[str, ...]
    heard: NDArray[np.float64]
    population: NDArray[np.float64]
    shares: NDArray[np.float64]
    errors: NDArray[np.float64]

    @property
    def n(self) -> int:
        """How many people were heard."""
        return int(self.heard.sum())


@dataclass(frozen=True)
class CensusError:
    """The census margins of error of a population: one for each group, and that of their total.

    margins has shape (k,), at `level` (the American Community Survey prints 0.90); read_margins reads the printed form.
    total_margin None: the groups are estimated independently and their sum is as unsure as they are. A number (0 where it is
    printed "*****") : the total is known that well, and the Bureau's formula for a proportion holds.
    """

    margins: ArrayLike
    total_margin: float | None = None
    level: float = PUBLISHED_LEVEL


def share_errors(population: ArrayLike, census_error: CensusError) -> NDArray[np.float64]:
    """Return the standard error of each group's share of the population, shape (k,).

    Raises WrongShapeError, NotAPopulationError, NotAMarginError, MissingMarginError, NothingToEstimateError (nobody lives here).
    Source: the delta method for independent groups; U.S. Census Bureau (2018), chapter 8, with a total margin.
    See docs/methods/census-margins.md.
    """
    people, errors = as_people(population), standard_error(census_error.margins, level=census_error.level)
    if people.ndim != 1 or errors.shape != people.shape:
        raise WrongShapeError(f"population has shape {people.shape} and its margins {errors.shape}; both have one number for each group")
    total = float(people.sum())
    if total == 0:
        raise NothingToEstimateError("nobody lives here")
    shares, squares = people / total, errors**2
    if census_error.total_margin is None:
        variance = (1 - shares) ** 2 * squares + shares**2 * (squares.sum() - squares)
    else:
        of_total = float(standard_error(census_error.total_margin, level=census_error.level)) ** 2
        less = squares - shares**2 * of_total
        variance = np.where(less < 0, squares + shares**2 * of_total, less)
    found: NDArray[np.float64] = np.sqrt(variance) / total
    return found


def check_groups(heard: ArrayLike, population: ArrayLike, names: Sequence[str] | None, census_error: CensusError | None) -> Groups:
    """Check who was heard and who lives here. Raises what representation raises."""
    counts, people = as_counts(heard), as_people(population)
    if counts.ndim != 1 or counts.shape != people.shape:
        raise WrongShapeError(f"heard has shape {counts.shape} and population {people.shape}; both have one number for each group")
    if np.isnan(counts).any():
        raise MissingCellError(f"how many were heard of the group at position {int(np.argmax(np.isnan(counts)))} is missing")
    if names is not None and len(names) != len(counts):
        raise WrongShapeError(f"there are {len(names)} names for {len(counts)} groups")
    labels = tuple(f"group {place}" for place in range(len(counts))) if names is None else tuple(names)
    if not counts.sum() > 0:
        raise NothingToEstimateError("nobody was heard")
    nowhere = (people == 0) & (counts > 0)
    if nowhere.any():
        first = int(np.argmax(nowhere))
        raise NobodyLivesThereError(f"{counts[first]:g} people of {labels[first]} were heard, but its population is 0")
    errors = np.zeros(len(people)) if census_error is None else share_errors(people, census_error)
    return Groups(labels, counts, people, people / people.sum(), errors)


def check_design_effect(design_effect: float) -> None:
    """Raise OutOfRangeError for a design effect below 1, which would make people count for more than they are."""
    if not 1 <= design_effect < np.inf:
        raise OutOfRangeError(f"design_effect is {design_effect}; it is a number from 1 up")
