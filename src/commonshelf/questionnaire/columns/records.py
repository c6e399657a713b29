"""What stands in the columns for one response."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from commonshelf.questionnaire.columns.cells import cells_reader
from commonshelf.questionnaire.columns.column import Cell, Column, Empty, Table
from commonshelf.questionnaire.columns.losses import Loss, Notes
from commonshelf.questionnaire.columns.questions import OTHER, OTHER_TEXT

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True)
class Record:
    """One response as exports take it: the answers as they are stored, and what the house knows.

    `number` is drawn at random for the export, so that it says neither who nor when. `relevant` are the places that were asked (`State.relevant`); without it
    an empty cell counts as not answered where the question has no condition, and as unknown where it has one.
    """

    number: int
    answers: Mapping[str, Any]
    language: str = ""
    mode: str = ""
    week: date | None = None
    wave: str = ""
    disposition: str = ""
    area: str = ""
    age_band: str = ""
    library_use: str = ""
    weight: float | None = None
    relevant: frozenset[str] | None = None


def row_of(columns: Sequence[Column], record: Record) -> list[Cell]:
    """Return the cells of one response, one for each column of all responses. For many responses `Rows` is made once."""
    return Rows(columns).row(record)


def rows_of(table: Table, records: Iterable[Record], notes: Notes | None = None) -> Iterator[list[Cell]]:
    """Yield the rows of a table: one a response, or for the table of a repeat one a turn."""
    rows = Rows(table.columns, repeat=table.repeat)
    for record in records:
        if table.repeat:
            yield from rows.turns(record, notes)
        else:
            yield rows.row(record, notes)


Steps = tuple[str | int, ...]
_STEP: Final = re.compile(r"([^\[\]]+)(?:\[([0-9]+)\])?\Z")
_NOT_THERE: Final = object()


@dataclass(frozen=True)
class _Run:
    """Columns beside each other that read the same answer. `steps` lead to what it stands in; `sibling` holds the words of an "other", where there may be one."""

    columns: tuple[Column, ...]
    within: str
    steps: Steps
    name: str
    sibling: str
    read: Callable[[Any, Mapping[str, Any], Notes | None], list[Cell]]


class Rows:
    """Reads the cells of many responses; everything that is the same for all of them is worked out once."""

    def __init__(self, columns: Sequence[Column], *, repeat: str = "") -> None:
        self.repeat = _steps(repeat) if repeat else ()
        self.facts = [column for column in columns if column.fact]
        before = f"{repeat}/" if repeat else ""
        asked = [column for column in columns if not column.fact]
        self.runs = [_run(tuple(run), place.removeprefix(before)) for place, run in groupby(asked, key=lambda column: column.place)]
        self.most = _most_turns(asked) if not repeat else {}

    def row(self, record: Record, notes: Notes | None = None) -> list[Cell]:
        """Return the cells of a response."""
        if notes is not None:
            self._note_turns(record, notes)
        return [*self._house(record, ()), *self._asked(record, record.answers, "", notes)]

    def turns(self, record: Record, notes: Notes | None = None) -> Iterator[list[Cell]]:
        """Yield the cells of every turn of the repeat whose table this is."""
        for numbers, place, answers in _turns(record.answers, self.repeat, "", ()):
            yield [*self._house(record, numbers), *self._asked(record, answers, f"{place}/", notes)]

    def _house(self, record: Record, turns: tuple[int, ...]) -> list[Cell]:
        waiting = iter(turns)
        return [next(waiting) if column.fact == "turn" else _fact(record, column.fact) for column in self.facts]

    def _asked(self, record: Record, answers: Mapping[str, Any], before: str, notes: Notes | None) -> Iterator[Cell]:
        relevant = record.relevant
        for run in self.runs:
            container = _walk(answers, run.steps) if run.steps else answers
            answer = container.get(run.name) if isinstance(container, Mapping) else None
            if run.sibling and _is_empty(answer) and isinstance(container, Mapping) and not _is_empty(container.get(run.sibling)):
                answer = OTHER
            if _is_empty(answer):
                if container is _NOT_THERE:
                    empty = Empty.NOT_ASKED
                elif relevant is not None:
                    empty = Empty.NOT_ANSWERED if before + run.within in relevant else Empty.NOT_ASKED
                else:
                    empty = Empty.UNKNOWN if run.columns[0].universe else Empty.NOT_ANSWERED
                yield from [empty] * len(run.columns)
            else:
                yield from run.read(answer, container, notes)

    def _note_turns(self, record: Record, notes: Notes) -> None:
        for place, most in self.most.items():
            steps = _steps(place)
            container = _walk(record.answers, steps[:-1])
            turns = container.get(steps[-1]) if isinstance(container, Mapping) else None
            if isinstance(turns, Sequence) and not isinstance(turns, str) and len(turns) > most:
                notes.add(place, Loss.TURNS_LEFT_OUT, len(turns) - most)


def _run(columns: tuple[Column, ...], within: str) -> _Run:
    steps = _steps(within)
    name = str(steps[-1])
    sibling = f"{name}_other" if columns[-1].part == OTHER_TEXT and not columns[-1].is_list else ""
    return _Run(columns, within, steps[:-1], name, sibling, cells_reader(columns))


def _is_empty(answer: Any) -> bool:
    return answer is None or answer in ("", [], ())


def _fact(record: Record, fact: str) -> Cell:
    value: Cell | None = getattr(record, fact)
    return Empty.UNKNOWN if value is None or value == "" else value


def _steps(place: str) -> Steps:
    """Return the way to a place: names, and for the turn of a repeat its number after its name."""
    found: list[str | int] = []
    for step in place.split("/"):
        match = _STEP.match(step)
        name, number = (match[1], match[2]) if match else (step, None)
        found += [name] if number is None else [name, int(number)]
    return tuple(found)


def _walk(answers: Mapping[str, Any], steps: Steps) -> Any:
    """Return what a place holds; an empty mapping for a group without answers, and nothing for a turn that there is not."""
    here: Any = answers
    for step in steps:
        if isinstance(step, int):
            turns = here if isinstance(here, Sequence) and not isinstance(here, str) else ()
            if step > len(turns):
                return _NOT_THERE
            here = turns[step - 1]
        else:
            here = here.get(step, {}) if isinstance(here, Mapping) else {}
    return here if isinstance(here, Mapping) else {}


def _turns(
    answers: Mapping[str, Any], steps: Steps, place: str, numbers: tuple[int, ...]
) -> Iterator[tuple[tuple[int, ...], str, Mapping[str, Any]]]:
    """Yield every turn of a repeat, in whatever repeats it stands: the numbers, the place, the answers."""
    here = answers.get(str(steps[0]))
    place = f"{place}/{steps[0]}" if place else str(steps[0])
    if isinstance(here, Mapping):
        if steps[1:]:
            yield from _turns(here, steps[1:], place, numbers)
    elif isinstance(here, Sequence) and not isinstance(here, str):
        for number, turn in enumerate(here, start=1):
            answered = turn if isinstance(turn, Mapping) else {}
            if steps[1:]:
                yield from _turns(answered, steps[1:], f"{place}[{number}]", (*numbers, number))
            else:
                yield (*numbers, number), f"{place}[{number}]", answered


def _most_turns(columns: Iterable[Column]) -> dict[str, int]:
    """Return for every place of a repeat in these columns the last turn that has columns."""
    most: dict[str, int] = {}
    for column in columns:
        place = ""
        for step in column.place.split("/"):
            match = _STEP.match(step)
            place = f"{place}/{step}" if place else step
            if match and match[2]:
                whole = place.removesuffix(f"[{match[2]}]")
                most[whole] = max(most.get(whole, 0), int(match[2]))
    return most
