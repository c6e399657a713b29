"""Looks at the cells themselves, before pyxform does: twice the same heading, and formulas."""

from __future__ import annotations

import warnings
from collections import Counter
from io import BytesIO, StringIO
from itertools import islice
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

import openpyxl
import xlrd
from pyxform import constants

from commonshelf.questionnaire.definition import Cell
from commonshelf.questionnaire.xlsform.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from commonshelf.questionnaire.xlsform.opening import OpenedFile

MAX_COLUMNS = 1_000
_EMPTY_ROWS_END_A_SHEET = 60  # as in pyxform
_SCANNED_ROWS = 20_001
# What openpyxl lets through when a workbook is damaged, as thousands of damaged ones have shown. The archive itself is sound: open_source read it.
_DAMAGE = (
    ParseError,  # a part is no XML
    LookupError,  # a part, sheet or text that is named and not there; letters that nobody knows
    ValueError,  # a cell says it is a number, a place or a day, and is none
    TypeError,  # an element lacks what it must have
    OSError,  # openpyxl's word for an archive that is no workbook
)


def scan_grid(file: OpenedFile) -> tuple[list[Fault], list[str]]:
    """Return the faults and the notices of a binary workbook's cells. What cannot be opened at all is left to the next reader to name."""
    return _scan_xls(file.data) if file.file_type == ".xls" else _scan_xlsx(file.data)


def _scan_xls(data: bytes) -> tuple[list[Fault], list[str]]:
    faults: list[Fault] = []
    with xlrd.open_workbook(file_contents=data, logfile=StringIO(), on_demand=True) as book:
        names = book.sheet_names()
        faults += _check_names(names)
        for sheet in _of_a_form(names):
            rows = book.sheet_by_name(sheet)
            faults += _check_headings(sheet, rows.row_values(0, end_colx=MAX_COLUMNS) if rows.nrows else [])
    return faults, []


def _scan_xlsx(data: bytes) -> tuple[list[Fault], list[str]]:
    faults: list[Fault] = []
    notices: list[str] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of drawings and extensions it leaves out, which no form needs
        try:
            formulas = openpyxl.load_workbook(BytesIO(data), read_only=True)
            values = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
            faults += _check_names(formulas.sheetnames)
            for sheet in [] if faults else _of_a_form(formulas.sheetnames):
                found, told = _scan_sheet(sheet, formulas[sheet], values[sheet])
                faults += found
                notices += told
        except _DAMAGE as problem:
            what = f"The workbook is damaged ({type(problem).__name__})."
            return [Fault("damaged_file", Cell("(the file)", 1), what, "Open it in a spreadsheet program and save it as .xlsx.")], []
    return faults, notices


def _of_a_form(names: list[str]) -> Iterator[str]:
    for name in names:
        if name.lower() in constants.SUPPORTED_SHEET_NAMES or len(names) == 1:
            yield name


def _check_names(names: list[str]) -> list[Fault]:
    """Refuse two sheets of one name: pyxform would read the last and forget the others."""
    twice = [name for name, times in Counter(name.lower() for name in names).items() if times > 1]
    mend = "Give one of them another name."
    return [Fault("duplicate_sheet", Cell(name, 1), f"Two sheets have the name {name}.", mend) for name in twice]


def _scan_sheet(name: str, formulas: Any, values: Any) -> tuple[list[Fault], list[str]]:
    first = [cell.value for cell in next(iter(formulas.iter_rows(max_row=1)), ())]
    if len(first) > MAX_COLUMNS and any(first[MAX_COLUMNS:]):
        what = f"The sheet has more than {MAX_COLUMNS} columns."
        return [Fault("too_many_columns", Cell(name.lower(), 1), what, "Delete the columns you do not need.")], []
    headings = ["" if heading is None else str(heading) for heading in first[:MAX_COLUMNS]]
    while headings and not headings[-1].strip():
        headings.pop()
    faults = _check_headings(name, headings)
    notices: list[str] = []
    width = max(len(headings), 1)
    empty = 0
    rows = zip(formulas.iter_rows(min_row=2, max_col=width), values.iter_rows(min_row=2, max_col=width, values_only=True), strict=False)
    for number, (asked, saved) in enumerate(islice(rows, _SCANNED_ROWS), start=2):
        empty = 0 if any(cell.value is not None for cell in asked) else empty + 1
        if empty > _EMPTY_ROWS_END_A_SHEET:
            break
        for heading, cell, value in zip(headings, asked, saved, strict=False):
            if cell.data_type == "f" and heading.strip():
                _judge_formula(Cell(name.lower(), number, heading), value, faults, notices)
    return faults, notices


def _judge_formula(cell: Cell, value: object, faults: list[Fault], notices: list[str]) -> None:
    if value is None:
        what = "The cell holds a formula, and the file does not say what it came to."
        faults.append(Fault("formula_without_value", cell, what, "Open the workbook, replace the formula by its value, and save it."))
    else:
        notices.append(f"[row : {cell.row}] On the '{cell.sheet}' sheet, '{cell.column}' holds a formula: its last saved value was read.")


def _check_headings(sheet: str, headings: Iterable[object]) -> list[Fault]:
    written = [str(heading) for heading in headings]
    twice = [heading for heading, times in Counter(name for name in written if name.strip()).items() if times > 1]
    mend = "Give one of them another heading, or delete one of the columns."
    return [
        Fault(
            "duplicate_heading",
            Cell(sheet.lower(), 1, name.strip()),
            f"Two columns have the heading {name.strip()} (columns {_places(written, name)}).",
            mend,
        )
        for name in twice
    ]


def _places(headings: list[str], name: str) -> str:
    return ", ".join(openpyxl.utils.get_column_letter(place) for place, heading in enumerate(headings, start=1) if heading == name)
