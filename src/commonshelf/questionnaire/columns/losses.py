"""What is lost on the way into a file: never silently."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import Enum


class Loss(Enum):
    """What a file could not hold as it was answered. Every export says how often, column by column."""

    CHOICE_UNKNOWN = "choice_unknown"
    """A choice that this version does not have."""
    NOT_TYPED = "not_typed"
    """A text where the column holds numbers, dates or numbered choices."""
    READS_AS_MISSING = "reads_as_missing"
    """A number that this column keeps for empty cells."""
    TURNS_LEFT_OUT = "turns_left_out"
    """More turns of a repeat than there are columns; they stand in its own table."""
    CUT = "cut"
    """A text longer than the format takes."""
    REPLACED = "replaced"
    """Characters that no such file can hold, written as `\N{REPLACEMENT CHARACTER}`."""


@dataclass
class Notes:
    """How often something was lost on the way into a file, by column and kind."""

    losses: Counter[tuple[str, Loss]] = field(default_factory=Counter)

    def add(self, column: str, loss: Loss, times: int = 1) -> None:
        """Count one loss."""
        self.losses[column, loss] += times
