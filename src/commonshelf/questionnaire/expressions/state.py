"""What a questionnaire says about answers: what is asked, what has to be answered, what is wrong, and what is worked out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from commonshelf.questionnaire.definition import Question, Questionnaire, Repeat
from commonshelf.questionnaire.expressions.environment import no_chance
from commonshelf.questionnaire.expressions.errors import ExpressionError
from commonshelf.questionnaire.expressions.evaluator import evaluate
from commonshelf.questionnaire.expressions.nodes import Node
from commonshelf.questionnaire.expressions.parser import parse
from commonshelf.questionnaire.expressions.plan import Plan
from commonshelf.questionnaire.expressions.sheet import Sheet
from commonshelf.questionnaire.expressions.tree import Call, Expression, Literal, Path, Step
from commonshelf.questionnaire.expressions.values import Value, as_number, as_text, as_truth

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date, datetime

    from commonshelf.questionnaire.expressions.environment import Environment
    from commonshelf.questionnaire.expressions.order import Entry


@dataclass(frozen=True)
class State:
    """What holds for these answers. A place is written `group/repeat[2]/question`; the number stands at repeats alone, from 1.

    `answers` are those given to relevant questions, as they were given, and calculated ones as text. `missing` are required, relevant and empty;
    `failed` are relevant, not empty and against their constraint. `choices` names those left by a choice filter, for questions that have one.
    `repeats` are the places of repeats that are asked (without a number of their own), whether or not they have a turn yet.
    `unsolved` are the places of which an expression could not be worked out, where whoever asked bears that.
    """

    answers: Mapping[str, Any]
    relevant: frozenset[str]
    required: frozenset[str]
    missing: frozenset[str]
    failed: frozenset[str]
    calculated: Mapping[str, str]
    choices: Mapping[str, tuple[str, ...]]
    repeats: frozenset[str] = frozenset()
    read_only: frozenset[str] = frozenset()
    unsolved: frozenset[str] = frozenset()


def state_of(
    questionnaire: Questionnaire | Plan,
    answers: Mapping[str, Any],
    *,
    now: datetime,
    today: date,
    language: str,
    chance: Callable[[], float] = no_chance,
    lists: Mapping[str, Sequence[Mapping[str, str]]] | None = None,
    patient: bool = False,
) -> State:
    """Work out a questionnaire for answers: a mapping for a group, a list of mappings for a repeat. Answers to names it does not have are left out.

    A repeat with a count has as many turns as it says, whatever was answered. A question with a trigger is calculated once that is answered, and then keeps
    its answer. Defaults are not filled in: an empty answer may be meant. `lists` are tables from outside, for `pulldata()` and `instance()`.
    `language` is a code or the questionnaire's own name. Whoever asks often hands over a `Plan`, which has read the questionnaire already.
    With `patient`, an expression that these answers make impossible to work out does what the browser does with it, and its place is among the `unsolved`.

    :raises CircularError: questions wait for one another
    :raises ExpressionError: an expression cannot be read, or not worked out; the error names its cell
    """
    plan = questionnaire if isinstance(questionnaire, Plan) else Plan(questionnaire)
    environment = plan.environment(now=now, today=today, language=language, chance=chance, lists=lists)
    return Work(plan, answers, environment, patient=patient).result()


class Work:
    """One working out: the sheet of answers, and what is known so far. `settled()` has to come before anything else is asked.

    A `patient` one takes `otherwise` for what cannot be worked out, so that a question is asked and nothing is said against its answer.
    """

    def __init__(self, plan: Plan, answers: Mapping[str, Any], environment: Environment, *, patient: bool = False) -> None:
        self.plan, self.environment, self.patient = plan, environment, patient
        self.unsolved: set[Node] = set()
        self.sheet = Sheet(plan.questionnaire.items, answers)
        self.calculated: dict[str, str] = {}
        self.repeats: set[str] = set()

    def value(self, entry: Entry, part: str, node: Node, *, otherwise: Value = "") -> Value:
        """Return what the expression of a column gives at a node."""
        return self.outcome(entry, part, node, entry.expression(part), otherwise=otherwise)

    def outcome(self, entry: Entry, part: str, node: Node, tree: str | Expression, *, otherwise: Value = "") -> Value:
        """Return what a tree gives at a node; what is wrong with it is said of the column it was made from."""
        try:
            return evaluate(tree, node, self.environment)
        except ExpressionError as error:
            if not self.patient:
                raise error.found_in(entry.expression(part), entry.cell(part)) from None
            self.unsolved.add(node)
            return otherwise

    def says(self, entry: Entry, part: str, node: Node, *, otherwise: bool) -> bool:
        """Say whether a column says yes at a node."""
        return as_truth(self.value(entry, part, node, otherwise=otherwise)) if part in entry.written else otherwise

    def settled(self) -> Sheet:
        """Decide what is relevant, how many turns there are, and what is calculated; return the sheet."""
        for entry in self.plan.unsettled:
            self.settle(entry)
        return self.sheet

    def settle(self, entry: Entry) -> None:
        """Decide whether each of the nodes of an entry is relevant, how many turns it has, and what it calculates to."""
        if isinstance(entry.item, Repeat):
            self.settle_repeat(entry, entry.item)
        for node in self.sheet.nodes(entry.path):
            around = node.parent is not None and node.parent.absent
            node.absent = around or not self.says(entry, "relevant", node, otherwise=True)
            if isinstance(entry.item, Question) and entry.item.calculation and not node.absent:
                self.calculate(entry, entry.item, node)

    def settle_repeat(self, entry: Entry, repeat: Repeat) -> None:
        """Give a repeat the turns its count says. One without a turn is asked as a turn would be, which is not there yet."""
        for parent in self.sheet.nodes(entry.path[:-1]):
            if parent.absent:
                continue
            if repeat.count:
                self.sheet.set_turns(repeat, parent, as_number(self.value(entry, "count", parent, otherwise=0.0)))
            if self.says(entry, "relevant", Node(repeat.name, parent, repeats=True), otherwise=True):
                place = self.sheet.place(parent)
                self.repeats.add(f"{place}/{repeat.name}" if place else repeat.name)

    def calculate(self, entry: Entry, question: Question, node: Node) -> None:
        """Work out one answer, unless it waits for a trigger or has had it."""
        if question.trigger:
            trigger = f"concat({question.trigger.strip()})"  # there may be several, with commas between
            if node.value or not as_text(self.outcome(entry, "trigger", node, trigger)):
                return
        node.value = as_text(self.value(entry, "calculation", node, otherwise=node.value))
        self.sheet.given.pop(id(node), None)
        self.calculated[self.sheet.place(node)] = node.value

    def result(self) -> State:
        """Settle everything, and return what then holds."""
        sheet = self.settled()
        found = _Found()
        for entry in self.plan.ruled:
            for node in sheet.nodes(entry.path):
                if not node.absent:
                    self.rule(entry, node, found)
        return State(
            answers=sheet.answers(),
            relevant=sheet.present(),
            required=frozenset(found.required),
            missing=frozenset(found.missing),
            failed=frozenset(found.failed),
            calculated=self.calculated,
            choices=found.choices,
            repeats=frozenset(self.repeats),
            read_only=frozenset(found.read_only),
            unsolved=frozenset(self.sheet.place_around(node) for node in self.unsolved),
        )

    def rule(self, entry: Entry, node: Node, found: _Found) -> None:
        """Ask what rules a relevant question."""
        place = self.sheet.place(node)
        if self.says(entry, "required", node, otherwise=False):
            found.required.add(place)
            if not node.value:
                found.missing.add(place)
        if node.value and not self.says(entry, "constraint", node, otherwise=True):
            found.failed.add(place)
        if self.says(entry, "read_only", node, otherwise=False):
            found.read_only.add(place)
        if isinstance(entry.item, Question) and entry.item.choice_filter:
            left = self.choices(entry, entry.item, node)
            found.choices |= {} if left is None else {place: left}

    def choices(self, entry: Entry, question: Question, node: Node) -> tuple[str, ...] | None:
        """Return the names of the choices that a filter leaves; None where that cannot be worked out."""
        try:
            filtered = parse(entry.expression("choice_filter"))
        except ExpressionError as error:
            raise error.found_in(question.choice_filter, entry.cell("choice_filter")) from None
        rows = Call("instance", (Literal(question.choice_list),))
        kept = self.outcome(entry, "choice_filter", node, Path(rows, (Step("root"), Step("item", (filtered,)), Step("name"))))
        return tuple(each.text() for each in kept) if isinstance(kept, tuple) else None


@dataclass
class _Found:
    """What the rules have said so far."""

    required: set[str] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)
    failed: set[str] = field(default_factory=set)
    read_only: set[str] = field(default_factory=set)
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)
