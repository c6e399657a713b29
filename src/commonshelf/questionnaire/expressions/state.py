"""What a questionnaire says about answers: what is asked, what has to be answered, what is wrong, and what is worked out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from commonshelf.questionnaire.definition import Choice, Question, Questionnaire, Repeat, Texts
from commonshelf.questionnaire.expressions.environment import Environment, no_chance
from commonshelf.questionnaire.expressions.errors import ExpressionError
from commonshelf.questionnaire.expressions.evaluator import evaluate
from commonshelf.questionnaire.expressions.order import Entry, entries_of, in_order
from commonshelf.questionnaire.expressions.parser import parse
from commonshelf.questionnaire.expressions.sheet import Sheet
from commonshelf.questionnaire.expressions.tree import Call, Expression, Literal, Path, Step
from commonshelf.questionnaire.expressions.values import Value, as_number, as_text, as_truth

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime

    from commonshelf.questionnaire.expressions.nodes import Node


@dataclass(frozen=True)
class State:
    """What holds for these answers. A place is written `group/repeat[2]/question`; the number stands at repeats alone, from 1.

    `answers` are those given to relevant questions, as they were given, and calculated ones as text. `missing` are required, relevant and empty;
    `failed` are relevant, not empty and against their constraint. `choices` names those left by a choice filter, for questions that have one.
    """

    answers: Mapping[str, Any]
    relevant: frozenset[str]
    required: frozenset[str]
    missing: frozenset[str]
    failed: frozenset[str]
    calculated: Mapping[str, str]
    choices: Mapping[str, tuple[str, ...]]


def state_of(
    questionnaire: Questionnaire,
    answers: Mapping[str, Any],
    *,
    now: datetime,
    today: date,
    language: str,
    chance: Callable[[], float] = no_chance,
    lists: Mapping[str, Sequence[Mapping[str, str]]] | None = None,
) -> State:
    """Work out a questionnaire for answers: a mapping for a group, a list of mappings for a repeat. Answers to names it does not have are left out.

    A repeat with a count has as many turns as it says, whatever was answered. A question with a trigger is calculated once that is answered, and then keeps
    its answer. Defaults are not filled in: an empty answer may be meant. `lists` are tables from outside, for `pulldata()` and `instance()`.

    :raises CircularError: questions wait for one another
    :raises ExpressionError: an expression cannot be read or worked out; the error names its cell
    """
    environment = Environment(
        now=now,
        today=today,
        language=language,
        chance=chance,
        lists={**_lists(questionnaire, language), **(lists or {})},
        choice_names=_choice_names(questionnaire, language),
    )
    entries = entries_of(questionnaire)
    work = _Work(Sheet(questionnaire.items, answers), environment)
    for entry in in_order(entries):
        work.settle(entry)
    return work.result(entries)


class _Work:
    """One working out: the sheet of answers, and what is known so far."""

    def __init__(self, sheet: Sheet, environment: Environment) -> None:
        self.sheet, self.environment = sheet, environment
        self.calculated: dict[str, str] = {}

    def value(self, entry: Entry, part: str, node: Node) -> Value:
        return self.outcome(entry, part, node, entry.expression(part))

    def outcome(self, entry: Entry, part: str, node: Node, tree: str | Expression) -> Value:
        try:
            return evaluate(tree, node, self.environment)
        except ExpressionError as error:
            raise error.found_in(entry.expression(part), entry.cell(part)) from None

    def says(self, entry: Entry, part: str, node: Node, *, otherwise: bool) -> bool:
        return as_truth(self.value(entry, part, node)) if entry.expression(part) else otherwise

    def settle(self, entry: Entry) -> None:
        """Decide whether each of the nodes of an entry is relevant, how many turns it has, and what it calculates to."""
        if isinstance(entry.item, Repeat) and entry.item.count:
            for parent in self.sheet.nodes(entry.path[:-1]):
                if not parent.absent:
                    self.sheet.set_turns(entry.item, parent, as_number(self.value(entry, "count", parent)))
        for node in self.sheet.nodes(entry.path):
            around = node.parent is not None and node.parent.absent
            node.absent = around or not self.says(entry, "relevant", node, otherwise=True)
            if isinstance(entry.item, Question) and entry.item.calculation and not node.absent:
                self.calculate(entry, entry.item, node)

    def calculate(self, entry: Entry, question: Question, node: Node) -> None:
        if question.trigger:
            trigger = f"concat({question.trigger.strip()})"  # there may be several, with commas between
            if node.value or not as_text(self.outcome(entry, "trigger", node, trigger)):
                return
        node.value = as_text(self.value(entry, "calculation", node))
        self.sheet.given.pop(id(node), None)
        self.calculated[self.sheet.place(node)] = node.value

    def result(self, entries: Sequence[Entry]) -> State:
        relevant, required, missing, failed = set(), set(), set(), set()
        choices: dict[str, tuple[str, ...]] = {}
        for entry in entries:
            for node in self.sheet.nodes(entry.path):
                if node.absent:
                    continue
                place = self.sheet.place(node)
                relevant.add(place)
                if self.says(entry, "required", node, otherwise=False):
                    required.add(place)
                    missing |= set() if node.value else {place}
                if node.value and not self.says(entry, "constraint", node, otherwise=True):
                    failed.add(place)
                if isinstance(entry.item, Question) and entry.item.choice_filter:
                    choices[place] = self.choices(entry, entry.item, node)
        return State(
            self.sheet.answers(), frozenset(relevant), frozenset(required), frozenset(missing), frozenset(failed), self.calculated, choices
        )

    def choices(self, entry: Entry, question: Question, node: Node) -> tuple[str, ...]:
        try:
            filtered = parse(entry.expression("choice_filter"))
        except ExpressionError as error:
            raise error.found_in(question.choice_filter, entry.cell("choice_filter")) from None
        rows = Call("instance", (Literal(question.choice_list),))
        kept = self.outcome(entry, "choice_filter", node, Path(rows, (Step("root"), Step("item", (filtered,)), Step("name"))))
        return tuple(each.text() for each in kept) if isinstance(kept, tuple) else ()


def _spoken(texts: Texts, language: str, default: str) -> str:
    return texts.get(language) or texts.get(default) or next((text for text in texts.values() if text), "")


def _lists(questionnaire: Questionnaire, language: str) -> dict[str, list[Mapping[str, str]]]:
    def row(choice: Choice) -> dict[str, str]:
        return {**choice.more, "name": choice.name, "label": _spoken(choice.label, language, questionnaire.default_language)}

    return {name: [row(choice) for choice in choices] for name, choices in questionnaire.choices.items()}


def _choice_names(questionnaire: Questionnaire, language: str) -> dict[str, dict[str, str]]:
    lists = _lists(questionnaire, language)
    found: dict[str, dict[str, str]] = {}
    for entry in entries_of(questionnaire):
        if isinstance(entry.item, Question) and entry.item.choice_list:
            found[entry.item.name] = {row["name"]: row["label"] for row in lists.get(entry.item.choice_list, [])}
    return found
