"""What the protection of tables refuses."""

from __future__ import annotations

from commonshelf.stats.errors import StatsError


class UnknownAxisError(StatsError):
    """A table has another number of axes than names, a name twice, or two tables mean different groups by one name."""


class TablesDisagreeError(StatsError):
    """Two tables of the same people give different numbers for the same group; the message says which."""


class TooManyCellsError(StatsError):
    """The tables cross so many groups that their common table has too many cells to be searched; publish fewer of them together."""


class NoProtectionError(StatsError):
    """No set of cells protects a small count. It cannot happen with whole counts of people; the solver gave up."""
