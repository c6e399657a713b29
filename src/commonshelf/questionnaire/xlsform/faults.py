"""What is wrong with a workbook, where, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from commonshelf.questionnaire.definition import Cell


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong. `code` is stable and is what a translation hangs on; `what` and `mend` are plain English facts."""

    code: str
    cell: Cell
    what: str
    mend: str

    def __str__(self) -> str:
        """Read as one line: where, what, and what to do."""
        place = f"sheet {self.cell.sheet}, row {self.cell.row}"
        if self.cell.column:
            place += f", column {self.cell.column}"
        return f"{place}: {self.what} {self.mend}"


class XlsformError(ValueError):
    """A workbook is refused. `faults` holds all that was found, the worst first; it is never empty."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))

    @property
    def worst(self) -> Fault:
        """Return the fault to mend first."""
        return self.faults[0]


class UnreadableWorkbookError(XlsformError):
    """The file cannot be opened, or it is too large or too odd to be opened safely."""


class BrokenFormError(XlsformError):
    """The file was read, and what it says is no questionnaire."""


class UnwritableFormError(XlsformError):
    """The questionnaire holds what no workbook can hold."""
