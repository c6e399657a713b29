"""Walks what was sent beside what is asked, and gathers the answers that can be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from commonshelf.questionnaire.answering.compiled import REFERENCE
from commonshelf.questionnaire.answering.faults import AnswerFault
from commonshelf.questionnaire.answering.kinds import DAYS, is_asked, is_kept
from commonshelf.questionnaire.answering.reading import Asked, UnreadableAnswerError, read_answer
from commonshelf.questionnaire.answering.texts import tidy_line
from commonshelf.questionnaire.definition import Group, Item, Question, Repeat
from commonshelf.questionnaire.expressions.nodes import written
from commonshelf.questionnaire.expressions.sheet import MOST_TURNS, MOST_TURNS_IN_ALL

if TYPE_CHECKING:
    from collections.abc import Callable

    from commonshelf.questionnaire.answering.compiled import Compiled


@dataclass
class Gathering:
    """One walk. `faults` are those found on the way, whether or not their question turns out to be asked."""

    form: Compiled
    language: str
    areas: Sequence[str]
    lists: Mapping[str, Sequence[Mapping[str, str]]]
    is_upload: Callable[[Question, str], bool]
    given: Mapping[str, Any]
    faults: list[AnswerFault] = field(default_factory=list)
    turns_left: int = MOST_TURNS_IN_ALL

    def level(self, items: Sequence[Item], given: Any, before: Any, place: str) -> dict[str, Any]:
        """Return the answers to the items of one level: what was given to those that people answer, what was kept before for the others."""
        if not isinstance(given, Mapping):
            if given:
                self.faults.append(AnswerFault(place, "not_one_answer"))
            given = {}
        before = before if isinstance(before, Mapping) else {}
        known = {item.name for item in items}
        for name in given:
            if name not in known:
                self.faults.append(AnswerFault(place, "not_asked", {"name": tidy_line(str(name))[:80]}))
        found: dict[str, Any] = {}
        for item in items:
            within = f"{place}/{item.name}" if place else item.name
            answer = self.item(item, given.get(item.name), before.get(item.name), within)
            if answer or isinstance(item, Repeat):
                found[item.name] = answer
        return found

    def item(self, item: Item, given: Any, before: Any, place: str) -> Any:
        """Return the answers to one item."""
        if isinstance(item, Group):
            return self.level(item.items, given, before, place)
        if isinstance(item, Repeat):
            return self.turns(item, given, before, place)
        return self.answer(item, given, place) if is_asked(item) else self.filled(item, before)

    def turns(self, repeat: Repeat, given: Any, before: Any, place: str) -> list[dict[str, Any]]:
        """Return the answers of each turn."""
        turns = given if _are_turns(given) else []
        if given and not _are_turns(given):
            self.faults.append(AnswerFault(place, "not_one_answer"))
        most = min(MOST_TURNS, self.turns_left)
        if len(turns) > most:
            self.faults.append(AnswerFault(place, "too_many_turns", {"most": str(most)}))
        self.turns_left -= min(len(turns), most)
        earlier = before if _are_turns(before) else []
        return [
            self.level(repeat.items, turn, earlier[index] if index < len(earlier) else None, f"{place}[{index + 1}]")
            for index, turn in enumerate(turns[:most])
        ]

    def answer(self, question: Question, given: Any, place: str) -> Any:
        """Return what is kept of an answer; nothing, and a fault, where it is none."""
        if given is None or given in ("", []):
            return ""
        try:
            return read_answer(given, Asked(question, self.names(question), self.language, self.areas, self.is_upload))
        except UnreadableAnswerError as error:
            self.faults.append(AnswerFault(place, error.code, error.words))
            return ""

    def filled(self, question: Question, before: Any) -> Any:
        """Return what the house has kept since the form was first shown; what it says itself is filled in later, in every turn."""
        again = question.kind in DAYS and question.kind != "start"  # these say when it was answered last
        return before if before and is_kept(question) and not again else ""

    def names(self, question: Question) -> tuple[str, ...]:
        """Return what may be chosen; from `${name}` as a list, what was answered there."""
        if not question.choice_list:
            return ()
        asked = REFERENCE.fullmatch(question.choice_list.strip())
        if asked:
            return tuple(dict.fromkeys(_said_to(asked[1], self.given)))
        return self.form.names_of(question, language=self.language, lists=self.lists)


def _are_turns(given: Any) -> bool:
    return isinstance(given, Sequence) and not isinstance(given, str) and all(isinstance(turn, Mapping) for turn in given)


def _said_to(name: str, given: Any) -> list[str]:
    """Return all that was answered to questions of a name, wherever they stand."""
    if isinstance(given, Mapping):
        here = [written(given[name])] if given.get(name) and not isinstance(given[name], Mapping) else []
        return here + [text for inner in given.values() for text in _said_to(name, inner)]
    if _are_turns(given):
        return [text for turn in given for text in _said_to(name, turn)]
    return []
