from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeVar

from commonshelf.questionnaire.expressions.errors import UnsupportedExpressionError
from commonshelf.questionnaire.expressions.functions.entry import Function
from commonshelf.questionnaire.expressions.values import Nodes, as_number, as_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from commonshelf.questionnaire.expressions.environment import Given

Each = TypeVar("Each")
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
    chance = seeded(given.number(1)) if len(given) > 1 else given.context.run.environment.chance
    return tuple(shuffled(given.nodes(0), chance))


def shuffled(things: Sequence[Each], chance: Callable[[], float]) -> list[Each]:
    """Return the things in an order drawn by lot, by the inside-out Fisher–Yates that ODK takes."""
    found = list(things)
    for index, thing in enumerate(things):
        other = math.floor(chance() * (index + 1))
        found[index] = found[other]
        found[other] = thing
    return found


def seeded(seed: float) -> Callable[[], float]:
    """Return Park and Miller's generator, so that the same seed always gives the same order. A seed that is no number counts as 0."""
    state = int(math.fmod(math.trunc(seed), PRIME)) if math.isfinite(seed) else 0
    state = state if state > 0 else state + PRIME - 1

    def chance() -> float:
        nonlocal state
        state = state * FACTOR % PRIME
        return (state - 1) / (PRIME - 1)

    return chance


SERIES = {
    "sum": Function(_sum, 1, 1),
    "max": Function(lambda given: _extreme(given, largest=True), 1, None),
    "min": Function(lambda given: _extreme(given, largest=False), 1, None),
    "count": Function(lambda given: float(len(given.nodes(0))), 1, 1),
    "count-non-empty": Function(lambda given: float(sum(bool(as_text((node,))) for node in given.nodes(0))), 1, 1),
    "position": Function(_position, 0, 1),
    "randomize": Function(_randomize, 1, 2),
}
