from __future__ import annotations

import math
from typing import TYPE_CHECKING

from commonshelf.questionnaire.expressions.functions.entry import Function
from commonshelf.questionnaire.expressions.patterns import matches
from commonshelf.questionnaire.expressions.values import as_text

if TYPE_CHECKING:
    from commonshelf.questionnaire.expressions.environment import Given

SPACES = " \t\r\n"


def _substr(given: Given) -> str:
    """Return the characters from a start counted from 0 up to, not including, an end; a negative number counts from the end."""
    text = given.text(0)
    start, end = given.number(1), given.number(2) if len(given) > 2 else math.inf
    if math.isnan(start) or math.isnan(end):
        return ""
    return text[_index(start, len(text)) : _index(end, len(text))]


def _index(number: float, length: int) -> int:
    return int(max(0, min(length, math.trunc(max(-1e9, min(1e9, number))) + (length if number < 0 else 0))))


def _translate(given: Given) -> str:
    text, old, new = given.text(0), given.text(1), given.text(2)
    table: dict[int, str] = {}
    for index, letter in enumerate(old):
        table.setdefault(ord(letter), new[index] if index < len(new) else "")
    return text.translate(table)


def _here(given: Given) -> str:
    return given.text(0) if len(given) else given.context.node.text()


def _squeeze(given: Given) -> str:
    return " ".join(part for part in _here(given).translate(dict.fromkeys(map(ord, SPACES), " ")).split(" ") if part)


def _around(given: Given) -> tuple[str, str]:
    """Return what stands before and after the first place of the second text in the first; nothing when it is not there."""
    text, part = given.text(0), given.text(1)
    at = text.find(part)
    return (text[:at], text[at + len(part) :]) if at >= 0 else ("", "")


TEXTS = {
    "string": Function(_here, 0, 1),
    "concat": Function(lambda given: "".join(map(as_text, given.each())), 1, None),
    "join": Function(lambda given: given.text(0).join(map(as_text, given.each(1))), 1, None),
    "substr": Function(_substr, 2, 3),
    "substring-before": Function(lambda given: _around(given)[0], 2, 2),
    "substring-after": Function(lambda given: _around(given)[1], 2, 2),
    "translate": Function(_translate, 3, 3),
    "string-length": Function(lambda given: float(len(given.text(0))), 1, 1),
    "normalize-space": Function(_squeeze, 0, 1),
    "contains": Function(lambda given: given.text(1) in given.text(0), 2, 2),
    "starts-with": Function(lambda given: given.text(0).startswith(given.text(1)), 2, 2),
    "ends-with": Function(lambda given: given.text(0).endswith(given.text(1)), 2, 2),
    "regex": Function(lambda given: matches(given.text(1), given.text(0), spend=given.context.run.spend), 2, 2),
}
