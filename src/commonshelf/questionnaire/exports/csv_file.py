"""Responses as CSV (RFC 4180, UTF-8), row by row: a million responses need no more memory than one."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Final, Literal

from commonshelf.questionnaire.columns import Cell, Column, Empty, Missing, Notes, Record, Table, rows_of
from commonshelf.questionnaire.columns.column import USUAL_MISSING
from commonshelf.questionnaire.exports.writing import held, label_of, table_or_responses, value_label, whole_file, written_of
from commonshelf.questionnaire.expressions.numerals import numeral

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable

    from commonshelf.questionnaire.definition import Questionnaire
    from commonshelf.questionnaire.exports.writing import Written

ChoicesAs = Literal["name", "label", "code"]
_STARTS: Final = "=+\\-@＝＋－＠"
# Where a formula would begin: at the start of a text, and after what a spreadsheet of another country parts cells or rows by.
_TO_GUARD: Final = re.compile(rf"\A(?='*[{_STARTS}\t\r\n])|(?<=[;\t\r\n])(?=['\"]*[{_STARTS}])")
_GUARDED: Final = re.compile(rf"\A'(?='*[{_STARTS}\t\r\n])|(?<=[;\t\r\n])'(?=['\"]*[{_STARTS}])")


def guarded(text: str) -> str:
    """Return a text with an apostrophe before whatever a spreadsheet would take for a formula, or what already looks guarded.

    Also within it, after a semicolon, a tab and the end of a line: where Excel parts cells by semicolons, as in most of Europe, it
    passes over the quotation marks of a file with commas, and a cell begins in the middle of a text.
    """
    return _TO_GUARD.sub("'", text)


def unguarded(text: str) -> str:
    """Return the text that `guarded` was given: `unguarded(guarded(text)) == text` for any text."""
    return _GUARDED.sub("", text)


def write_csv(
    path: str | os.PathLike[str],
    questionnaire: Questionnaire,
    records: Iterable[Record],
    *,
    language: str,
    table: Table | None = None,
    choices: ChoicesAs = "name",
    headings: Literal["name", "label"] = "name",
    missing_codes: bool = False,
    bom: bool = False,
    guard: bool = True,
) -> Written:
    """Write responses, or the turns of a repeat, as CSV; the file is there once it is whole.

    `choices` says how one choice is written: its name, its label in the language, or the number it has in the .sav file. Without `missing_codes` an empty cell
    does not say why it is empty. `bom` is for spreadsheets that take UTF-8 for something else without it. Unless `guard` is off, texts that a spreadsheet would
    run as a formula get an apostrophe before them, which `unguarded` takes away; with `missing_codes` they always do, so that no text reads as a code.
    """
    table, notes = table_or_responses(questionnaire, table), Notes()
    safe = guard or missing_codes
    default = questionnaire.default_language
    formats = [_format(column, language, default, choices=choices, safe=safe, codes=missing_codes, notes=notes) for column in table.columns]
    rows = 0
    with whole_file(path) as unfinished, unfinished.open("w", encoding="utf-8-sig" if bom else "utf-8", newline="") as file:
        writer = csv.writer(file)
        titles = [column.name if headings == "name" else label_of(column, language, default) for column in table.columns]
        writer.writerow([guarded(title) for title in titles] if safe else titles)
        for row in rows_of(table, records, notes):
            writer.writerow([form(cell) for form, cell in zip(formats, row, strict=True)])
            rows += 1
    return written_of(rows, tuple(column.name for column in table.columns), notes)


def _format(
    column: Column, language: str, default: str, *, choices: ChoicesAs, safe: bool, codes: bool, notes: Notes
) -> Callable[[Cell], str]:
    """Return what writes the cells of one column."""
    missing: Missing = column.missing or USUAL_MISSING
    empty = {each: str(missing.code(each) or "") if codes else "" for each in Empty}
    spoken = {} if column.kind != "choice" or choices == "name" else _spoken(column, language, default, choices=choices)

    def form(cell: Cell) -> str:
        if isinstance(cell, Empty):
            return empty[cell]
        if isinstance(cell, str):
            text = held(spoken.get(cell, cell), column.name, notes)
            return guarded(text) if safe and not (choices == "code" and cell in spoken) else text
        if isinstance(cell, float):
            return numeral(cell)
        return str(cell) if isinstance(cell, int) else cell.isoformat()

    return form


def _spoken(column: Column, language: str, default: str, *, choices: ChoicesAs) -> dict[str, str]:
    if choices == "code":
        return {value.name: str(value.code) for value in column.values}
    return {value.name: value_label(value, language, default) for value in column.values}
