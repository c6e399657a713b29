"""One column of an export, and what may stand in its cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import Enum
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from commonshelf.questionnaire.definition import Choice, Question, Texts

ColumnKind = Literal["text", "integer", "decimal", "date", "time", "moment", "choice", "yes_no", "position"]
"""`yes_no` is 0 or 1; `position` is the place, from 1, that somebody gave an item of a ranking."""

COUNTED: Final = frozenset({"choice", "yes_no", "position"})
NUMERIC: Final = COUNTED | {"integer", "decimal"}


class Empty(Enum):
    """Why a cell holds nothing. `UNKNOWN` where the question has a condition and nobody kept whether it held."""

    NOT_ASKED = "not_asked"
    NOT_ANSWERED = "not_answered"
    UNKNOWN = "unknown"


Cell = str | int | float | date | datetime | time | Empty


class Missing(NamedTuple):
    """The numbers that stand for an empty cell, where a format has no other way to say why it is empty."""

    not_asked: int
    not_answered: int

    def code(self, empty: Empty) -> int | None:
        """Return the number for a reason; none for a reason that is not known."""
        return {Empty.NOT_ASKED: self.not_asked, Empty.NOT_ANSWERED: self.not_answered}.get(empty)


USUAL_MISSING: Final = Missing(-98, -99)
FREE_MISSING: Final = Missing(-999_999_998, -999_999_999)
"""For questions that any number may answer, where -99 could be meant."""


@dataclass(frozen=True)
class Value:
    """One answer that may be chosen: its number in formats that count, its name in those that do not."""

    code: int
    name: str
    label: Texts


@dataclass(frozen=True)
class Column:
    """One column. A version of a questionnaire has the same columns whatever was answered.

    `place` is that of the question (`home/children[2]/age`), and empty for a fact of the house, which `fact` names. `asks` is the label without the
    choice, and `stem` the name without `part`: all columns of one question with several choices share it. `universe` are the conditions of the question and of all that is around it;
    `around` the labels of the groups it stands in.
    """

    name: str
    kind: ColumnKind
    label: Texts
    asks: Texts = field(default_factory=dict)
    stem: str = ""
    place: str = ""
    fact: str = ""
    question: Question | None = None
    choice: Choice | None = None
    part: str = ""
    values: tuple[Value, ...] = ()
    missing: Missing | None = None
    universe: tuple[str, ...] = ()
    around: tuple[Texts, ...] = ()

    @property
    def is_list(self) -> bool:
        """Whether it is one of the columns that several choices, or a ranking, are spread over."""
        return bool(self.part) and self.kind != "text"


@dataclass(frozen=True)
class Table:
    """Columns that make one file: all responses, or, where `repeat` is the place of a repeat, all turns of it."""

    name: str
    columns: tuple[Column, ...]
    repeat: str = ""
