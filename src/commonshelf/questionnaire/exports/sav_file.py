"""Responses as an SPSS file: labels, numbered choices, and two reasons why a cell is empty."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final

import polars as pl
import pyreadstat

from commonshelf.questionnaire.columns import Cell, Column, Empty, Loss, Notes, Record, Table, rows_of
from commonshelf.questionnaire.columns.column import COUNTED, NUMERIC
from commonshelf.questionnaire.columns.labels import HOUSE_WORDS, words_in
from commonshelf.questionnaire.exports.writing import cut, held, label_of, one_line, table_or_responses, value_label, whole_file, written_of

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping, Sequence

    from commonshelf.questionnaire.definition import Questionnaire
    from commonshelf.questionnaire.exports.writing import Written

LONGEST_TEXT: Final = 32_767
LONGEST_LABEL: Final = 256
LONGEST_VALUE_LABEL: Final = 120
LONGEST_FILE_LABEL: Final = 64
"""Bytes of UTF-8."""
_EXACT: Final = 2**53
"""SPSS keeps every number as a double; beyond this, neighbors are the same."""
_FORMATS: Final = {"choice": "F8.0", "yes_no": "F8.0", "position": "F8.0", "integer": "F12.0", "decimal": "F16.4"}
_TYPES: Final[dict[str, Any]] = {"date": pl.Date, "time": pl.Time, "moment": pl.Datetime("us"), "text": pl.String}


def write_sav(
    path: str | os.PathLike[str], questionnaire: Questionnaire, records: Iterable[Record], *, language: str, table: Table | None = None
) -> Written:
    """Write responses, or the turns of a repeat, as .sav with labels in one language; all rows are in memory meanwhile.

    A text over 32,767 bytes is cut at a character, a variable label at 256 and a value label at 120; the first is counted among the losses, of the others the
    whole text stands in the codebook. What does not fit a typed column is left out of it and counted. Times of day lose their offset from UTC, texts the spaces
    at their end: SPSS has neither.
    """
    table, notes = table_or_responses(questionnaire, table), Notes()
    default = questionnaire.default_language
    cells = list(zip(*rows_of(table, records, notes), strict=True)) or [() for _ in table.columns]
    frame = pl.DataFrame([_series(column, those, notes) for column, those in zip(table.columns, cells, strict=True)])
    with whole_file(path) as unfinished:
        pyreadstat.write_sav(
            frame,
            unfinished,
            file_label=cut(one_line(questionnaire.title), LONGEST_FILE_LABEL),
            column_labels=[cut(label_of(column, language, default), LONGEST_LABEL) for column in table.columns],
            row_compress=True,
            variable_value_labels={column.name: found for column in table.columns if (found := _value_labels(column, language, default))},
            missing_ranges={column.name: list(column.missing) for column in table.columns if column.missing},
            variable_measure={column.name: _measure(column) for column in table.columns},
            variable_format={column.name: _FORMATS[column.kind] for column in table.columns if column.kind in _FORMATS},
        )
    return written_of(frame.height, tuple(column.name for column in table.columns), notes)


def _series(column: Column, cells: Sequence[Cell], notes: Notes) -> pl.Series:
    if column.kind in NUMERIC:
        codes = {value.name: value.code for value in column.values} if column.kind == "choice" else {}
        return pl.Series(column.name, [_number(column, cell, codes, notes) for cell in cells], dtype=pl.Float64)
    read = {"text": _text, "date": _day, "time": _time, "moment": _moment}[column.kind]
    return pl.Series(
        column.name, [_unless_empty(column, cell, read(column, cell, notes), notes) for cell in cells], dtype=_TYPES[column.kind]
    )


def _unless_empty(column: Column, cell: Cell, value: Any, notes: Notes) -> Any:
    if value is None and not isinstance(cell, Empty):
        notes.add(column.name, Loss.NOT_TYPED)
    return value


def _number(column: Column, cell: Cell, codes: Mapping[str, int], notes: Notes) -> float | None:
    if isinstance(cell, Empty):
        return column.missing.code(cell) if column.missing else None
    if isinstance(cell, str):
        cell = codes.get(cell, cell)
    if not isinstance(cell, int | float) or abs(cell) > _EXACT:
        notes.add(column.name, Loss.NOT_TYPED)
        return None
    if column.missing and cell in column.missing and column.kind not in COUNTED:
        notes.add(column.name, Loss.READS_AS_MISSING)
    return float(cell)


def _text(column: Column, cell: Cell, notes: Notes) -> str | None:
    if not isinstance(cell, str):
        return None
    text = held(cell, column.name, notes)
    if len(text) * 4 > LONGEST_TEXT and len(text.encode()) > LONGEST_TEXT:
        notes.add(column.name, Loss.CUT)
        return cut(text, LONGEST_TEXT)
    return text


def _day(_column: Column, cell: Cell, _notes: Notes) -> date | None:
    return cell if isinstance(cell, date) and not isinstance(cell, datetime) else None


def _time(_column: Column, cell: Cell, _notes: Notes) -> time | None:
    return cell.replace(tzinfo=None) if isinstance(cell, time) else None


def _moment(_column: Column, cell: Cell, _notes: Notes) -> datetime | None:
    return cell.replace(tzinfo=None) if isinstance(cell, datetime) else None


def _value_labels(column: Column, language: str, default: str) -> dict[int | float, str]:
    labels = {float(value.code): value_label(value, language, default) for value in column.values}
    if column.missing:
        labels[float(column.missing.not_asked)] = words_in(HOUSE_WORDS["not_asked"], language, default)
        labels[float(column.missing.not_answered)] = words_in(HOUSE_WORDS["not_answered"], language, default)
    return {code: cut(label, LONGEST_VALUE_LABEL) for code, label in labels.items()}


def _measure(column: Column) -> str:
    if column.kind in {"text", "choice", "yes_no"} or column.fact == "number":
        return "nominal"
    return "ordinal" if column.kind == "position" else "scale"
