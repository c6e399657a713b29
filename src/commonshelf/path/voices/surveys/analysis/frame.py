"""Which questions of a version are counted, how, and in which columns of cells their answers stand."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from commonshelf.questionnaire.answering import Compiled, is_asked
from commonshelf.questionnaire.definition import Choice, Group, Question, Repeat
from commonshelf.questionnaire.document import from_document
from commonshelf.questionnaire.marks import is_voice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from commonshelf.path.voices.surveys.models import Questionnaire as Version
    from commonshelf.questionnaire.definition import Item, Questionnaire

Sort = Literal["one", "many", "rank", "number", "date", "time", "filled", "words"]
"""How a question is counted. `filled`: only whether there is an answer. `words`: the answers are voices and stand elsewhere."""

_SORTS: Final[dict[str, Sort]] = {
    "select_one": "one",
    "geopoint": "one",
    "acknowledge": "one",
    "select_multiple": "many",
    "rank": "rank",
    "integer": "number",
    "decimal": "number",
    "range": "number",
    "date": "date",
    "dateTime": "date",
    "time": "time",
}
_NEVER_KEPT: Final = frozenset({"geotrace", "geoshape"})
MOST_CHOICES: Final = 60_000
"""More do not fit a cell; such a list is counted as answered or not."""
OF_NUMBERS: Final = frozenset({"number", "date", "time"})
SCALE_ROWS: Final = "table-list"


@dataclass(frozen=True)
class Counted:
    """One question as it is counted.

    `column` is its first cell and `width` how many it has. One choice: the number of the choice, from 1, and `len(choices) + 1` for something
    that is not in the list. Several and rank: whether it was answered, then a cell a choice with 1, or with its place. All others: whether it was answered.
    `number` is its column among the numbers, -1 for none. In a repeat somebody may give several answers; then `one` is counted as `many`.
    `around` are the groups and repeats it stands in, the outermost first.
    """

    place: str
    question: Question
    sort: Sort
    choices: tuple[Choice, ...]
    column: int
    number: int
    around: tuple[Group | Repeat, ...]

    @property
    def width(self) -> int:
        """How many cells it has."""
        return 1 + len(self.choices) if self.sort in {"many", "rank"} else 1

    @property
    def repeated(self) -> bool:
        """Whether it may be answered several times by one person."""
        return any(isinstance(item, Repeat) for item in self.around)

    @property
    def in_scale(self) -> bool:
        """Whether it is a row of a scale."""
        return bool(self.around) and SCALE_ROWS in self.around[-1].appearance.split() and self.sort == "one"


@dataclass(frozen=True)
class Frame:
    """All that is counted of one version, with the version made ready to work out what was asked."""

    compiled: Compiled
    counted: tuple[Counted, ...]
    width: int
    numbers: int
    plain: bool

    @property
    def definition(self) -> Questionnaire:
        """What is asked."""
        return self.compiled.questionnaire

    def at(self, place: str) -> Counted | None:
        """Return the question of a place; nothing where it is not counted."""
        return next((each for each in self.counted if each.place == place), None)


def frame_of(version: Version, areas: Sequence[str]) -> Frame:
    """Return what is counted of a version. The choices of a question for a part of town are the library's areas."""
    return _frame(json.dumps(version.definition), tuple(areas))


@lru_cache(maxsize=32)
def _frame(document: str, areas: tuple[str, ...]) -> Frame:
    compiled = Compiled(from_document(json.loads(document)))
    found: list[Counted] = []
    column = number = 0
    for place, question, around in _asked(compiled.questionnaire.items, ()):
        repeated = any(isinstance(item, Repeat) for item in around)
        choices = _choices(compiled, question, areas)
        sort = _sort(question, choices, repeated=repeated)
        kept = choices if sort in {"one", "many", "rank"} else ()
        numbered = sort in OF_NUMBERS and not repeated
        found.append(Counted(place, question, sort, kept, column, number if numbered else -1, around))
        column += found[-1].width
        number += numbered
    names = [item.name for item in _items(compiled.questionnaire.items)]
    return Frame(compiled, tuple(found), column, number, plain=len(names) == len(set(names)))


def _asked(items: Sequence[Item], around: tuple[Group | Repeat, ...]) -> Iterator[tuple[str, Question, tuple[Group | Repeat, ...]]]:
    for item in items:
        if isinstance(item, Question):
            if is_asked(item) and item.kind not in _NEVER_KEPT:
                yield "/".join([*(each.name for each in around), item.name]), item, around
        else:
            yield from _asked(item.items, (*around, item))


def _items(items: Sequence[Item]) -> Iterator[Item]:
    for item in items:
        yield item
        if not isinstance(item, Question):
            yield from _items(item.items)


def _choices(compiled: Compiled, question: Question, areas: tuple[str, ...]) -> tuple[Choice, ...]:
    if question.kind == "geopoint":
        return tuple(Choice(name, {"": name}) for name in areas)
    if question.kind == "acknowledge":
        return (Choice("OK", {}),)
    return tuple({choice.name: choice for choice in compiled.choices_of(question)}.values())


def _sort(question: Question, choices: tuple[Choice, ...], *, repeated: bool) -> Sort:
    if is_voice(question):
        return "words"
    sort = _SORTS.get(question.kind, "filled")
    if sort in {"one", "many", "rank"} and not 0 < len(choices) <= MOST_CHOICES:
        return "filled"
    if repeated:
        return {"one": "many", "rank": "filled"}.get(sort, sort)  # type: ignore[return-value]  # the two words stand in Sort
    return sort
