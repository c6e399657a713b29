"""What can be wrong with an expression, each with a name, a place in the text and a mend."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from commonshelf.questionnaire.definition import Cell


class ExpressionError(Exception):
    """Something is wrong with an expression.

    `position` counts characters from 0 in `expression`; `cell` says where in a workbook it stands, once somebody who knows has said so with `found_in`.
    """

    def __init__(self, what: str, mend: str, *, position: int = 0, expression: str = "", cell: Cell | None = None) -> None:
        super().__init__(what)
        self.what, self.mend, self.position, self.expression, self.cell = what, mend, position, expression, cell

    @property
    def sheet(self) -> str:
        """The sheet it was read from; empty when nobody said."""
        return self.cell.sheet if self.cell else ""

    @property
    def row(self) -> int:
        """The row, from 1; 0 when nobody said."""
        return self.cell.row if self.cell else 0

    @property
    def column(self) -> str:
        """The column; empty when nobody said."""
        return self.cell.column if self.cell else ""

    def found_in(self, expression: str, cell: Cell | None = None) -> ExpressionError:
        """Remember the text and the cell it was read from, unless somebody nearer has."""
        self.expression = self.expression or expression
        self.cell = self.cell or cell
        return self

    def __str__(self) -> str:
        place = f" ({self.sheet}, row {self.row}, column {self.column})" if self.cell else ""
        return f"{self.what} at character {self.position + 1} of “{self.expression}”{place}. {self.mend}"


class BrokenExpressionError(ExpressionError):
    """The text is not an expression: something is missing, or too much."""


class UnsupportedExpressionError(ExpressionError):
    """The text is XPath, but of a kind that ODK XForms leaves out."""


class UnknownFunctionError(ExpressionError):
    """Nobody knows a function of this name."""


class WrongArgumentsError(ExpressionError):
    """A function was given too many, too few, or impossible arguments."""


class UnknownQuestionError(ExpressionError):
    """The expression asks for a question that the questionnaire does not have."""


class UnknownListError(ExpressionError):
    """The expression looks something up in a list that is not there."""


class BrokenPatternError(ExpressionError):
    """The pattern given to regex() cannot be read, or could take too long."""


class ExpressionTooLargeError(ExpressionError):
    """The expression is too long, too deep, or takes too many steps."""


class CircularError(ExpressionError):
    """Questions wait for one another in a circle."""


def did_you_mean(word: str, known: Iterable[str], *, otherwise: str, shape: str = "{}") -> str:
    """Return a mend that offers the known word nearest to `word`."""
    near = get_close_matches(word.lower(), sorted(known), n=1, cutoff=0.6)
    return f"Did you mean {shape.format(near[0])}?" if near else otherwise
