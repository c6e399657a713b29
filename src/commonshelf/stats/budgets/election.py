"""What a participatory budget starts from: costs, ballots and a budget, checked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np

from commonshelf.stats.budgets.errors import InvalidBallotError, InvalidBudgetError, InvalidCostError
from commonshelf.stats.errors import NothingToEstimateError, OutOfRangeError, WrongShapeError
from commonshelf.stats.frozen import freeze
from commonshelf.stats.reading import ensure_dimensions, first_where, read_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from numpy.typing import ArrayLike, NDArray

Utility = Literal["cost", "cardinality"]
"""What a funded project is worth to a supporter: its cost (so a large project counts for more), or one, whatever it costs."""

LARGEST = 2**53  # whole numbers beyond it are no longer exact as floats, and as budgets they are mistakes


@dataclass(frozen=True)
class Supporters:
    """People alike: they gave the same ballot, and this many points to one project."""

    kind: int
    points: int
    people: int


@dataclass(frozen=True, eq=False)
class Election:
    """Costs and budget in the smallest unit of money; points has shape (people, projects), 0 and 1 when ballots only approve."""

    costs: tuple[int, ...]
    points: NDArray[np.int64]
    budget: int
    names: tuple[str, ...]
    minor_units: int

    @property
    def n_people(self) -> int:
        """Everyone who handed in a ballot, empty ones too."""
        return len(self.points)

    @cached_property
    def by_points(self) -> bool:
        """Whether somebody gave more than one point."""
        return bool((self.points > 1).any())

    @cached_property
    def votes(self) -> tuple[int, ...]:
        """Points of each project; on approval ballots the number of its supporters."""
        return tuple(int(total) for total in self.points.sum(axis=0))

    @cached_property
    def supporters(self) -> tuple[int, ...]:
        """How many people gave each project at least one point."""
        return tuple(int(total) for total in (self.points > 0).sum(axis=0))

    @cached_property
    def kind_of(self) -> NDArray[np.intp]:
        """The kind of each person: people with equal ballots are treated alike throughout; shape (people,)."""
        return self._kinds[1]

    @cached_property
    def kinds(self) -> NDArray[np.int64]:
        """The different ballots; shape (kinds, projects)."""
        return self._kinds[0]

    @cached_property
    def groups(self) -> tuple[tuple[Supporters, ...], ...]:
        """For each project its supporters, by kind."""
        people = np.bincount(self.kind_of, minlength=len(self.kinds))
        return tuple(
            tuple(Supporters(int(kind), int(column[kind]), int(people[kind])) for kind in np.flatnonzero(column)) for column in self.kinds.T
        )

    @cached_property
    def open_projects(self) -> tuple[int, ...]:
        """The projects that can be funded at all: somebody wants them, and the budget would pay for them."""
        return tuple(project for project, cost in enumerate(self.costs) if self.votes[project] and cost <= self.budget)

    @cached_property
    def _kinds(self) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
        if self.points.shape[1] == 0:
            return self.points[:1], np.zeros(self.n_people, dtype=np.intp)
        kinds, kind_of = np.unique(self.points, axis=0, return_inverse=True)
        return kinds, kind_of.reshape(-1).astype(np.intp)

    def first_by_rule(self, project: int) -> tuple[int, int, int]:
        """Sort by this where projects are level: the cheaper first, then the one with more points, then the one listed first."""
        return self.costs[project], -self.votes[project], project

    def worth(self, project: int, utility: Utility) -> int:
        """What a point given to a funded project is worth."""
        return self.costs[project] if utility == "cost" else 1


def checked_election(
    costs: ArrayLike, ballots: ArrayLike, *, budget: float | Fraction, names: Sequence[str] | None, minor_units: int
) -> Election:
    """Check what was handed in and keep a private copy."""
    prices = _costs(costs)
    points = _points(ballots)
    if len(points) == 0:
        raise NothingToEstimateError("nobody voted")
    if points.shape[1] != len(prices):
        raise WrongShapeError(f"ballots speak of {points.shape[1]} projects and costs of {len(prices)}")
    if not (0 <= budget < LARGEST) or budget != int(budget):
        raise InvalidBudgetError(f"budget is {budget}; it is a whole number of the smallest unit of money, from 0 up")
    if minor_units < 1 or str(minor_units).rstrip("0") != "1":
        raise OutOfRangeError(f"minor_units is {minor_units}; it is 1, 10, 100 …: how many of the smallest unit make one of the currency")
    titles = tuple(names) if names is not None else tuple(f"project {place + 1}" for place in range(len(prices)))
    if len(titles) != len(prices):
        raise WrongShapeError(f"there are {len(titles)} names for {len(prices)} projects")
    freeze(points)
    return Election(costs=prices, points=points, budget=int(budget), names=titles, minor_units=int(minor_units))


def check_utility(utility: str) -> None:
    """Raise OutOfRangeError unless utility is one of the two words."""
    if utility not in ("cost", "cardinality"):
        raise OutOfRangeError(f"utility is {utility!r}; it must be 'cost' or 'cardinality'")


def _costs(costs: ArrayLike) -> tuple[int, ...]:
    values = read_numbers(costs, InvalidCostError, "costs must be numbers")
    ensure_dimensions(values, 1, "costs has", "one cost for each project makes one")
    wrong = ~((values >= 1) & (values < LARGEST) & (values == np.floor(values)))
    first = first_where(wrong)
    if first is not None:
        raise InvalidCostError(
            f"project {first[0]} costs {values[first]}; costs are whole numbers of the smallest unit of money, from 1 up"
        )
    return tuple(int(value) for value in values)


def _points(ballots: ArrayLike) -> NDArray[np.int64]:
    values = read_numbers(ballots, InvalidBallotError, "ballots must be numbers in an even table")
    if values.size == 0 and values.ndim == 1:
        raise NothingToEstimateError("nobody voted")
    ensure_dimensions(values, 2, "ballots has", "people by projects makes two")
    wrong = ~((values >= 0) & (values < LARGEST) & (values == np.floor(values)))
    if wrong.any():
        person, project = (int(index) for index in np.argwhere(wrong)[0])
        raise InvalidBallotError(f"person {person} gives project {project} {values[person, project]} points; they are whole, from 0 up")
    return values.astype(np.int64)
