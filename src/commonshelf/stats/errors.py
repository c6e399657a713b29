"""What the statistics refuse to answer. Every refusal is a ValueError with a name, so that a caller can tell them apart."""

from __future__ import annotations


class StatsError(ValueError):
    """The question has no honest answer with these numbers."""


class NothingToEstimateError(StatsError):
    """Nobody answered: a share of nothing is not zero, it does not exist."""


class ScoreOutOfRangeError(StatsError):
    """A score is not one of the whole numbers the scale has."""


class NotACountError(StatsError):
    """A count is negative, infinite or not a whole number; the message says where."""


class MissingCellError(StatsError):
    """A cell of a table is missing. What nobody counted cannot be hidden or shown."""


class EmptyTableError(StatsError):
    """The table has no cells."""


class WrongShapeError(StatsError):
    """The array has another number of dimensions, or of entries, than the method speaks of."""


class ContradictionError(StatsError):
    """The published entries of a table cannot all be true."""


class OutOfRangeError(StatsError):
    """A level, a rate or a threshold lies outside the range where it means something."""


class UnknownRecruitmentError(StatsError):
    """How people came to be asked is none of: probability, opt_in, census."""


class NoMarginOfErrorError(StatsError):
    """A margin of error was asked of people who chose themselves, or of everyone. Neither has one."""
