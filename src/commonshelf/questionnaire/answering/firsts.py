"""What stands in a form before anybody has touched it: its defaults."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from commonshelf.questionnaire.answering.compiled import Compiled
from commonshelf.questionnaire.answering.kinds import DAYS, is_asked
from commonshelf.questionnaire.answering.reading import Asked, Kept, UnreadableAnswerError, read_answer
from commonshelf.questionnaire.definition import Group, Item, Question, Questionnaire, Repeat
from commonshelf.questionnaire.expressions.environment import no_chance
from commonshelf.questionnaire.expressions.nodes import written
from commonshelf.questionnaire.expressions.state import Work
from commonshelf.questionnaire.expressions.values import as_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date, datetime

    from commonshelf.questionnaire.expressions import Environment
    from commonshelf.questionnaire.expressions.nodes import Node
    from commonshelf.questionnaire.expressions.order import Entry

WORKED_OUT = re.compile(r"\$\{|[A-Za-z][\w:-]*\(|\A\s*[\d.]+(?:\s*[-+*]\s*[\d.]+)+\s*\Z")
LIKE_DAYS = frozenset({"date", "time", "dateTime", "geopoint", "phonenumber"})  # their answers may look like a sum


def is_worked_out(question: Question) -> bool:
    """Say whether a default is an expression and not the answer itself: it asks for an answer, calls a function, or is a sum of numbers."""
    found = WORKED_OUT.search(question.default)
    return bool(found) and (question.kind not in LIKE_DAYS or not found[0].strip()[:1].isdigit())  # type: ignore[index]  # `and` has asked


def first_answers(
    questionnaire: Questionnaire | Compiled,
    *,
    now: datetime,
    today: date,
    language: str,
    chance: Callable[[], float] = no_chance,
    areas: Sequence[str] = (),
    lists: Mapping[str, Sequence[Mapping[str, str]]] | None = None,
    answers: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return the answers a form shows at first: defaults, written down or worked out, in the order of the page. Ask once, when it is first shown.

    A default stands there whether or not its question is asked yet. A repeat without a count begins with one turn, others with what they count. With
    `answers`, only what is not yet answered in them is filled in: for the defaults of a new turn, hand over a turn without answers. A default that is no answer
    to its question, or cannot be worked out, is left out.
    """
    form = questionnaire if isinstance(questionnaire, Compiled) else Compiled(questionnaire)
    environment = form.plan.environment(now=now, today=today, language=language, chance=chance, lists=lists)
    begun = _begun(form.questionnaire.items, answers or {})

    def tidied(question: Question, text: str) -> Kept:
        names = form.names_of(question, language=language, lists=lists)
        try:
            return read_answer(text, Asked(question, names, language, areas, lambda _question, _key: False))
        except UnreadableAnswerError:
            return ""

    return with_defaults(form, begun, environment, form.with_default, tidied)


def _begun(items: Iterable[Item], answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return answers with a first turn in each repeat that has none and no count."""
    found: dict[str, Any] = dict(answers)
    for item in items:
        if isinstance(item, Group):
            found[item.name] = _begun(item.items, answers.get(item.name) or {})
        elif isinstance(item, Repeat):
            turns = answers.get(item.name) or ([] if item.count else [{}])
            found[item.name] = [_begun(item.items, turn) for turn in turns]
    return found


def with_defaults(
    form: Compiled, answers: Mapping[str, Any], environment: Environment, entries: Sequence[Entry], tidied: Callable[[Question, str], Kept]
) -> dict[str, Any]:
    """Return answers with the defaults of some entries where nothing stands yet, relevant or not. What was only calculated on the way is not among them."""
    work = Work(form.plan, answers, environment, patient=True)
    sheet = work.sheet
    said = {node: sheet.given.get(id(node)) for node in sheet.document.within() if not node.children}
    work.settled()
    for entry in entries:
        for node in sheet.nodes(entry.path):
            if isinstance(entry.item, Question) and not node.value:
                kept = _default(work, entry, entry.item, node)
                sheet.given[id(node)] = tidied(entry.item, kept) if is_asked(entry.item) else kept
                said[node] = sheet.given[id(node)]
                node.value = written(said[node])
    for node in sheet.document.within():
        node.absent = False
        if not node.children:
            sheet.given[id(node)] = said.get(node)
            node.value = written(said.get(node))
    return sheet.answers()


def _default(work: Work, entry: Entry, question: Question, node: Node) -> str:
    if question.kind in DAYS:
        return work.environment.today.isoformat()
    if not is_worked_out(question):
        return question.default.strip()
    return as_text(work.outcome(entry, "default", node, question.default.strip()))
