"""From a stored answer to the cells of its columns.

What does not fit the kind of its column stays the text it was: a file that holds texts shows it, and one that cannot says so.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, Final

from commonshelf.questionnaire.columns.column import Cell, Column, ColumnKind, Empty
from commonshelf.questionnaire.columns.losses import Loss, Notes
from commonshelf.questionnaire.columns.questions import OTHER, OTHER_TEXT
from commonshelf.questionnaire.expressions.nodes import written
from commonshelf.questionnaire.expressions.numerals import NUMBER

Reader = Callable[[Any, Mapping[str, Any], Notes | None], list[Cell]]
"""Takes an answer, the answers beside it and what keeps count of losses, and returns a cell for each column of the question."""

_WHOLE: Final = re.compile(r"[+-]?[0-9]{1,18}\Z")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_REFUSED: Final = frozenset({"false", "no", "0"})


def cells_reader(columns: Sequence[Column]) -> Reader:
    """Return what reads the answer of a question into its columns."""
    first = columns[0]
    if first.is_list:
        return _SpreadReader(columns)
    if len(columns) > 1:
        return _OneOrOtherReader(columns)
    read = _READERS[first.kind]
    return lambda answer, _beside, _notes: [read(answer)]


class _OneOrOtherReader:
    """One choice, and beside it what somebody wrote who found theirs missing: in `name_other`, or in place of the choice."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.names = {value.name for value in columns[0].values}
        question = columns[0].question
        self.sibling = f"{question.name}_other" if question else ""

    def __call__(self, answer: Any, beside: Mapping[str, Any], _notes: Notes | None) -> list[Cell]:
        name, words = written(answer), written(beside.get(self.sibling))
        if name not in self.names:
            return [OTHER, f"{name}\n{words}" if words else name]
        return [name, words or (Empty.NOT_ANSWERED if name == OTHER else Empty.NOT_ASKED)]


class _SpreadReader:
    """Several choices as 0 and 1, or a ranking as the position of each item."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.column = columns[0]
        self.listed = [column.part for column in columns if column.is_list]
        self.known = frozenset(self.listed)
        self.ranked = self.column.kind == "position"
        self.other = columns[-1].part == OTHER_TEXT and not columns[-1].is_list
        self.sibling = f"{self.column.question.name}_other" if self.column.question else ""

    def __call__(self, answer: Any, beside: Mapping[str, Any], notes: Notes | None) -> list[Cell]:
        chosen = _names(answer)
        strange = [name for name in chosen if name not in self.known]
        cells = self._ranked(chosen) if self.ranked else self._chosen(chosen, other=self.other and bool(strange))
        if self.other:
            words = "\n".join(filter(None, [_as_written(answer, strange), written(beside.get(self.sibling))]))
            cells.append(words or (Empty.NOT_ANSWERED if OTHER in chosen else Empty.NOT_ASKED))
        elif strange and notes is not None:
            notes.add(self.column.stem, Loss.CHOICE_UNKNOWN, len(strange))
        return cells

    def _chosen(self, chosen: Iterable[str], *, other: bool) -> list[Cell]:
        named = {*chosen, OTHER} if other else set(chosen)
        return [int(name in named) for name in self.listed]

    def _ranked(self, chosen: Sequence[str]) -> list[Cell]:
        places = {name: at for at, name in reversed(list(enumerate(chosen, start=1)))}
        return [places.get(name, Empty.NOT_ANSWERED) for name in self.listed]


def _names(answer: Any) -> list[str]:
    if isinstance(answer, Sequence) and not isinstance(answer, str):
        return [name for each in answer if (name := written(each))]
    return written(answer).split()


def _as_written(answer: Any, strange: Sequence[str]) -> str:
    """Return the words that are no choices: each entry of a list for itself, the words of a text with spaces between."""
    return ("\n" if isinstance(answer, Sequence) and not isinstance(answer, str) else " ").join(strange)


def _integer(answer: Any) -> Cell:
    if isinstance(answer, int) and not isinstance(answer, bool):
        return answer
    if isinstance(answer, float) and answer.is_integer() and abs(answer) < 1e15:
        return int(answer)
    text = written(answer)
    return int(text) if _WHOLE.match(text) else text


def _decimal(answer: Any) -> Cell:
    if isinstance(answer, int | float) and not isinstance(answer, bool) and math.isfinite(answer):
        return float(answer)
    text = written(answer)
    number = float(text) if NUMBER.match(text) else math.inf
    return number if math.isfinite(number) else text


def _day(answer: Any) -> Cell:
    if isinstance(answer, date) and not isinstance(answer, datetime):
        return answer
    text = written(answer)
    return _parsed(date.fromisoformat, text) if _DAY.match(text) else text


def _time(answer: Any) -> Cell:
    return answer if isinstance(answer, time) else _parsed(time.fromisoformat, written(answer))


def _moment(answer: Any) -> Cell:
    return answer if isinstance(answer, datetime) else _parsed(datetime.fromisoformat, written(answer))


def _parsed(read: Callable[[str], Cell], text: str) -> Cell:
    try:
        return read(text)
    except ValueError:
        return text


def _acknowledged(answer: Any) -> Cell:
    return int(written(answer).lower() not in _REFUSED)


_READERS: Final[dict[ColumnKind, Callable[[Any], Cell]]] = {
    "text": written,
    "choice": written,
    "integer": _integer,
    "decimal": _decimal,
    "date": _day,
    "time": _time,
    "moment": _moment,
    "yes_no": _acknowledged,
    "position": _integer,
}
