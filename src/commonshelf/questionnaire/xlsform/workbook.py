"""A workbook as rows of words: what pyxform read, copied, and what it could not tell us about the cells."""

from __future__ import annotations

import csv
import re
import struct
import warnings
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

import xlrd
from pyxform.errors import PyXFormError
from pyxform.xls2json_backends import get_xlsform

from commonshelf.questionnaire.definition import Cell
from commonshelf.questionnaire.xlsform.faults import Fault, UnreadableWorkbookError
from commonshelf.questionnaire.xlsform.grid import scan_grid

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pyxform.xls2json_backends import DefinitionData

    from commonshelf.questionnaire.xlsform.opening import OpenedFile

MAX_ROWS = 20_000
MAX_CELL_CHARACTERS = 32_767
MAX_XLS_CELLS = 2_000_000

SHEETS = ("survey", "choices", "settings", "external_choices", "entities", "osm")
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_THE_FILE = Cell(sheet="(the file)", row=1)
# What the readers let through when a file is damaged, as thousands of damaged files have shown; anything else is our own mistake and must be seen.
_XLS_DAMAGE = (
    xlrd.XLRDError,  # xlrd's own word
    xlrd.compdoc.CompDocError,  # its word for a damaged folder of streams
    struct.error,  # a record or sector is shorter than it says
    IndexError,  # the file names a sector, sheet, font or format that it does not have
    KeyError,  # a cell wears a style that the file does not have
    AssertionError,  # what xlrd takes for granted of a sound file
    TypeError,  # a short stream in a file without a place for short ones
    UnicodeDecodeError,  # a name is not in the letters that the file says
    RecursionError,  # a folder that lies in itself: xlrd walks it for ever
)
_READ_DAMAGE = (
    ParseError,  # .xlsx: broken off after the rows that scan_grid looks at
    IndexError,  # .xlsx: a cell there names a text that the file does not have
    ValueError,  # a cell says it is a number, a place or a day, and is none; .xls: not a number, or a day before there were days
    OverflowError,  # .xls: a number without end
    TypeError,  # .csv: a line names a sheet that pyxform has no place for
)


@dataclass(frozen=True)
class Workbook:
    """The sheets of an XLSForm by name: rows as headings to words, the first row being row 2."""

    rows: Mapping[str, Sequence[Mapping[str, str]]]
    headings: Mapping[str, Sequence[str]]
    sheet_names: Sequence[str]
    definition: DefinitionData
    notices: Sequence[str]


def read_workbook(file: OpenedFile) -> Workbook:
    """Return the rows of a file that `open_source` let through. Nothing a form names (media, lists in other files) is fetched.

    Raises UnreadableWorkbookError with every fault found.
    """
    if file.file_type == ".xls":
        _check_size_of_xls(file.data)
    if file.file_type == ".csv":
        _check_csv(file.data.decode())
    faults, notices = scan_grid(file) if file.file_type in {".xlsx", ".xls"} else ([], [])
    if faults:
        raise UnreadableWorkbookError(faults)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of drawings and extensions it leaves out, which no form needs
        try:
            definition = get_xlsform(BytesIO(file.data), file_type=file.file_type)
        except PyXFormError as problem:
            raise _damaged(str(problem)) from problem
        except _READ_DAMAGE as problem:
            raise _damaged(type(problem).__name__) from problem
    read = Workbook(
        rows={sheet: [dict(row) for row in getattr(definition, sheet) or ()] for sheet in SHEETS},
        headings={sheet: [str(name) for name in (getattr(definition, f"{sheet}_header") or [{}])[0]] for sheet in SHEETS},
        sheet_names=tuple(definition.sheet_names or ()),
        definition=definition,
        notices=tuple(notices),
    )
    faults = [*_check_cells(read)]
    if faults:
        raise UnreadableWorkbookError(faults)
    return read


def _damaged(detail: str) -> UnreadableWorkbookError:
    what = f"The file cannot be read as a workbook ({detail.strip()})."
    return UnreadableWorkbookError([Fault("damaged_file", _THE_FILE, what, "Open it in a spreadsheet program and save it as .xlsx.")])


def _check_size_of_xls(data: bytes) -> None:
    """Refuse a sheet that says it is vast: xlrd would fill all of it with empty cells."""
    try:
        with xlrd.open_workbook(file_contents=data, logfile=StringIO(), on_demand=True, ragged_rows=True) as book:
            vast = [_too_vast(book.sheet_by_index(index)) for index in range(book.nsheets)]
    except _XLS_DAMAGE as problem:
        if "encrypted" in str(problem):
            fault = Fault("needs_password", _THE_FILE, "The file is protected by a password.", "Save it without a password.")
            raise UnreadableWorkbookError([fault]) from problem
        raise _damaged(str(problem) or type(problem).__name__) from problem
    faults = [fault for fault in vast if fault]
    if faults:
        raise UnreadableWorkbookError(faults)


def _too_vast(sheet: Any) -> Fault | None:
    if sheet.nrows * max(sheet.ncols, 1) <= MAX_XLS_CELLS:
        return None
    what = f"The sheet says it has {sheet.nrows} rows and {sheet.ncols} columns."
    return Fault("too_many_rows", Cell(sheet.name, sheet.nrows), what, "Copy the rows you need into a new workbook.")


def _check_csv(text: str) -> None:
    """Refuse text that is no XLSForm in CSV: the first column holds the names of sheets, the others their columns."""
    try:
        names = {row[0].strip().lower() for row in csv.reader(StringIO(text, newline="")) if row and row[0].strip()}
    except csv.Error as problem:
        what = f"A cell of the CSV cannot be read ({problem})."
        raise UnreadableWorkbookError(
            [Fault("cell_too_long", _THE_FILE, what, "Shorten the cell, or close its quotation mark.")]
        ) from problem
    if "survey" not in names:
        what = "The file is a plain list, and not a questionnaire: its first column never says survey."
        mend = "Choose the form that looks things up in this list, or put the word survey above the questions, with type, name and label beside it."
        raise UnreadableWorkbookError([Fault("lookup_list", Cell("survey", 1, "type"), what, mend)])


def _check_cells(book: Workbook) -> list[Fault]:
    faults = []
    for sheet, rows in book.rows.items():
        if len(rows) > MAX_ROWS:
            what = f"The sheet has more than {MAX_ROWS} rows."
            faults.append(Fault("too_many_rows", Cell(sheet, MAX_ROWS + 2), what, "Delete the rows you do not need."))
        for number, row in enumerate(rows[:MAX_ROWS], start=2):
            for heading, words in row.items():
                if len(words) > MAX_CELL_CHARACTERS:
                    what = f"The cell holds {len(words)} characters; {MAX_CELL_CHARACTERS} is the most a cell can hold."
                    faults.append(Fault("cell_too_long", Cell(sheet, number, heading), what, "Shorten it."))
                if UNPRINTABLE.search(words):
                    what = "The cell holds characters that cannot be seen or printed."
                    faults.append(Fault("control_characters", Cell(sheet, number, heading), what, "Type the text of this cell again."))
    return faults
