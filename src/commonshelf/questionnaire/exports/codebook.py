"""What stands in a file, column by column, as data that a page or another format can show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from commonshelf.questionnaire.columns import Cell, Column, Empty, Record, Table, rows_of
from commonshelf.questionnaire.columns.column import COUNTED
from commonshelf.questionnaire.columns.labels import words_in
from commonshelf.questionnaire.exports.writing import label_of, one_line, table_or_responses

if TYPE_CHECKING:
    from collections.abc import Iterable

    from commonshelf.questionnaire.definition import Questionnaire

Suppress = Callable[[Sequence[int]], Sequence[int | None]]
"""Takes all counts of one column (its values, then what is none of them, then the empty cells by reason), which add up to a number that is shown, and returns
them with `None` for those that may not be. Hiding a second one, so that the first cannot be worked out, is its part."""


@dataclass(frozen=True)
class ValueCount:
    """How often one value was answered; `None` where that may not be shown."""

    code: int
    name: str
    label: str
    count: int | None


@dataclass(frozen=True)
class CodebookEntry:
    """One column: what it is, and what was answered. `None` stands for a number that may not be shown, or that there is none of."""

    column: Column
    label: str
    hint: str
    values: tuple[ValueCount, ...]
    answered: int | None
    strange: int | None
    """Answers that are none of the values, such as a choice of another version."""
    missing: Mapping[Empty, int | None]
    low: Cell | None = None
    high: Cell | None = None
    mean: float | None = None


@dataclass(frozen=True)
class Codebook:
    """A version of a questionnaire and what was answered, in one language."""

    title: str
    version: str
    language: str
    rows: int
    entries: tuple[CodebookEntry, ...]


def codebook_of(
    questionnaire: Questionnaire,
    records: Iterable[Record],
    *,
    language: str,
    table: Table | None = None,
    suppress: Suppress | None = None,
) -> Codebook:
    """Return the codebook of responses, which are read once and not kept.

    With `suppress`, a lowest or highest value is shown only where as many people gave it as may be shown, and a mean where that holds for all who answered.
    """
    table = table_or_responses(questionnaire, table)
    items = Counter(column.stem for column in table.columns if column.kind == "position")
    tallies = [_Tally(column, items[column.stem]) for column in table.columns]
    rows = 0
    for row in rows_of(table, records):
        rows += 1
        for tally, cell in zip(tallies, row, strict=True):
            tally.add(cell)
    default = questionnaire.default_language
    entries = tuple(_entry(tally, language, default, rows, suppress or list) for tally in tallies)
    return Codebook(questionnaire.title, questionnaire.version, language, rows, entries)


@dataclass
class _Extreme:
    """The lowest or highest answer so far, and how many gave it."""

    wins: Callable[[Cell, Cell], bool]
    cell: Cell | None = None
    count: int = 0

    def add(self, cell: Cell) -> None:
        if self.cell is None or self.wins(cell, self.cell):
            self.cell, self.count = cell, 1
        elif cell == self.cell:
            self.count += 1


def _lower(one: Cell, other: Cell) -> bool:
    return one < other  # type: ignore[operator]  # a tally compares cells of one kind: all numbers, or all days


def _higher(one: Cell, other: Cell) -> bool:
    return one > other  # type: ignore[operator]  # as above


@dataclass
class _Tally:
    """One reading of one column."""

    column: Column
    items: int
    counts: Counter[int | Empty] = field(default_factory=Counter)
    strange: int = 0
    answered: int = 0
    total: float = 0.0
    low: _Extreme = field(default_factory=lambda: _Extreme(_lower))
    high: _Extreme = field(default_factory=lambda: _Extreme(_higher))

    def __post_init__(self) -> None:
        self.codes = {value.name: value.code for value in self.column.values}
        self.counted = self.column.kind in COUNTED
        self.measured = self.column.kind in {"integer", "decimal", "date"} and self.column.fact != "number"

    def add(self, cell: Cell) -> None:
        if isinstance(cell, Empty):
            self.counts[cell] += 1
            return
        self.answered += 1
        if self.counted:
            self._count(cell)
        elif self.measured:
            self._measure(cell)

    def _count(self, cell: Cell) -> None:
        code = self.codes.get(cell) if isinstance(cell, str) else cell if isinstance(cell, int) else None
        if code is None:
            self.strange += 1
        else:
            self.counts[code] += 1

    def _measure(self, cell: Cell) -> None:
        if isinstance(cell, str | datetime):
            self.strange += 1
            return
        if isinstance(cell, int | float):
            self.total += cell
        elif not isinstance(cell, date):
            return
        self.low.add(cell)
        self.high.add(cell)

    def values(self) -> list[tuple[int, str, Mapping[str, str]]]:
        if self.column.kind == "position":
            return [(place, str(place), {}) for place in range(1, self.items + 1)]
        return [(value.code, value.name, value.label) for value in self.column.values]


def _entry(tally: _Tally, language: str, default: str, rows: int, suppress: Suppress) -> CodebookEntry:
    column, values = tally.column, tally.values() if tally.counted else []
    known = [tally.counts[code] for code, _name, _label in values] if tally.counted else [tally.answered - tally.strange]
    shown = list(suppress([*known, tally.strange, *(tally.counts[each] for each in Empty)]))
    strange, missing = shown[len(known)], dict(zip(Empty, shown[len(known) + 1 :], strict=True))
    hidden = any(count is None for count in missing.values())
    answered = (
        None if hidden or (not tally.counted and None in shown[: len(known) + 1]) else rows - sum(count or 0 for count in missing.values())
    )
    measured = tally.measured and tally.low.count > 0
    numbers = tally.answered - tally.strange
    return CodebookEntry(
        column=column,
        label=label_of(column, language, default),
        hint=one_line(words_in(column.question.hint, language, default)) if column.question else "",
        values=tuple(
            ValueCount(code, name, one_line(words_in(label, language, default)) or name, count)
            for (code, name, label), count in zip(values, shown, strict=False)
        ),
        answered=answered,
        strange=strange,
        missing=missing,
        low=tally.low.cell if measured and _shown(tally.low.count, suppress) else None,
        high=tally.high.cell if measured and _shown(tally.high.count, suppress) else None,
        mean=tally.total / numbers if measured and column.kind != "date" and _shown(numbers, suppress) else None,
    )


def _shown(count: int, suppress: Suppress) -> bool:
    return suppress([count])[0] is not None
