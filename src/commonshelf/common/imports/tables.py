"""Reading a CSV file that somebody else wrote. Nothing is guessed silently: what cannot be read is refused with its row."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.imports.reports import RefusedRow
from commonshelf.common.imports.terms import (
    CELL_WITH_NULL,
    COLUMN_MISSING,
    COLUMN_TWICE,
    FILE_MISSING,
    FILE_TOO_LARGE,
    LETTERS_UNREADABLE,
    NOT_A_TABLE,
    READ_AS_CP1252,
    ROW_RAGGED,
    TABLE_BROKEN,
    TABLE_EMPTY,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

T = TypeVar("T")

LARGEST_FILE = 20_000_000
# How zip files (spreadsheets), PDFs, old Excel files and the two orders of UTF-16 begin.
_OTHER_BEGINNINGS = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Row:
    """One row: its number as a spreadsheet counts it (headings are row 1) and its cells."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A file's headings and rows, with the digest by which the same bytes are known again."""

    name: str
    digest: str
    headings: tuple[tuple[str, ...], ...]
    rows: tuple[Row, ...]
    refused: tuple[RefusedRow, ...]
    notes: tuple[str, ...]

    @property
    def rows_read(self) -> int:
        """How many rows there are below the headings, refused ones too."""
        return len(self.rows) + len({refused.row for refused in self.refused})

    def column(self, *names: str) -> int:
        """Return where the column is that has one of these headings; refuse none and two."""
        wanted = {name.casefold() for name in names}
        found = [place for place, heading in enumerate(self.headings[0]) if heading.strip().casefold() in wanted]
        if not found:
            raise Refusal(COLUMN_MISSING, column=names[0])
        if len(found) > 1:
            raise Refusal(COLUMN_TWICE, column=names[0])
        return found[0]


@dataclass(frozen=True)
class Reading(Generic[T]):
    """What the rows of a table say, by row number, and what is wrong with the others."""

    taken: dict[int, T]
    refused: tuple[RefusedRow, ...]


def read_table(path: Path, *, heading_rows: int = 1) -> Table:
    """Read a CSV file. A bad row is among `refused`; a file that cannot be read at all is a Refusal."""
    if not path.is_file():
        raise Refusal(FILE_MISSING, name=path.name)
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise Refusal(FILE_TOO_LARGE, name=path.name, size=f"{size:,}", limit=f"{LARGEST_FILE:,}")
    content = path.read_bytes()
    text, notes = _decode(content, path.name)
    records = [(number, cells) for number, cells in enumerate(_records(text, path.name), start=1) if cells]
    headings = tuple(tuple(cells) for _number, cells in records[:heading_rows])
    if len(records) <= heading_rows:
        raise Refusal(TABLE_EMPTY, name=path.name)
    if any("\0" in heading for cells in headings for heading in cells) or len({len(cells) for cells in headings}) > 1:
        raise Refusal(NOT_A_TABLE, name=path.name)
    rows, refused = [], []
    for number, cells in records[heading_rows:]:
        fault = _fault_of(number, cells, headings[0])
        if fault:
            refused.append(RefusedRow.of(fault, row=number))
        else:
            rows.append(Row(number, tuple(cells)))
    return Table(path.name, hashlib.sha256(content).hexdigest(), headings, tuple(rows), tuple(refused), notes)


def read_rows(table: Table, read: Callable[[Row], T]) -> Reading[T]:
    """Hand each row to `read`. It raises a Refusal, or a group of them where several cells are wrong."""
    taken: dict[int, T] = {}
    refused = list(table.refused)
    for row in table.rows:
        try:
            taken[row.number] = read(row)
        except* Refusal as group:
            refused.extend(RefusedRow.of(fault, row=row.number) for fault in _each(group))
    return Reading(taken, tuple(sorted(refused, key=lambda fault: fault.row)))


def _each(group: ExceptionGroup[Refusal]) -> Iterator[Refusal]:
    for fault in group.exceptions:
        if isinstance(fault, Refusal):
            yield fault
        else:
            yield from _each(fault)


def _decode(content: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    if content.startswith(_OTHER_BEGINNINGS):
        raise Refusal(NOT_A_TABLE, name=name)
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252"), (str(READ_AS_CP1252),)
    except UnicodeDecodeError as error:
        raise Refusal(LETTERS_UNREADABLE, name=name, row=content.count(b"\n", 0, error.start) + 1) from None


def _records(text: str, name: str) -> Iterator[list[str]]:
    first_line = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first_line.count)
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    read = 0
    try:
        for cells in records:
            read += 1
            yield cells
    except csv.Error:
        raise Refusal(TABLE_BROKEN, name=name, row=read + 1) from None


def _fault_of(number: int, cells: list[str], headings: tuple[str, ...]) -> Refusal | None:
    if len(cells) != len(headings):
        return Refusal(ROW_RAGGED, row=number, cells=len(cells), wanted=len(headings))
    for place, cell in enumerate(cells):
        if "\0" in cell:
            return Refusal(CELL_WITH_NULL, row=number, column=headings[place] or place + 1)
    return None
