"""The columns that one question becomes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from commonshelf.questionnaire.columns.column import FREE_MISSING, USUAL_MISSING, Column, Missing, Value
from commonshelf.questionnaire.columns.labels import HOUSE_WORDS, together
from commonshelf.questionnaire.columns.naming import joined, parts
from commonshelf.questionnaire.definition import Choice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from commonshelf.questionnaire.columns.column import ColumnKind
    from commonshelf.questionnaire.definition import Question, QuestionKind, Texts

OTHER: Final = "other"
"""The name of the choice that `or_other` adds, as XLSForm has it."""
OTHER_TEXT: Final = "other_text"

_PLAIN: Final[dict[QuestionKind, ColumnKind]] = {
    "integer": "integer",
    "decimal": "decimal",
    "date": "date",
    "today": "date",
    "time": "time",
    "dateTime": "moment",
}
_CODE: Final = re.compile(r"(?:0|-?[1-9][0-9]{0,8})\Z")


def question_columns(whole: Column, question: Question, choices: Sequence[Choice], *, default: str) -> Iterator[Column]:
    """Yield the columns of a question, of which `whole` is the first sketch: several choices become one 0/1 column each, a ranking one position per item.

    A question whose choices lie in a file that is not here keeps the names that were chosen as a text.
    """
    choices = list({choice.name: choice for choice in choices}.values())
    if question.or_other and OTHER not in {choice.name for choice in choices}:
        choices.append(Choice(OTHER, HOUSE_WORDS["other"]))
    if question.kind == "select_one" and choices:
        values = values_of(choices)
        yield replace(whole, kind="choice", values=values, missing=_missing_beside(values))
    elif question.kind in {"select_multiple", "rank"} and choices:
        yield from _spread(whole, question, choices, default=default)
    elif question.kind == "acknowledge":
        yield replace(whole, kind="yes_no", values=_YES_NO, missing=USUAL_MISSING)
    elif question.kind == "range":
        yield _range(whole, question)
    else:
        kind = _PLAIN.get(question.kind, "text")
        yield replace(whole, kind=kind, missing=FREE_MISSING if kind in {"integer", "decimal"} else None)
    if question.or_other and question.kind in {"select_one", "select_multiple"}:
        label = together(lambda say: f"{say(whole.label)} · {say(HOUSE_WORDS['other_text'])}", [whole.label], default)
        yield replace(whole, name=joined(whole.stem, OTHER_TEXT), part=OTHER_TEXT, label=label)


def values_of(choices: Sequence[Choice]) -> tuple[Value, ...]:
    """Return choices with their numbers: their own names where all are whole numbers, else their places in the list."""
    names = [choice.name for choice in choices]
    own = all(_CODE.match(name) for name in names)
    return tuple(Value(int(choice.name) if own else at, choice.name, choice.label) for at, choice in enumerate(choices, start=1))


_YES_NO: Final = (Value(0, "0", HOUSE_WORDS["no"]), Value(1, "1", HOUSE_WORDS["yes"]))


def _spread(whole: Column, question: Question, choices: Sequence[Choice], *, default: str) -> Iterator[Column]:
    after = parts([*([OTHER_TEXT] if question.or_other else []), *(choice.name for choice in choices)])
    for choice in choices:
        label = _choice_label(whole, choice, default)
        column = replace(
            whole, name=joined(whole.stem, after[choice.name]), label=label, part=choice.name, choice=choice, missing=USUAL_MISSING
        )
        yield replace(column, kind="position") if question.kind == "rank" else replace(column, kind="yes_no", values=_YES_NO)


def _choice_label(whole: Column, choice: Choice, default: str) -> Texts:
    return together(lambda say: f"{say(whole.label)} · {say(choice.label) or choice.name}", [whole.label, choice.label], default)


def _range(whole: Column, question: Question) -> Column:
    limits = [question.parameters.get(name, "") for name in ("start", "end", "step")]
    kind: ColumnKind = "decimal" if any("." in limit for limit in limits) else "integer"
    within = all(_CODE.match(limit) and int(limit) > max(USUAL_MISSING) for limit in limits[:2] if limit)
    return replace(whole, kind=kind, missing=USUAL_MISSING if within else FREE_MISSING)


def _missing_beside(values: Sequence[Value]) -> Missing:
    """Return two numbers that no choice has: -98 and -99, or as many nines more as it takes."""
    codes = {value.code for value in values}
    missing, digits = USUAL_MISSING, 2
    while codes & set(missing):
        digits += 1
        missing = Missing(-(10**digits) + 2, -(10**digits) + 1)
    return missing
