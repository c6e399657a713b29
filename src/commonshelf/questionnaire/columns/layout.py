"""Which columns a version has. Nothing here looks at an answer, save for how often a repeat was answered at most."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from commonshelf.questionnaire.answering.compiled import OTHER_OF
from commonshelf.questionnaire.columns.column import Column, ColumnKind, Table
from commonshelf.questionnaire.columns.labels import HOUSE_WORDS, together
from commonshelf.questionnaire.columns.naming import joined, stems
from commonshelf.questionnaire.columns.questions import question_columns, values_of
from commonshelf.questionnaire.definition import Choice, Group, Item, Question, Questionnaire, Repeat, Texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_TURNS: Final = 100
"""Turns of one repeat that get columns beside each other; later ones stand in the repeat's own table alone."""
MOST_TURNS_IN_ALL: Final = 1_000
"""The same for repeats within repeats, multiplied."""

_FACTS: Final[tuple[tuple[str, str, ColumnKind], ...]] = (
    ("response", "number", "integer"),
    ("language", "language", "text"),
    ("mode", "mode", "text"),
    ("week", "week", "date"),
    ("wave", "wave", "text"),
    ("disposition", "disposition", "text"),
    ("area", "area", "text"),
    ("age_band", "age_band", "text"),
    ("library_use", "library_use", "text"),
    ("weight", "weight", "decimal"),
)
NOT_ASKED: Final = "not_asked"
"""The column that a Parquet file has besides; kept free in all formats, so that a question has the same name everywhere."""
_HELD_BY_NOBODY: Final = frozenset({"note", "audit", "deviceid", "username", "start-geopoint"})
_WHOLE: Final = re.compile(r"[0-9]{1,9}\Z")


@dataclass(frozen=True)
class HouseFacts:
    """What the house says of its own columns: the labels of their values (`{"mode": {"web": {"en": "Web"}}}`), and whether there are weights.

    A fact with labelled values becomes a column of choices: numbers with labels in a .sav file.
    """

    values: Mapping[str, Mapping[str, Texts]] = field(default_factory=dict)
    weighted: bool = False


def columns_of(questionnaire: Questionnaire, *, turns: Mapping[str, int], facts: HouseFacts | None = None) -> tuple[Column, ...]:
    """Return the columns of all responses to a version, the house's own first.

    `turns` says by the place of a repeat (`home/children`, or its name) how many turns get columns; `turns_of` works it out. A repeat whose count is a number
    has that many, and any other at least one.
    """
    layout = _Layout(questionnaire, turns)
    return (*_house_columns(facts or HouseFacts()), *layout.columns(questionnaire.items, _Around()))


def tables_of(questionnaire: Questionnaire, *, turns: Mapping[str, int], facts: HouseFacts | None = None) -> tuple[Table, ...]:
    """Return the table of all responses, then one for each repeat, with one row a turn and the number of the response as its only key."""
    whole = Table("responses", columns_of(questionnaire, turns=turns, facts=facts))
    layout = _Layout(questionnaire, turns)
    number = next(column for column in whole.columns if column.fact == "number")
    return (whole, *layout.tables(questionnaire.items, _Around(), (number,)))


def turns_of(questionnaire: Questionnaire, answers: Iterable[Mapping[str, Any]], *, most: int = MOST_TURNS) -> dict[str, int]:
    """Return by its place the most turns that any response gave each repeat, up to a bound; repeats in a repeat by the most within one turn."""
    found: dict[str, int] = {}
    for each in answers:
        _count_turns(questionnaire.items, each, "", found, most)
    return found


def _count_turns(items: Sequence[Item], answers: Mapping[str, Any], around: str, found: dict[str, int], most: int) -> None:
    for item in items:
        if isinstance(item, Question):
            continue
        place, answer = f"{around}{item.name}", answers.get(item.name)
        if isinstance(item, Group):
            if isinstance(answer, Mapping):
                _count_turns(item.items, answer, f"{place}/", found, most)
        elif isinstance(answer, Sequence) and not isinstance(answer, str):
            found[place] = max(found.get(place, 0), min(most, len(answer)))
            for turn in answer:
                if isinstance(turn, Mapping):
                    _count_turns(item.items, turn, f"{place}/", found, most)


def _house_columns(facts: HouseFacts) -> Iterator[Column]:
    for name, fact, kind in _FACTS:
        labelled = facts.values.get(fact, {})
        values = values_of([Choice(each, label) for each, label in labelled.items()])
        if fact == "weight" and not facts.weighted:
            continue
        kind = "choice" if values else kind
        yield Column(name, kind, HOUSE_WORDS[fact], stem=name, fact=fact, values=values)


@dataclass(frozen=True)
class _Around:
    """Where in a questionnaire a walk has come to. `turns` are the numbers of the repeats around, `room` how many more turns may stand within them."""

    path: tuple[str, ...] = ()
    place: str = ""
    turns: tuple[int, ...] = ()
    room: int = MOST_TURNS_IN_ALL
    universe: tuple[str, ...] = ()
    labels: tuple[Texts, ...] = ()

    def within(self, item: Group | Repeat) -> _Around:
        return replace(
            self,
            path=(*self.path, item.name),
            place=f"{self.place}{item.name}/",
            universe=(*self.universe, item.relevant) if item.relevant else self.universe,
            labels=(*self.labels, item.label) if any(item.label.values()) else self.labels,
        )

    def turn(self, number: int, *, of: int) -> _Around:
        place = f"{self.place.removesuffix('/')}[{number}]/"
        return replace(self, place=place, turns=(*self.turns, number), room=self.room // of)


class _Layout:
    """One laying out: the names of all questions are settled before the first column is made, so that turns do not move them."""

    def __init__(self, questionnaire: Questionnaire, turns: Mapping[str, int]) -> None:
        self.questionnaire, self.turns = questionnaire, turns
        paths = [path for path, item in _paths(questionnaire.items, ()) if isinstance(item, Repeat) or _holds_an_answer(item)]
        self.stems = stems(paths, taken=[*(name for name, _fact, _kind in _FACTS), NOT_ASKED])

    def columns(self, items: Sequence[Item], around: _Around, *, whole: bool = True) -> Iterator[Column]:
        """Yield the columns of some items; those within repeats for each turn, or not at all where each repeat has a table of its own."""
        for item in items:
            if isinstance(item, Question):
                if _holds_an_answer(item):
                    yield from self.of_question(item, around)
                continue
            within = around.within(item)
            if isinstance(item, Group):
                yield from self.columns(item.items, within, whole=whole)
            elif whole:
                number = self.number_of_turns(item, within)
                for turn in range(1, number + 1):
                    yield from self.columns(item.items, within.turn(turn, of=number))

    def of_question(self, question: Question, around: _Around) -> Iterator[Column]:
        stem = joined(self.stems[(*around.path, question.name)], *around.turns)
        universe = (*around.universe, question.relevant) if question.relevant else around.universe
        labels = question.label if any(question.label.values()) else {self.questionnaire.default_language: question.name}
        if around.turns:
            numbers = ", ".join(map(str, around.turns))
            labels = {language: f"{words} [{numbers}]" for language, words in labels.items() if words}
        whole = Column(stem, "text", labels, asks=labels, stem=stem, place=around.place + question.name, question=question)
        choices = self.questionnaire.choices.get(question.choice_list, ()) if question.choice_list else ()
        for column in question_columns(whole, question, choices, default=self.questionnaire.default_language):
            yield replace(column, universe=universe, around=around.labels)

    def number_of_turns(self, repeat: Repeat, within: _Around) -> int:
        count = repeat.count.strip()
        asked = int(count) if _WHOLE.match(count) else self.turns.get("/".join(within.path), self.turns.get(repeat.name, 1))
        return max(1, min(asked, MOST_TURNS, within.room))

    def tables(self, items: Sequence[Item], around: _Around, keys: tuple[Column, ...]) -> Iterator[Table]:
        for item in items:
            if isinstance(item, Question):
                continue
            within = around.within(item)
            if isinstance(item, Group):
                yield from self.tables(item.items, within, keys)
                continue
            place, stem = within.place.removesuffix("/"), self.stems[within.path]
            label = _turn_label(item, self.questionnaire.default_language)
            turn = Column(stem, "integer", label, stem=stem, fact="turn", place=place)
            yield Table(stem, (*keys, turn, *self.columns(item.items, within, whole=False)), repeat=place)
            yield from self.tables(item.items, within, (*keys, turn))


def _turn_label(repeat: Repeat, default: str) -> Texts:
    which = HOUSE_WORDS["turn"]
    if not any(repeat.label.values()):
        return which
    return together(lambda say: f"{say(repeat.label)}: {say(which)}", [repeat.label, which], default)


def _paths(items: Sequence[Item], around: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Item]]:
    for item in items:
        path = (*around, item.name)
        yield path, item
        if not isinstance(item, Question):
            yield from _paths(item.items, path)


def _holds_an_answer(item: Item) -> bool:
    """Whether a question has columns of its own. “Which other?” has none, where `with_others` wrote it out: its words stand beside the choice."""
    return isinstance(item, Question) and item.kind not in _HELD_BY_NOBODY and OTHER_OF not in item.more
