"""Bringing in who lives here: a table of one category a row, or a county out of a table of the US Census Bureau."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.imports.actions import keep_rows
from commonshelf.common.imports.registry import importer
from commonshelf.common.imports.reports import RefusedRow
from commonshelf.common.imports.tables import Reading, Row, Table, read_rows, read_table
from commonshelf.common.imports.terms import CELL_EMPTY, COLUMN_MISSING
from commonshelf.common.text.fields import LANGUAGE_CODES
from commonshelf.community.population.actions.county_tables import columns_of, county_row, is_county_table, margins_of_county, year_of
from commonshelf.community.population.actions.describing import (
    CategoryDraft,
    MarginsDraft,
    checked_category,
    checked_variable,
    checked_year,
    describe_population,
    is_written,
    with_known_labels,
)
from commonshelf.community.population.terms import (
    CATEGORY_TWICE,
    COLUMNS_NOT_READ_NOTE,
    LANGUAGE_NOT_SPOKEN,
    MARGIN_NOT_WHOLE,
    PEOPLE_OUT_OF_RANGE,
    SOURCE_DIFFERS,
    SOURCE_FROM_NAME_NOTE,
    TAKEN_NOTE,
    YEAR_MISSING,
    YEAR_OUT_OF_RANGE,
    people_in,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from commonshelf.common.accounts.models import User
    from commonshelf.common.imports.models import ImportedFile
    from commonshelf.common.imports.reports import ImportReport

T = TypeVar("T")
_OPTIONAL = ("source", "year")
_LABEL, _VARIABLE_LABEL = "label_", "variable_label_"
Key = tuple[str, int]


@dataclass
class _Found:
    """What a file holds: which rows make which margin, and what to say of the whole."""

    reading: Reading[Key]
    margins: dict[Key, MarginsDraft]
    notes: list[str] = field(default_factory=list)


@importer("population")
def import_population(path: Path, *, by: User, allow_partial: bool = False, county: str = "", year: int | str = "") -> ImportReport:
    """Bring in margins, each whole or not at all. `county` and `year` are for files that hold many, or do not say."""
    ensure_may(by, "imports.import_file")
    table = read_table(path)
    told = _year_told(year)
    if is_county_table(table):
        table = read_table(path, heading_rows=2)
        found = _county(table, county, told)
    else:
        found = _rows(table, told, say_left_out=allow_partial)

    def rows_there(_file: ImportedFile) -> set[int]:
        """A row is here while its whole margin stands as the file has it, whoever wrote it: so the second time changes nothing."""
        there = {key for key, draft in found.margins.items() if is_written(with_known_labels(draft))}
        return {number for number, key in found.reading.taken.items() if key in there}

    def write(_file: ImportedFile, rows: dict[int, Key]) -> list[str]:
        return [*found.notes, *[_write(found.margins[key], by=by) for key in dict.fromkeys(rows.values())]]

    return keep_rows(
        kind="population", table=table, reading=found.reading, by=by, allow_partial=allow_partial, rows_there=rows_there, write=write
    )


def _write(draft: MarginsDraft, *, by: User) -> str:
    kept = describe_population(**draft._asdict(), by=by)
    return TAKEN_NOTE % {"variable": kept.words, "year": kept.year, "people": f"{kept.people:,}", "count": len(kept.categories)}


def _year_told(year: int | str) -> int | None:
    if str(year) == "":
        return None
    if not str(year).isdecimal():
        raise Refusal(YEAR_OUT_OF_RANGE, value=str(year)[:40])
    return checked_year(int(year))


def _county(table: Table, county: str, told: int | None) -> _Found:
    columns_of(table)
    if not table.rows:
        return _Found(Reading({}, table.refused), {})
    year = told or year_of(table)
    if year is None:
        raise Refusal(YEAR_MISSING, name=table.name)
    row = county_row(table, county)
    draft = margins_of_county(table, row, year=year).checked()
    key = (draft.variable, draft.year)
    return _Found(Reading({row.number: key}, ()), {key: draft})


class _Line(NamedTuple):
    """One row of our own table."""

    key: Key
    category: CategoryDraft
    source: str
    label: Mapping[str, str]


class _Columns:
    """Where the columns of our own table are, and how a row is read by them."""

    def __init__(self, table: Table, told: int | None) -> None:
        self.name, self.told = table.name, told
        self.place = {name: table.column(name) for name in ("variable", "category", "people")}
        self.place |= {name: place for name in _OPTIONAL if (place := _maybe(table, name)) is not None}
        if told is None and "year" not in self.place:
            raise Refusal(YEAR_MISSING, name=table.name)
        headings = [heading.strip().casefold() for heading in table.headings[0]]
        self.labels = _languages(headings, _LABEL)
        self.variable_labels = _languages(headings, _VARIABLE_LABEL)
        read = {*self.place.values(), *self.labels.values(), *self.variable_labels.values()}
        self.not_read = [heading for place, heading in enumerate(table.headings[0]) if place not in read and heading.strip()]

    def key(self, row: Row) -> Key:
        """Return the variable and year a row is about."""
        variable = _at("variable", lambda: checked_variable(self.cell(row, "variable")))
        words = row.cells[self.place["year"]].strip() if "year" in self.place else ""
        if not words and self.told is not None:
            return variable, self.told
        if not (words.isascii() and words.isdecimal()):
            raise Refusal(YEAR_OUT_OF_RANGE, column="year", value=words[:40])
        return variable, _at("year", lambda: checked_year(int(words)))

    def cell(self, row: Row, name: str) -> str:
        """Return a cell that may not be empty."""
        words = row.cells[self.place[name]].strip()
        if not words:
            raise Refusal(CELL_EMPTY, row=row.number, column=name)
        return words

    def category(self, row: Row) -> CategoryDraft:
        """Return the category of a row."""
        words = self.cell(row, "people")
        people = people_in(words)
        if people is None:
            raise Refusal(PEOPLE_OUT_OF_RANGE, column="people", value=words[:40])
        label = {code: row.cells[place] for code, place in self.labels.items()}
        return _at("category", lambda: checked_category(CategoryDraft(self.cell(row, "category"), people, label)))

    def source(self, row: Row) -> str:
        """Return where a row's numbers come from; unless it says so, the name of the file."""
        return (row.cells[self.place["source"]].strip() if "source" in self.place else "") or self.name


def _rows(table: Table, told: int | None, *, say_left_out: bool) -> _Found:
    """Return the margins of our own table. A margin of which one row cannot be taken is left out whole."""
    columns = _Columns(table, told)
    keys: dict[int, Key] = {}
    seen: dict[tuple[Key, str], int] = {}

    def read(row: Row) -> _Line:
        keys[row.number] = key = columns.key(row)
        category = columns.category(row)
        if seen.setdefault((key, category.name.casefold()), row.number) != row.number:
            raise Refusal(CATEGORY_TWICE, column="category", value=category.name)
        return _Line(key, category, columns.source(row), {code: row.cells[place] for code, place in columns.variable_labels.items()})

    lines = read_rows(table, read)
    refused = list(lines.refused)
    # A row so broken that it names no variable may belong to any of them.
    broken = {keys.get(fault.row) for fault in refused}
    margins = {}
    for key in dict.fromkeys(line.key for line in lines.taken.values()):
        rows = {number: line for number, line in lines.taken.items() if line.key == key}
        if not broken & {key, None}:
            try:
                margins[key] = _margin(rows)
            except Refusal as fault:
                refused.append(RefusedRow.of(fault, row=next(iter(rows))))
        elif say_left_out:
            refused += [RefusedRow.of(Refusal(MARGIN_NOT_WHOLE, row=number, variable=key[0]), row=number) for number in rows]
    taken = {number: line.key for number, line in lines.taken.items() if line.key in margins}
    notes = [COLUMNS_NOT_READ_NOTE % {"names": ", ".join(columns.not_read)}] if columns.not_read else []
    if "source" not in columns.place:
        notes.append(str(SOURCE_FROM_NAME_NOTE))
    return _Found(Reading(taken, tuple(sorted(refused, key=lambda fault: fault.row))), margins, notes)


def _margin(rows: dict[int, _Line]) -> MarginsDraft:
    first, start = next(iter(rows.items()))
    label: dict[str, str] = {}
    for number, line in rows.items():
        if line.source != start.source:
            raise Refusal(SOURCE_DIFFERS, row=number, column="source", variable=start.key[0], first=first)
        label |= {code: words for code, words in line.label.items() if words.strip()}
    return MarginsDraft(start.key[0], tuple(line.category for line in rows.values()), start.source, start.key[1], label).checked()


def _maybe(table: Table, name: str) -> int | None:
    try:
        return table.column(name)
    except Refusal as refusal:
        if refusal.code != COLUMN_MISSING:
            raise
        return None


def _languages(headings: list[str], beginning: str) -> dict[str, int]:
    """Return where the words in each language stand: label_es, variable_label_zh-hans."""
    found = {}
    for place, heading in enumerate(headings):
        if heading.startswith(beginning):
            code = heading.removeprefix(beginning).replace("_", "-")
            if code not in LANGUAGE_CODES:
                raise Refusal(LANGUAGE_NOT_SPOKEN, row=1, column=heading, value=heading, codes=", ".join(LANGUAGE_CODES))
            found[code] = place
    return found


def _at(column: str, read: Callable[[], T]) -> T:
    """Return what `read` does; a refusal learns which column it is about."""
    try:
        return read()
    except Refusal as refusal:
        raise Refusal(refusal.code, **{"column": column, **refusal.where}) from None
