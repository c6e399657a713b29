"""Responses as Parquet, typed, in pieces: several choices as one list, and for each response the columns that were not asked."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any, Final

import polars as pl
from polars.io.plugins import register_io_source

from commonshelf.questionnaire.columns import Cell, Column, Empty, Loss, Notes, Record, Table, rows_of, words_in
from commonshelf.questionnaire.columns.layout import NOT_ASKED
from commonshelf.questionnaire.exports.writing import (
    choice_label,
    held,
    label_of,
    one_line,
    table_or_responses,
    value_label,
    whole_file,
    written_of,
)

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator, Sequence

    from commonshelf.questionnaire.definition import Questionnaire
    from commonshelf.questionnaire.exports.writing import Written

METADATA: Final = "commonshelf"
_PIECE: Final = 5_000
_MOST: Final = 2**63
_TYPES: Final[dict[str, Any]] = {
    "text": pl.String,
    "choice": pl.String,
    "integer": pl.Int64,
    "position": pl.Int64,
    "decimal": pl.Float64,
    "yes_no": pl.Boolean,
    "date": pl.Date,
    "time": pl.Time,
    "moment": pl.Datetime("us"),
}


@dataclass(frozen=True)
class _Field:
    """One column of the file, made of one of the table, or of all that a question with several choices has."""

    name: str
    type: Any
    columns: tuple[Column, ...]

    def value(self, cells: Sequence[Cell], notes: Notes) -> Any:
        if isinstance(cells[0], Empty) and all(isinstance(cell, Empty) for cell in cells):
            return None
        if not self.columns[0].is_list:
            return _typed(self.columns[0], cells[0], notes)
        chosen = [(cell, column.part) for cell, column in zip(cells, self.columns, strict=True) if isinstance(cell, int) and cell]
        ranked = self.columns[0].kind == "position"
        return [held(part, self.name, notes) for _cell, part in (sorted(chosen) if ranked else chosen)]


def write_parquet(
    path: str | os.PathLike[str], questionnaire: Questionnaire, records: Iterable[Record], *, language: str, table: Table | None = None
) -> Written:
    """Write responses, or the turns of a repeat, as Parquet, five thousand rows at a time.

    Choices are their names; several, and rankings from first to last, are lists. An empty cell is null, and the list `not_asked` names the columns in which that
    is so because the question was not asked. Labels in the language stand in the file's own metadata, as JSON under `commonshelf`. What does not fit a typed
    column is left out of it and counted.
    """
    table, notes = table_or_responses(questionnaire, table), Notes()
    fields = _fields(table)
    schema = pl.Schema({**{each.name: each.type for each in fields}, NOT_ASKED: pl.List(pl.String)})
    rows = _Pieces(fields, rows_of(table, records, notes), schema, notes)
    said = json.dumps(_described(questionnaire, fields, language), ensure_ascii=True)
    with whole_file(path) as unfinished:
        source = register_io_source(rows.frames, schema=schema)
        source.sink_parquet(unfinished, metadata={METADATA: said}, maintain_order=True, row_group_size=_PIECE)
    return written_of(rows.count, tuple(schema), notes)


class _Pieces:
    """The rows as frames of a few thousand, as polars asks for them."""

    def __init__(self, fields: Sequence[_Field], rows: Iterator[list[Cell]], schema: pl.Schema, notes: Notes) -> None:
        self.fields, self.rows, self.schema, self.notes = fields, rows, schema, notes
        self.count = 0

    def frames(self, *_hints: object) -> Iterator[pl.DataFrame]:
        """Yield the frames; polars' hints (columns, filter, rows wanted) are only given to readers, and a sink gives none."""
        while piece := list(islice(self.rows, _PIECE)):
            self.count += len(piece)
            yield pl.DataFrame(self._series(piece), schema=self.schema)

    def _series(self, piece: Sequence[list[Cell]]) -> list[pl.Series]:
        start, made = 0, []
        for each in self.fields:
            end = start + len(each.columns)
            made.append(pl.Series(each.name, [each.value(row[start:end], self.notes) for row in piece], dtype=each.type))
            start = end
        named = [(at, each.name) for at, each in _first_cells(self.fields)]
        asked = [[name for at, name in named if row[at] is Empty.NOT_ASKED] for row in piece]
        return [*made, pl.Series(NOT_ASKED, asked, dtype=pl.List(pl.String))]


def _first_cells(fields: Sequence[_Field]) -> Iterator[tuple[int, _Field]]:
    start = 0
    for each in fields:
        yield start, each
        start += len(each.columns)


def _fields(table: Table) -> list[_Field]:
    found = []
    for (name, is_list), run in groupby(table.columns, key=lambda column: (column.stem if column.is_list else column.name, column.is_list)):
        columns = tuple(run)
        found.append(_Field(name, pl.List(pl.String) if is_list else _TYPES[columns[0].kind], columns))
    return found


def _typed(column: Column, cell: Cell, notes: Notes) -> Any:
    """Return a cell as the type of its column, or nothing where it is none."""
    if isinstance(cell, str) and column.kind in {"text", "choice"}:
        return held(cell, column.name, notes)
    kept = _number(column, cell) if isinstance(cell, int | float) else _when(column, cell)
    if kept is None:
        notes.add(column.name, Loss.NOT_TYPED)
    return kept


def _number(column: Column, cell: float) -> int | float | bool | None:
    if column.kind == "yes_no":
        return bool(cell)
    if column.kind == "decimal":
        return float(cell)
    return int(cell) if abs(cell) < _MOST else None


def _when(column: Column, cell: Cell) -> date | time | None:
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=None) if column.kind == "moment" else None
    if isinstance(cell, date):
        return cell if column.kind == "date" else None
    return cell.replace(tzinfo=None) if isinstance(cell, time) and column.kind == "time" else None


def _described(questionnaire: Questionnaire, fields: Sequence[_Field], language: str) -> dict[str, Any]:
    """Return what the metadata says: of each column its label, and of its values theirs."""
    default = questionnaire.default_language

    def one(each: _Field) -> dict[str, Any]:
        first = each.columns[0]
        values = {value.name: value_label(value, language, default) for value in first.values} if first.kind == "choice" else {}
        label = label_of(first, language, default)
        if first.is_list:
            values = {column.part: choice_label(column, language, default) for column in each.columns}
            label = one_line(words_in(first.asks, language, default)) or each.name
        return {"place": first.place, "label": label, **({"values": values} if values else {})}

    return {
        "title": questionnaire.title,
        "version": questionnaire.version,
        "language": language,
        "columns": {each.name: one(each) for each in fields},
    }
