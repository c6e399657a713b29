from __future__ import annotations

import math
from typing import TYPE_CHECKING

from commonshelf.questionnaire.expressions.functions.entry import Function
from commonshelf.questionnaire.expressions.values import Value, as_number

if TYPE_CHECKING:
    from commonshelf.questionnaire.expressions.environment import Given


def _within(given: Given, total: float) -> bool:
    """Say whether a total lies between the first two arguments; -1 leaves a side open."""
    least, most = given.number(0), given.number(1)
    return (least == -1 or total >= least) and (most == -1 or total <= most)


def _checklist(given: Given) -> bool:
    return _within(given, sum(as_number(value) > 0 for value in given.each(2)))


def _weighted_checklist(given: Given) -> bool:
    values = given.each(2)
    if len(given) == 4 and len(values) > 2:
        # One path of answers and one of weights: the first half belongs to the second.
        pairs = list(zip(values[: len(values) // 2], values[len(values) // 2 :], strict=False))
    else:
        pairs = list(zip(values[::2], values[1::2], strict=False))
    return _within(given, math.fsum(as_number(weight) for value, weight in pairs if as_number(value) > 0))


def _coalesce(given: Given) -> str:
    return given.text(0) or given.text(1)


def _once(given: Given) -> Value:
    return given.context.node.text() or given.text(0)


DECISIONS = {
    "if": Function(lambda given: given.value(1 if given.truth(0) else 2), 3, 3),
    "coalesce": Function(_coalesce, 2, 2),
    "once": Function(_once, 1, 1),
    "true": Function(lambda _given: True, 0, 0),
    "false": Function(lambda _given: False, 0, 0),
    "boolean": Function(lambda given: given.truth(0), 1, 1),
    "boolean-from-string": Function(lambda given: given.text(0) in {"true", "1"}, 1, 1),
    "not": Function(lambda given: not given.truth(0), 1, 1),
    "checklist": Function(_checklist, 2, None),
    "weighted-checklist": Function(_weighted_checklist, 2, None, pairs=True),
}
