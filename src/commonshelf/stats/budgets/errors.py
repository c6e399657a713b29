"""What participatory budgets refuse."""

from __future__ import annotations

from commonshelf.stats.errors import StatsError


class InvalidCostError(StatsError):
    """A cost is not a whole number of the smallest unit of money from 1 up; what costs nothing needs no vote."""


class InvalidBallotError(StatsError):
    """A ballot gives a project something else than a whole number of points from 0 up; the message says whose and which."""


class InvalidBudgetError(StatsError):
    """The budget, or a raise of the shares, is not a whole number of the smallest unit of money."""


class DifferentElectionsError(StatsError):
    """Two outcomes were compared that do not come from the same ballots, costs and budget."""
