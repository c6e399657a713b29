"""Reading the tables of US counties as data.census.gov writes them: two rows of headings, an estimate and its margin of error by turns.

Margins of error are not read: `*****` there says that the number was controlled, which is not a missing number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.imports.terms import CELL_NOT_A_NUMBER
from commonshelf.community.population.actions.describing import CategoryDraft, MarginsDraft
from commonshelf.community.population.terms import (
    COUNTY_MISSING,
    COUNTY_UNCLEAR,
    COUNTY_UNKNOWN,
    TABLE_UNKNOWN,
    TOTAL_DIFFERS,
    people_in,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from commonshelf.common.imports.tables import Row, Table

FIRST_HEADINGS = ("GEO_ID", "NAME")
_ESTIMATE = re.compile(r"(B[0-9]{5})_[0-9]{3}E", re.ASCII)
_NAMED_AFTER = re.compile(r"ACSDT([15])Y([0-9]{4})\.", re.ASCII)
_NAMES_SHOWN = 4
# What the Bureau calls a category, and what we call it. Only the lines right below the total: those further down split one of them again.
_TABLES = {
    "B03003": ("hispanic", {"Not Hispanic or Latino": "not_hispanic", "Hispanic or Latino": "hispanic"}),
    "B02001": (
        "race",
        {
            "White alone": "white",
            "Black or African American alone": "black",
            "American Indian and Alaska Native alone": "native",
            "Asian alone": "asian",
            "Native Hawaiian and Other Pacific Islander alone": "pacific",
            "Some Other Race alone": "other",
            "Some other race alone": "other",
            "Two or More Races": "several",
            "Two or more races": "several",
        },
    ),
}


def is_county_table(table: Table) -> bool:
    """Say whether the file begins as data.census.gov begins its tables."""
    return table.headings[0][0].strip() == FIRST_HEADINGS[0]


def year_of(table: Table) -> int | None:
    """Return the year that the Bureau puts into the names of its files; nothing if somebody renamed it."""
    found = _NAMED_AFTER.search(table.name)
    return int(found[2]) if found else None


def county_row(table: Table, county: str) -> Row:
    """Return the row of a county, asked for by its number (01001), its name with the state, or its name alone if only one has it."""
    first = table.rows[0]
    example = {"example": first.cells[1], "number": first.cells[0][-5:]}
    wanted = " ".join(county.split()).casefold()
    if not wanted:
        raise Refusal(COUNTY_MISSING, name=table.name, **example)
    exact = [row for row in table.rows if wanted in {row.cells[0].casefold(), row.cells[0][-5:], row.cells[1].casefold()}]
    found = exact or [row for row in table.rows if row.cells[1].casefold().split(",")[0] in {wanted, f"{wanted} county"}]
    if not found:
        raise Refusal(COUNTY_UNKNOWN, county=county[:80], name=table.name, **example)
    if len(found) > 1:
        names = "; ".join(row.cells[1] for row in found[:_NAMES_SHOWN])
        raise Refusal(COUNTY_UNCLEAR, county=county[:80], count=len(found), names=names)
    return found[0]


def margins_of_county(table: Table, row: Row, *, year: int) -> MarginsDraft:
    """Return what the row says of its county; refuse cells that are no numbers, and categories that miss the total."""
    code, columns = columns_of(table)
    variable, _names = _TABLES[code]
    people = {}
    for name, place in columns.items():
        found = people_in(row.cells[place])
        if found is None:
            raise Refusal(CELL_NOT_A_NUMBER, row=row.number, column=table.headings[0][place], value=row.cells[place][:40])
        people[name] = found
    total = people.pop("")
    if sum(people.values()) != total:
        raise Refusal(TOTAL_DIFFERS, row=row.number, sum=f"{sum(people.values()):,}", total=f"{total:,}")
    categories = tuple(CategoryDraft(name, count) for name, count in people.items())
    return MarginsDraft(variable, categories, _source(table, code, row.cells[1], year), year)


def columns_of(table: Table) -> tuple[str, dict[str, int]]:
    """Return the number of the table and where each of our categories stands in it; the total stands under no name."""
    if table.headings[0][:2] != FIRST_HEADINGS:
        raise Refusal(TABLE_UNKNOWN, name=table.name)
    columns: dict[str, int] = {}
    codes = set()
    for code, words, place in _estimates(table):
        codes.add(code)
        names = _TABLES[code][1] if code in _TABLES else {}
        if words == ["Total"]:
            columns[""] = place
        elif len(words) == 2:
            if words[1] not in names:
                raise Refusal(TABLE_UNKNOWN, name=table.name)
            columns[names[words[1]]] = place
    if len(codes) != 1 or not codes <= _TABLES.keys() or columns.keys() != {"", *_TABLES[min(codes)][1].values()}:
        raise Refusal(TABLE_UNKNOWN, name=table.name)
    return min(codes), columns


def _estimates(table: Table) -> Iterator[tuple[str, list[str], int]]:
    for place, heading in enumerate(table.headings[0]):
        found = _ESTIMATE.fullmatch(heading.strip())
        if found:
            yield found[1], [words.strip().rstrip(":") for words in table.headings[1][place].split("!!")][1:], place


def _source(table: Table, code: str, county: str, year: int) -> str:
    span = _NAMED_AFTER.search(table.name)
    estimates = f"{span[1]}-year estimates {year}" if span else f"{year}"
    return f"US Census Bureau, American Community Survey, {estimates}, table {code}, {county}"
