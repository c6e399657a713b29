"""Answers in a spreadsheet, read as if it had been saved as CSV: the values of its first sheet that holds any. Formulas are refused cell by cell."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import warnings
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils import get_column_letter

from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.imports.reports import RefusedRow
from commonshelf.common.imports.tables import Row, Table, read_table
from commonshelf.common.imports.terms import FILE_MISSING, ROW_RAGGED, TABLE_EMPTY
from commonshelf.path.voices.surveys.terms.mapping import CELL_IS_FORMULA, ONE_SHEET_NOTE, SHEET_TOO_LARGE, WORKBOOK_NOT_READ
from commonshelf.questionnaire.xlsform.faults import UnreadableWorkbookError
from commonshelf.questionnaire.xlsform.opening import open_source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MOST_ROWS = 200_000
MOST_COLUMNS = 1_000
_ZIP = b"PK\x03\x04"
# What openpyxl lets through when a workbook is damaged; the archive itself is sound, since open_source read all of it.
_DAMAGE = (
    ParseError,  # a part is no XML
    LookupError,  # a part, sheet or text that is named and not there
    ValueError,  # a cell says it is a number or a day, and is none
    TypeError,  # an element lacks what it must have
    OSError,  # openpyxl's word for an archive that is no workbook
)


class _Line(NamedTuple):
    """One row of a sheet that holds something: its number, its cells, and which of them (from 0) are formulas."""

    number: int
    cells: tuple[str, ...]
    formulas: tuple[int, ...]


def read_file_of_answers(path: Path) -> Callable[[int], Table]:
    """Read a CSV file or a workbook; return what gives its table, for as many rows of headings as are asked for."""
    if not path.is_file():
        raise Refusal(FILE_MISSING, name=path.name)
    with path.open("rb") as file:
        if file.read(len(_ZIP)) != _ZIP:
            return lambda heading_rows: read_table(path, heading_rows=heading_rows)
    content = path.read_bytes()
    try:
        data = open_source(content).data
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of drawings and extensions it leaves out, which no answer needs
            lines, notes = _first_sheet(data)
    except (UnreadableWorkbookError, *_DAMAGE):
        raise Refusal(WORKBOOK_NOT_READ, name=path.name) from None
    return partial(_table, path.name, hashlib.sha256(content).hexdigest(), lines, notes)


def _first_sheet(data: bytes) -> tuple[list[_Line], tuple[str, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # what a sheet says of its own size is often wrong
        lines = list(_lines(sheet))
        if lines:
            return lines, (ONE_SHEET_NOTE % {"sheet": sheet.title},) if len(book.worksheets) > 1 else ()
    return [], ()


def _lines(sheet: Any) -> Iterator[_Line]:
    # One row and one column more than are taken, to see whether anything stands there: nothing is left out in silence.
    for number, cells in enumerate(islice(sheet.iter_rows(max_col=MOST_COLUMNS + 1), MOST_ROWS + 1), start=1):
        words = tuple(_words(cell.value) for cell in cells)
        if any(words):
            if number > MOST_ROWS or any(words[MOST_COLUMNS:]):
                raise Refusal(SHEET_TOO_LARGE, sheet=sheet.title, row=number, rows=MOST_ROWS, columns=MOST_COLUMNS)
            yield _Line(number, words, tuple(place for place, cell in enumerate(cells) if cell.data_type == "f"))


def _words(value: object) -> str:
    """Return a cell as a CSV file would have it. A day without an hour is a day alone, and a whole number has no point."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "seconds")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _table(name: str, digest: str, lines: list[_Line], notes: tuple[str, ...], heading_rows: int) -> Table:
    if len(lines) <= heading_rows:
        raise Refusal(TABLE_EMPTY, name=name)
    above = lines[:heading_rows]
    for line in above:
        for place in line.formulas:
            raise Refusal(CELL_IS_FORMULA, row=line.number, column=get_column_letter(place + 1))
    width = max(place for line in above for place, words in enumerate(line.cells, start=1) if words)
    headings = tuple(_wide(line.cells, width) for line in above)
    rows, refused = [], []
    for line in lines[heading_rows:]:
        faults = list(_faults(line, headings, width))
        refused += [RefusedRow.of(fault, row=line.number) for fault in faults]
        if not faults:
            rows.append(Row(line.number, _wide(line.cells, width)))
    return Table(name, digest, headings, tuple(rows), tuple(refused), notes)


def _wide(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return (*cells[:width], *("" for _missing in range(width - len(cells))))


def _faults(line: _Line, headings: tuple[tuple[str, ...], ...], width: int) -> Iterator[Refusal]:
    last = max(place for place, words in enumerate(line.cells, start=1) if words)
    if last > width:
        yield Refusal(ROW_RAGGED, row=line.number, cells=last, wanted=width)
    for place in line.formulas:
        if place < width:
            heading = next((row[place] for row in headings if row[place].strip()), "")
            yield Refusal(CELL_IS_FORMULA, row=line.number, column=heading or get_column_letter(place + 1))
