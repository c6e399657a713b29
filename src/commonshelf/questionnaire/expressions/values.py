"""The four types of XPath 1.0 and how each becomes another. A date is a text that number() can read, as ODK XForms says."""

from __future__ import annotations

import math
import operator
from typing import TYPE_CHECKING

from commonshelf.questionnaire.expressions.dates import moment
from commonshelf.questionnaire.expressions.nodes import Node
from commonshelf.questionnaire.expressions.numerals import NUMBER, numeral

if TYPE_CHECKING:
    from collections.abc import Callable

Nodes = tuple[Node, ...]
Value = str | float | bool | Nodes

ORDERED: dict[str, Callable[[float, float], bool]] = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


def as_text(value: Value) -> str:
    """Return the value as a text: of nodes, that of the first."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return value[0].text() if value else ""
    return numeral(value)


def as_number(value: Value) -> float:
    """Return the value as a number; NaN when it is none. A date counts its days since 1970 in UTC."""
    if isinstance(value, bool | int | float):
        return float(value)
    text = as_text(value).strip(" \t\r\n")
    if NUMBER.match(text):
        return float(text)
    when = moment(text)
    return when.days() if when else math.nan


def as_truth(value: Value) -> bool:
    """Return the value as yes or no: nodes are yes when there is one, whatever it holds; a text when it is not empty, be it "false"."""
    if isinstance(value, tuple):
        return any(not node.absent for node in value)
    return bool(value) and value == value  # noqa: PLR0124 -- NaN alone is not itself


def compare(sign: str, left: Value, right: Value) -> bool:
    """Compare as XPath 1.0, section 3.4, does: nodes when any one of them compares."""
    if isinstance(left, bool) or isinstance(right, bool):
        return _single(sign, as_truth(left), as_truth(right)) if sign in {"=", "!="} else _single(sign, _one(left), _one(right))
    lefts: list[Value] = [node.text() for node in left] if isinstance(left, tuple) else [left]
    rights: list[Value] = [node.text() for node in right] if isinstance(right, tuple) else [right]
    return any(_single(sign, a, b) for a in lefts for b in rights)


def _one(value: Value) -> Value:
    return as_truth(value) if isinstance(value, tuple) else value


def _single(sign: str, left: Value, right: Value) -> bool:
    if sign in ORDERED:
        return ORDERED[sign](as_number(left), as_number(right))
    same = left == right if isinstance(left, str) and isinstance(right, str) else as_number(left) == as_number(right)
    return same if sign == "=" else not same
