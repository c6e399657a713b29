from __future__ import annotations

import math
from typing import TYPE_CHECKING

from commonshelf.questionnaire.expressions.errors import UnsupportedExpressionError
from commonshelf.questionnaire.expressions.functions.entry import Function
from commonshelf.questionnaire.expressions.values import Nodes, as_number, as_text

if TYPE_CHECKING:
    from commonshelf.questionnaire.expressions.environment import Given

PRIME = 2_147_483_647
FACTOR = 16_807


def _sum(given: Given) -> float:
    total = 0.0
    for node in given.nodes(0):
        total += as_number(node.text())
    return total


def _extreme(given: Given, *, largest: bool) -> float:
    """Return the largest or smallest; NaN when there is none or one of them is no number, as XPath 3.0 says."""
    numbers = [as_number(value) for value in given.each()]
    if not numbers or any(math.isnan(number) for number in numbers):
        return math.nan
    return max(numbers) if largest else min(numbers)


def _position(given: Given) -> float:
    if not len(given):
        return float(given.context.position)
    nodes = given.value(0)
    if not isinstance(nodes, tuple):
        raise UnsupportedExpressionError("position() wants a question or a turn of a repeat", "Write position(..).")
    return float(nodes[0].position()) if nodes else math.nan


def _randomize(given: Given) -> Nodes:
    """Shuffle by the inside-out Fisher–Yates; with a seed by Park and Miller's generator, so that the same seed always gives the same order."""
    nodes = given.nodes(0)
    seed = given.number(1) if len(given) > 1 else None
    state = _seeded(seed) if seed is not None else 0
    shuffled = list(nodes)
    for index, node in enumerate(nodes):
        if seed is None:
            part = given.context.run.environment.chance()
        else:
            state = state * FACTOR % PRIME
            part = (state - 1) / (PRIME - 1)
        other = math.floor(part * (index + 1))
        shuffled[index] = shuffled[other]
        shuffled[other] = node
    return tuple(shuffled)


def _seeded(seed: float) -> int:
    """Return a state the generator can start from. A seed that is no number counts as 0."""
    state = int(math.fmod(math.trunc(seed), PRIME)) if math.isfinite(seed) else 0
    return state if state > 0 else state + PRIME - 1


SERIES = {
    "sum": Function(_sum, 1, 1),
    "max": Function(lambda given: _extreme(given, largest=True), 1, None),
    "min": Function(lambda given: _extreme(given, largest=False), 1, None),
    "count": Function(lambda given: float(len(given.nodes(0))), 1, 1),
    "count-non-empty": Function(lambda given: float(sum(bool(as_text((node,))) for node in given.nodes(0))), 1, 1),
    "position": Function(_position, 0, 1),
    "randomize": Function(_randomize, 1, 2),
}
