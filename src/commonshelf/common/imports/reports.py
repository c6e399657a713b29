"""What an import says about itself: what it read, what it took, and by row what it refused and why."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from commonshelf.common.errors.catalogue import Refusal


@dataclass(frozen=True)
class RefusedRow:
    """One thing wrong with one row; a row with three bad cells is three of these. Row 0 is no row."""

    row: int
    column: str
    code: str
    what: str
    mend: str

    @classmethod
    def of(cls, refusal: Refusal, *, row: int) -> RefusedRow:
        """Return the line of a report for a refusal; the words are those of the reader's language now."""
        where = refusal.where
        return cls(int(where.get("row", row)), str(where.get("column", "")), refusal.code.code, refusal.what, refusal.mend)


@dataclass(frozen=True)
class ImportReport:
    """The report of one import. `written` is no where something was refused and not all of the rest was asked for."""

    kind: str
    file: str
    rows_read: int
    rows_taken: int
    rows_refused: tuple[RefusedRow, ...]
    rows_unchanged: int
    already_imported: bool
    written: bool
    notes: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain lists and words, as `--json` prints it and the file's row keeps it."""
        return asdict(self) | {"rows_refused": [asdict(refused) for refused in self.rows_refused], "notes": list(self.notes)}
