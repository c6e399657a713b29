"""Bringing in program counts that others kept by month. They stay aggregates in their own words: nothing is split or dated."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.imports.actions import keep_rows
from commonshelf.common.imports.registry import importer
from commonshelf.common.imports.tables import Row, Table, read_rows, read_table
from commonshelf.common.imports.terms import CELL_EMPTY, CELL_NOT_A_NUMBER, CELL_TOO_LONG, COLUMN_MISSING
from commonshelf.common.text.cleaning import clean_text
from commonshelf.community.places.models import Place
from commonshelf.path.attendance.models import PeriodCount
from commonshelf.path.attendance.terms import (
    MONTH_OUT_OF_RANGE,
    NOT_RECORDED_NOTE,
    SAME_MONTHS_NOTE,
    YEAR_FROM_NAME_NOTE,
    YEAR_FROM_YOU_NOTE,
    YEAR_MISSING,
    YEAR_UNREADABLE,
)

if TYPE_CHECKING:
    from pathlib import Path

    from commonshelf.common.accounts.models import User
    from commonshelf.common.imports.models import ImportedFile
    from commonshelf.common.imports.reports import ImportReport

# How a cell says that nobody wrote the number down.
_NOT_RECORDED = frozenset({"", "x"})
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", re.ASCII)
_DIGITS = re.compile(r"[0-9]{1,9}", re.ASCII)
_LONGEST = {"place": 120, "category": 240, "audience": 240}
_HEADINGS = {
    "place": ("Library", "Branch", "Place"),
    "year": ("Event Year", "Year"),
    "month": ("Event Month", "Month"),
    "category": ("Category",),
    "audience": ("Age Group", "Audience"),
    "events": ("Events",),
    "attendance": ("Attendance",),
}


@dataclass(frozen=True)
class MonthOfPrograms:
    """One row of the file, read."""

    period: dt.date
    place_words: str
    category: str
    audience_words: str
    events: int | None
    attendance: int | None


@importer("programs")
def import_programs(path: Path, *, by: User, allow_partial: bool = False, year: int | str | None = None) -> ImportReport:
    """Bring in monthly program counts. `year` is for a file whose rows do not say it; otherwise the year in its name is taken."""
    ensure_may(by, "imports.import_file")
    table = read_table(path)
    columns = _columns_of(table)
    told, note = _year_of(table, columns, year)

    def read(row: Row) -> MonthOfPrograms:
        return _read(_Cells(row, columns, table.headings[0]), told)

    def write(file: ImportedFile, rows: dict[int, MonthOfPrograms]) -> list[str]:
        return [*note, *_write(file, rows)]

    return keep_rows(
        kind="programs",
        table=table,
        reading=read_rows(table, read),
        by=by,
        allow_partial=allow_partial,
        rows_there=lambda file: file.period_counts.values_list("row", flat=True),
        write=write,
    )


def _columns_of(table: Table) -> dict[str, int]:
    columns = {}
    for name, headings in _HEADINGS.items():
        try:
            columns[name] = table.column(*headings)
        except Refusal as refusal:
            if name != "year" or refusal.code != COLUMN_MISSING:
                raise
    return columns


def _year_of(table: Table, columns: dict[str, int], year: int | str | None) -> tuple[int | None, list[str]]:
    """Return the year of the whole file where its rows do not say one, and a note on where it comes from."""
    if "year" in columns:
        return None, []
    if year is not None:
        if not _YEAR.fullmatch(str(year)):
            raise Refusal(YEAR_UNREADABLE, value=str(year)[:40])
        return int(year), [YEAR_FROM_YOU_NOTE % {"year": year}]
    named = set(_YEAR.findall(table.name))
    if len(named) != 1:
        raise Refusal(YEAR_MISSING, name=table.name)
    return int(*named), [YEAR_FROM_NAME_NOTE % {"year": int(*named)}]


@dataclass(frozen=True)
class _Cells:
    """One row, asked by what the columns mean; whatever it refuses names the row and the column's own heading."""

    row: Row
    columns: dict[str, int]
    headings: tuple[str, ...]

    def text(self, name: str) -> str:
        return self.row.cells[self.columns[name]].strip()

    def _where(self, name: str) -> dict[str, object]:
        return {"row": self.row.number, "column": self.headings[self.columns[name]], "value": self.text(name)[:40]}

    def words(self, name: str) -> str:
        """Return the source's own words."""
        text, limit = self.text(name), _LONGEST[name]
        if not text:
            raise Refusal(CELL_EMPTY, **self._where(name))
        if len(text) > limit:
            raise Refusal(CELL_TOO_LONG, **self._where(name), length=len(text), limit=limit)
        return clean_text(text)

    def number(self, name: str, *, among: range) -> int:
        """Return a part of a date."""
        text = self.text(name)
        if not _DIGITS.fullmatch(text) or int(text) not in among:
            raise Refusal(MONTH_OUT_OF_RANGE, **self._where(name))
        return int(text)

    def count(self, name: str) -> int | None:
        """Return a count, or None where it was not recorded."""
        text = self.text(name)
        if text.casefold() in _NOT_RECORDED:
            return None
        if not _DIGITS.fullmatch(text):
            raise Refusal(CELL_NOT_A_NUMBER, **self._where(name))
        return int(text)


def _read(cells: _Cells, year: int | None) -> MonthOfPrograms:
    return MonthOfPrograms(
        period=dt.date(year or cells.number("year", among=range(1900, 2201)), cells.number("month", among=range(1, 13)), 1),
        place_words=cells.words("place"),
        category=cells.words("category"),
        audience_words=cells.words("audience"),
        events=cells.count("events"),
        attendance=cells.count("attendance"),
    )


def _write(file: ImportedFile, rows: dict[int, MonthOfPrograms]) -> list[str]:
    known = {place.name.casefold(): place for place in Place.objects.all()}
    months = {row.period for row in rows.values()}
    others = PeriodCount.objects.filter(period__in=months).exclude(file=file).values_list("file__name", flat=True).order_by("file__name")
    notes = [SAME_MONTHS_NOTE % {"name": name} for name in others.distinct()]
    PeriodCount.objects.bulk_create(
        [
            PeriodCount(
                file=file,
                row=number,
                period=row.period,
                place=known.get(row.place_words.casefold()),
                place_words=row.place_words,
                # The source names no titles; its category is all it says about what took place.
                title=row.category,
                category=row.category,
                audience_words=row.audience_words,
                events=row.events,
                attendance=row.attendance,
            )
            for number, row in rows.items()
        ],
        batch_size=500,
    )
    missing = sum(row.attendance is None for row in rows.values())
    return [*notes, *([NOT_RECORDED_NOTE % {"rows": f"{missing:,}"}] if missing else [])]
