"""What a function of the language is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from commonshelf.questionnaire.expressions.environment import Given
    from commonshelf.questionnaire.expressions.values import Value


@dataclass(frozen=True)
class Function:
    """What it does, and how many arguments it takes: `most` is None for any number, `pairs` when those after the first come in twos."""

    work: Callable[[Given], Value]
    least: int
    most: int | None
    pairs: bool = False

    def takes(self) -> str:
        """Say how many arguments it takes."""
        if self.most is None:
            return f"{self.least} or more arguments" + (", the last ones in pairs" if self.pairs else "")
        if self.least != self.most:
            return f"{self.least} to {self.most} arguments" + (", the last ones in pairs" if self.pairs else "")
        return {0: "no arguments", 1: "one argument"}.get(self.least, f"{self.least} arguments")
