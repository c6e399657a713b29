"""“Only if” as a librarian says it: a few lines of question, comparison and value, joined by “and” or “or”, written as an expression and read back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.utils.translation import gettext as _, gettext_lazy

from commonshelf.questionnaire.definition import Question
from commonshelf.questionnaire.editing import walk
from commonshelf.questionnaire.languages import default_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.utils.functional import _StrPromise

    from commonshelf.questionnaire.definition import Choice, Questionnaire, Texts

HOWS: dict[str, _StrPromise] = {
    "is": gettext_lazy("is"),
    "is_not": gettext_lazy("is not"),
    "more": gettext_lazy("is more than"),
    "least": gettext_lazy("is at least"),
    "less": gettext_lazy("is less than"),
    "most": gettext_lazy("is at most"),
    "answered": gettext_lazy("was answered"),
    "unanswered": gettext_lazy("was not answered"),
}
SENTENCES: dict[str, _StrPromise] = {
    "is": gettext_lazy("“%(question)s” is “%(value)s”"),
    "is_not": gettext_lazy("“%(question)s” is not “%(value)s”"),
    "more": gettext_lazy("“%(question)s” is more than %(value)s"),
    "least": gettext_lazy("“%(question)s” is at least %(value)s"),
    "less": gettext_lazy("“%(question)s” is less than %(value)s"),
    "most": gettext_lazy("“%(question)s” is at most %(value)s"),
    "answered": gettext_lazy("“%(question)s” was answered"),
    "unanswered": gettext_lazy("“%(question)s” was not answered"),
}
SIGNS = {"more": ">", "least": ">=", "less": "<", "most": "<="}
NEEDS_NO_VALUE = frozenset({"answered", "unanswered"})
NUMBERS = frozenset({"integer", "decimal", "range"})
SEVERAL = "select_multiple"
_Q, _TEXT = r"\$\{(?P<name>[^\s${}]+)\}", r"'(?P<value>[^']*)'"
_SHAPES = [
    ("is", re.compile(rf"selected\({_Q}, ?{_TEXT}\)")),
    ("is_not", re.compile(rf"not\(selected\({_Q}, ?{_TEXT}\)\)")),
    ("unanswered", re.compile(rf"{_Q} ?= ?''")),
    ("answered", re.compile(rf"{_Q} ?!= ?''")),
    ("is", re.compile(rf"{_Q} ?= ?{_TEXT}")),
    ("is_not", re.compile(rf"{_Q} ?!= ?{_TEXT}")),
    *((how, re.compile(rf"{_Q} ?{sign} ?(?P<value>-?\d+(?:\.\d+)?)")) for how, sign in [*SIGNS.items(), ("is", "="), ("is_not", "!=")]),
]


@dataclass(frozen=True)
class Condition:
    """One line: the name of a question, how it is compared, and with what."""

    name: str
    how: str
    value: str = ""


@dataclass(frozen=True)
class Conditions:
    """Some lines, of which all have to be so, or any one."""

    lines: tuple[Condition, ...]
    joined: Literal["and", "or"] = "and"


def written(conditions: Conditions, definition: Questionnaire) -> str:
    """Return the expression that says it."""
    kinds = {item.name: item.kind for item in questions_in(definition)}
    return f" {conditions.joined} ".join(_written(line, kinds.get(line.name, "text")) for line in conditions.lines)


def _written(line: Condition, kind: str) -> str:
    question = f"${{{line.name}}}"
    if line.how in NEEDS_NO_VALUE:
        return f"{question} {'!=' if line.how == 'answered' else '='} ''"
    if line.how in SIGNS:
        return f"{question} {SIGNS[line.how]} {line.value}"
    if kind == SEVERAL:
        chosen = f"selected({question}, '{line.value}')"
        return chosen if line.how == "is" else f"not({chosen})"
    value = line.value if kind in NUMBERS else f"'{line.value}'"
    return f"{question} {'=' if line.how == 'is' else '!='} {value}"


def read(expression: str) -> Conditions | None:
    """Return the lines an expression is made of; none where it says more than lines can."""
    text = expression.strip()
    if not text:
        return Conditions(())
    for joined in ("and", "or"):
        lines = [_read(part.strip()) for part in re.split(rf"\s{joined}\s(?=(?:[^']*'[^']*')*[^']*$)", text)]
        known = [line for line in lines if line is not None]
        if len(known) == len(lines):
            return Conditions(tuple(known), "or" if joined == "or" else "and")
    return None


def _read(part: str) -> Condition | None:
    for how, shape in _SHAPES:
        match = shape.fullmatch(part)
        if match:
            return Condition(match["name"], how, match.groupdict().get("value") or "")
    return None


def in_words(expression: str, definition: Questionnaire) -> str:
    """Return an expression as a sentence a librarian reads; the expression itself where it cannot be put so."""
    conditions = read(expression)
    if conditions is None or not conditions.lines:
        return expression
    questions = {item.name: item for item in questions_in(definition)}
    said = [_said(line, questions.get(line.name), definition) for line in conditions.lines]
    return (_(" and ") if conditions.joined == "and" else _(" or ")).join(said)


def _said(line: Condition, question: Question | None, definition: Questionnaire) -> str:
    label = label_of(question.label, definition) if question else ""
    value = line.value
    if question is not None:
        value = next((label_of(choice.label, definition) for choice in choices_of(question, definition) if choice.name == value), value)
    return SENTENCES[line.how] % {"question": label or line.name, "value": value}


def questions_in(definition: Questionnaire) -> Iterator[Question]:
    """Give each question, wherever it stands."""
    for _place, item in walk(definition.items):
        if isinstance(item, Question):
            yield item


def choices_of(question: Question, definition: Questionnaire) -> Sequence[Choice]:
    """Return what may be chosen."""
    return definition.choices.get(question.choice_list, ())


def label_of(texts: Texts, definition: Questionnaire) -> str:
    """Return a text in the first language of the questions, or in any; "" where it has no words."""
    return texts.get(default_of(definition), "") or next((words for words in texts.values() if words), "")
