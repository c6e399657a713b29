"""Bringing in visits: one row a branch, one column a month, as statistics offices and library systems write them."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.imports.actions import keep_rows
from commonshelf.common.imports.registry import importer
from commonshelf.common.imports.tables import Row, Table, read_rows, read_table
from commonshelf.common.imports.terms import CELL_EMPTY, CELL_NOT_A_NUMBER, CELL_TOO_LONG
from commonshelf.common.text.cleaning import clean_text
from commonshelf.community.places.actions import add_place
from commonshelf.community.places.models import Place
from commonshelf.community.places.terms import PlaceKind
from commonshelf.path.attendance.models import Visit
from commonshelf.path.attendance.terms import (
    CELLS_NOTE,
    COUNTED_BEFORE_NOTE,
    MONTH_TWICE,
    MONTH_UNREADABLE,
    PLACE_TWICE,
    PLACES_MADE_NOTE,
    ROW_IS_A_TOTAL,
)

if TYPE_CHECKING:
    from pathlib import Path

    from commonshelf.common.accounts.models import User
    from commonshelf.common.imports.models import ImportedFile
    from commonshelf.common.imports.reports import ImportReport

# 2008-04 and 2024-1 alike: one library's file changes its own way of writing months half way through.
_MONTH = re.compile(r"([12][0-9]{3})-(0?[1-9]|1[0-2])", re.ASCII)
_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,2})?", re.ASCII)
_TOTALS = frozenset({"total", "totals", "sum", "grand total", "all", "all branches", "all libraries"})
LONGEST_NAME = 120

Counts = dict[dt.date, Decimal]


@importer("visits")
def import_visits(path: Path, *, by: User, allow_partial: bool = False) -> ImportReport:
    """Bring in a wide table of visits. A blank cell makes no row; a zero does. Months without a column stay absent."""
    ensure_may(by, "imports.import_file")
    table = read_table(path)
    months = _months_of(table)
    first_rows: dict[str, int] = {}

    def read(row: Row) -> tuple[str, Counts]:
        return _name_of(row, table.headings[0][0], first_rows), _counts_of(row, months)

    def write(file: ImportedFile, rows: dict[int, tuple[str, Counts]]) -> list[str]:
        return _write(file, rows, months=len(months), by=by)

    reading = read_rows(table, read)

    def rows_there(file: ImportedFile) -> set[int]:
        """Return the rows that are here; a row of blanks left no visit to know it by."""
        blank = {number for number, (_name, counts) in reading.taken.items() if file.report and not counts}
        return blank | set(file.visits.values_list("row", flat=True))

    return keep_rows(
        kind="visits",
        table=table,
        reading=reading,
        by=by,
        allow_partial=allow_partial,
        rows_there=rows_there,
        write=write,
    )


def _months_of(table: Table) -> dict[int, tuple[str, dt.date]]:
    """Return the month of each column after the first; refuse a heading that is none, and a month that comes twice."""
    months: dict[int, tuple[str, dt.date]] = {}
    for place, heading in enumerate(table.headings[0][1:], start=1):
        found = _MONTH.fullmatch(heading.strip())
        if found is None:
            raise Refusal(MONTH_UNREADABLE, row=1, column=heading)
        month = dt.date(int(found[1]), int(found[2]), 1)
        if any(month == other for _heading, other in months.values()):
            raise Refusal(MONTH_TWICE, row=1, column=heading)
        months[place] = (heading, month)
    if not months:
        raise Refusal(MONTH_UNREADABLE, row=1, column=table.headings[0][0])
    return months


def _name_of(row: Row, heading: str, first_rows: dict[str, int]) -> str:
    words = " ".join(row.cells[0].split())
    if not words:
        raise Refusal(CELL_EMPTY, row=row.number, column=heading)
    if len(words) > LONGEST_NAME:
        raise Refusal(CELL_TOO_LONG, row=row.number, column=heading, length=len(words), limit=LONGEST_NAME)
    name = clean_text(words)
    if name.casefold() in _TOTALS:
        raise Refusal(ROW_IS_A_TOTAL, row=row.number, column=heading, value=name)
    first = first_rows.setdefault(name.casefold(), row.number)
    if first != row.number:
        raise Refusal(PLACE_TWICE, row=row.number, column=heading, value=name, first=first)
    return name


def _counts_of(row: Row, months: dict[int, tuple[str, dt.date]]) -> Counts:
    counts: Counts = {}
    faults = []
    for place, (heading, month) in months.items():
        cell = row.cells[place].strip()
        if _NUMBER.fullmatch(cell):
            counts[month] = Decimal(cell)
        elif cell:
            faults.append(Refusal(CELL_NOT_A_NUMBER, row=row.number, column=heading, value=cell[:40]))
    if faults:
        raise ExceptionGroup("cells that are no numbers", faults)
    return counts


def _write(file: ImportedFile, rows: dict[int, tuple[str, Counts]], *, months: int, by: User) -> list[str]:
    known = {place.name.casefold(): place for place in Place.objects.all()}
    made = []
    visits = []
    for number, (name, counts) in rows.items():
        if name.casefold() not in known:
            known[name.casefold()] = add_place(name=name, kind=PlaceKind.BRANCH, by=by)
            made.append(name)
        place = known[name.casefold()]
        visits += [Visit(file=file, row=number, place=place, month=month, count=count) for month, count in counts.items()]
    earlier = set(Visit.objects.exclude(file=file).values_list("place_id", "month"))
    before = sum((visit.place_id, visit.month) in earlier for visit in visits)
    Visit.objects.bulk_create(visits, batch_size=500)
    notes = [CELLS_NOTE % {"counted": f"{len(visits):,}", "blank": f"{len(rows) * months - len(visits):,}"}]
    if made:
        notes.append(PLACES_MADE_NOTE % {"names": ", ".join(made)})
    if before:
        notes.append(COUNTED_BEFORE_NOTE % {"months": f"{before:,}"})
    return notes
