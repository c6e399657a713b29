"""Writes a Questionnaire as an XLSForm that reads as the same questionnaire again."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl

from commonshelf.questionnaire.definition import Cell
from commonshelf.questionnaire.xlsform.columns import choice_rows, item_rows, settings_row
from commonshelf.questionnaire.xlsform.faults import Fault, UnwritableFormError
from commonshelf.questionnaire.xlsform.headings import TRANSLATED
from commonshelf.questionnaire.xlsform.workbook import MAX_CELL_CHARACTERS, UNPRINTABLE

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from commonshelf.questionnaire.definition import Questionnaire

_FIRST = {
    "survey": (
        "type",
        "name",
        "label",
        "hint",
        "guidance_hint",
        "required",
        "relevant",
        "constraint",
        "constraint_message",
        "required_message",
    ),
    "choices": ("list_name", "name", "label"),
    "settings": ("form_title", "form_id", "version", "default_language"),
}


def write_xlsform(questionnaire: Questionnaire, path: str | os.PathLike[str]) -> None:
    """Write a questionnaire as .xlsx. Every cell is text: nothing in it becomes a formula.

    Raises UnwritableFormError, before anything is written, where a cell cannot hold its words.
    """
    Path(path).write_bytes(xlsform_bytes(questionnaire))


def xlsform_bytes(questionnaire: Questionnaire) -> bytes:
    """Return a questionnaire as the bytes of an .xlsx file. Raises as `write_xlsform` does."""
    sheets: dict[str, Sequence[Mapping[str, str]]] = {
        "survey": item_rows(questionnaire.items),
        "choices": choice_rows(questionnaire.choices),
        "settings": [row] if (row := settings_row(questionnaire)) else [],
        **questionnaire.sheets,
    }
    headings = {sheet: _headings(sheet, rows, questionnaire.languages) for sheet, rows in sheets.items()}
    faults = [fault for sheet, rows in sheets.items() for fault in _check(sheet, rows)]
    if faults:
        raise UnwritableFormError(faults)
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet, rows in sheets.items():
        if rows or sheet == "survey":
            _fill(book.create_sheet(sheet), headings[sheet], rows)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _headings(sheet: str, rows: Iterable[Mapping[str, str]], languages: Sequence[str]) -> list[str]:
    """Return the headings a sheet needs: the usual ones first, and a label in each language, so that none is forgotten."""
    used = dict.fromkeys(heading for row in rows for heading in row)
    known = _FIRST.get(sheet, ())
    ordered = [
        heading for concept in known for heading in _spoken(concept, used, languages, every=sheet == "survey" and concept == "label")
    ]
    if sheet == "survey":
        ordered = [*dict.fromkeys(["type", "name", *ordered])]
    ordered = [*dict.fromkeys([*ordered, *used])]
    return _double_colons(ordered) if sheet == "survey" else ordered


def _spoken(concept: str, used: Mapping[str, None], languages: Sequence[str], *, every: bool) -> list[str]:
    if concept not in TRANSLATED:
        return [concept] if concept in used else []
    spelled = [f"{concept}::{language}" if language else concept for language in languages]
    return [heading for heading in spelled if heading in used or (every and "::" in heading)]


def _double_colons(headings: list[str]) -> list[str]:
    """Let a heading with one colon stay whole: pyxform splits at one colon unless some heading has two."""
    if any(":" in heading for heading in headings) and not any("::" in heading for heading in headings):
        return [*(heading for heading in headings if heading != "appearance"), "control::appearance"]
    return headings


def _check(sheet: str, rows: Iterable[Mapping[str, str]]) -> Iterable[Fault]:
    for number, row in enumerate(rows, start=2):
        for heading, words in row.items():
            if len(words) > MAX_CELL_CHARACTERS:
                what = f"The text has {len(words)} characters; {MAX_CELL_CHARACTERS} is the most a cell can hold."
                yield Fault("cell_too_long", Cell(sheet, number, heading), what, "Shorten it.")
            if UNPRINTABLE.search(words):
                what = "The text has characters that cannot be seen or printed."
                yield Fault("control_characters", Cell(sheet, number, heading), what, "Type it again.")


def _fill(sheet: Worksheet, headings: Sequence[str], rows: Sequence[Mapping[str, str]]) -> None:
    for column, heading in enumerate(headings, start=1):
        cell = sheet.cell(row=1, column=column, value=heading)
        cell.data_type = "s"
    for number, row in enumerate(rows, start=2):
        for column, heading in enumerate(headings, start=1):
            words = row.get("appearance" if heading == "control::appearance" and heading not in row else heading)
            if words:
                cell = sheet.cell(row=number, column=column, value=words)
                cell.data_type = "s"
