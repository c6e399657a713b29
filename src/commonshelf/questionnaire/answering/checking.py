"""Holds answers against a questionnaire: which of them are kept, and what is wrong with the others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from commonshelf.questionnaire.answering.compiled import OTHER, Compiled, path_of
from commonshelf.questionnaire.answering.faults import AnswerFault
from commonshelf.questionnaire.answering.firsts import first_answers, with_defaults
from commonshelf.questionnaire.answering.gathering import Gathering
from commonshelf.questionnaire.answering.kinds import is_asked
from commonshelf.questionnaire.definition import Question, Questionnaire, Texts
from commonshelf.questionnaire.expressions import find, references
from commonshelf.questionnaire.expressions.environment import no_chance
from commonshelf.questionnaire.expressions.evaluator import nearest
from commonshelf.questionnaire.expressions.sheet import MOST_TURNS_IN_ALL
from commonshelf.questionnaire.expressions.state import State, Work
from commonshelf.questionnaire.languages import said

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from commonshelf.questionnaire.answering.faults import FaultCode
    from commonshelf.questionnaire.expressions import Environment
    from commonshelf.questionnaire.expressions.sheet import Sheet


@dataclass(frozen=True)
class Checked:
    """What was kept, what is wrong, and what the questionnaire says of what was kept.

    An answer against its constraint is kept, with a fault; one that cannot be read is not. `answers` are as a response stores them: texts, and lists of names
    for several choices and rankings.
    """

    answers: Mapping[str, Any]
    faults: tuple[AnswerFault, ...]
    state: State


def no_upload(_question: Question, _key: str) -> bool:
    """Refuse: whoever takes files brings a way to know their keys."""
    return False


def check_answers(
    questionnaire: Questionnaire | Compiled,
    given: Mapping[str, Any],
    *,
    now: datetime,
    today: date,
    language: str,
    chance: Callable[[], float] = no_chance,
    areas: Sequence[str] = (),
    lists: Mapping[str, Sequence[Mapping[str, str]]] | None = None,
    is_upload: Callable[[Question, str], bool] = no_upload,
    before: Mapping[str, Any] | None = None,
    most_turns: int = MOST_TURNS_IN_ALL,
) -> Checked:
    """Check what a form or a file sends: a mapping for a group, a list of mappings for a repeat, a text or a list of texts for an answer.

    `areas` are the names a place on a map may be answered with: no coordinates are ever kept. `is_upload` says whether a key belongs to a file that was sent.
    `before` are the answers the house has kept since the form was first shown (a draft): hidden, calculated and read-only answers come from there and never
    from `given`, where they are passed over in silence. Without it, defaults are filled in anew.

    More than `most_turns` of all repeats together are a fault, at the answer that asks for them.

    What an expression cannot be worked out for is a fault too, at the answer it hangs on: no answers whatever raise an error.

    :raises ExpressionError: an expression of the questionnaire cannot be read
    """
    form = questionnaire if isinstance(questionnaire, Compiled) else Compiled(questionnaire)
    environment = form.plan.environment(now=now, today=today, language=language, chance=chance, lists=lists)
    gathering = Gathering(form, language, areas, lists or {}, is_upload, given)
    answers = gathering.level(form.questionnaire.items, given, before, "")
    if form.asks_who_may_write and before is None:
        before = first_answers(form, now=now, today=today, language=language, chance=chance, areas=areas, lists=lists)
    checking = _Checking(form, environment, language, gathering.faults, bool(areas), most_turns)
    return checking.checked(answers, before or {})


@dataclass
class _Checking:
    """One check, once everything that can be read has been."""

    form: Compiled
    environment: Environment
    language: str
    faults: list[AnswerFault]
    has_areas: bool
    most_turns: int

    def checked(self, answers: dict[str, Any], before: Mapping[str, Any]) -> Checked:
        work, state = self.settled(answers, before)
        self.rule(state)
        self.blame(work.sheet, state)
        self.limit_turns(work.sheet, state)
        kept = self.in_weeks(work.sheet, state)
        relevant = state.relevant | state.repeats | {""}
        faults = [fault for fault in self.faults if fault.place in relevant]
        order = {place: number for number, place in enumerate(["", *work.sheet.places()])}
        faults.sort(key=lambda fault: order.get(fault.place, order.get(f"{fault.place}[1]", len(order))))
        return Checked(kept, tuple(faults), replace(state, answers=kept))

    def settled(self, answers: dict[str, Any], before: Mapping[str, Any]) -> tuple[Work, State]:
        """Work out the questionnaire until nothing has to be taken out any more: each time there is less to take."""
        put_back: set[str] = set()
        while True:
            if self.form.filled:
                answers = with_defaults(self.form, answers, self.environment, self.form.filled, lambda _question, text: text)
            work = Work(self.form.plan, answers, self.environment, patient=True)
            state = work.result()
            dropped = self.drop_filtered(state, answers)
            if not self.put_back(state, answers, before, put_back) and not dropped:
                return work, state

    def drop_filtered(self, state: State, answers: dict[str, Any]) -> bool:
        """Take out what a choice filter does not leave; say whether there was any."""
        dropped = False
        for place, names in state.choices.items():
            question = self.asked(place)
            holder, name = _holder(answers, place)
            if question is None or not holder or not holder.get(name):
                continue
            kept, allowed = holder[name], {*names, OTHER} if question.or_other else set(names)
            wrong = [each for each in ([kept] if isinstance(kept, str) else kept) if each not in allowed]
            if wrong:
                self.faults.append(AnswerFault(place, "not_a_choice", {"given": wrong[0]}))
                holder[name] = "" if isinstance(kept, str) else [each for each in kept if each in allowed]
                dropped = True
        return dropped

    def put_back(self, state: State, answers: dict[str, Any], before: Mapping[str, Any], done: set[str]) -> bool:
        """Put back what the house had where nobody may write now; say whether there was any. Each place once, so that this comes to an end."""
        changed = False
        for place in sorted(state.read_only - done):
            done.add(place)
            holder, name = _holder(answers, place)
            kept, _name = _holder(before, place)
            had = (kept or {}).get(name, "")
            if self.asked(place) and holder is not None and holder.get(name, "") != had:
                holder[name] = had
                self.faults = [fault for fault in self.faults if fault.place != place]
                changed = True
        return changed

    def asked(self, place: str) -> Question | None:
        """Return the question of a place if people answer it."""
        item = self.form.question(place)
        return item if isinstance(item, Question) and is_asked(item) else None

    def rule(self, state: State) -> None:
        """Note what is missing and what goes against a constraint."""
        unread = {fault.place for fault in self.faults}
        for place in state.missing - unread:
            question = self.asked(place)
            if question and (question.kind != "geopoint" or self.has_areas):
                self.note(place, "missing", question.required_message)
        for place in state.failed - unread:
            if question := self.asked(place):
                self.note(place, "failed", question.constraint_message)
        for place in state.required - unread - state.missing:
            question = self.asked(place)
            if question and question.kind == "rank":
                self.rule_ranking(place, question, state)

    def rule_ranking(self, place: str, question: Question, state: State) -> None:
        whole = state.choices.get(place) or self.form.names_of(question, language=self.language, lists=self.environment.lists)
        holder, name = _holder(state.answers, place)
        if holder and len(holder[name]) < len(set(whole)):
            self.faults.append(AnswerFault(place, "not_all_ranked"))

    def blame(self, sheet: Sheet, state: State) -> None:
        """Note the answers because of which something cannot be worked out: those its expressions ask for, or else that of the place itself."""
        noted = {fault.place for fault in self.faults}
        for place in sorted({self.to_blame(place, sheet) for place in state.unsolved} - noted):
            self.faults.append(AnswerFault(place, "unsolved"))

    def limit_turns(self, sheet: Sheet, state: State) -> None:
        """Note the answer that asks for more turns than are taken, or the repeat that has them."""
        turns = [place for place in sheet.places() if place.endswith("]") and place in state.relevant]
        if len(turns) > self.most_turns:
            beyond = turns[self.most_turns]
            to_mend = self.to_blame(beyond, sheet)
            place = beyond.rpartition("[")[0] if to_mend == beyond else to_mend
            self.faults.append(AnswerFault(place, "too_many_turns", {"most": str(self.most_turns)}))

    def to_blame(self, place: str, sheet: Sheet) -> str:
        """Return where somebody can mend it: the nearest answer they gave that it hangs on, the place itself where there is none."""
        to_look, seen = [place], {place}
        while to_look:
            here = to_look.pop(0)
            node = find(sheet.document, here)
            if here != place and node.value and self.asked(here):
                return here
            entry = self.form.entries.get(path_of(here))
            names = [name for text in (entry.written.values() if entry else ()) for name in sorted(references(text))]
            places = (sheet.place_around(each) for name in names for each in nearest(name, node) if not each.absent)
            to_look += [each for each in dict.fromkeys(places) if each not in seen]
            seen.update(to_look)
        return place

    def note(self, place: str, code: FaultCode, message: Texts) -> None:
        words, spoken = said(message, self.form.questionnaire, self.language)
        self.faults.append(AnswerFault(place, code, {"message": words, "language": spoken} if words else {}))

    def in_weeks(self, sheet: Sheet, state: State) -> Mapping[str, Any]:
        """Return the answers with the days the house filled in made into weeks."""
        if not self.form.days:
            return state.answers
        for entry in self.form.days:
            for node in sheet.nodes(entry.path):
                sheet.given[id(node)] = monday(node.value)
        return sheet.answers()


def monday(day: str) -> str:
    """Return the Monday of the week of a day; nothing for what is no day."""
    try:
        found = date.fromisoformat(day[:10])
        return (found - timedelta(days=found.weekday())).isoformat()
    except (ValueError, OverflowError):  # no day, or one before the calendar begins
        return ""


def _holder(answers: Mapping[str, Any], place: str) -> tuple[Any, str]:
    """Return the mapping that holds the answer of a place, and its name there; None where there is no such turn or group."""
    *around, name = place.split("/")
    holder: Any = answers
    for step in around:
        group, _mark, number = step.partition("[")
        holder = holder.get(group)
        if number and holder is not None:
            index = int(number.rstrip("]")) - 1
            holder = holder[index] if index < len(holder) else None
        if holder is None:
            break
    return holder, name
