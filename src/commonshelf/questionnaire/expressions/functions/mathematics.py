from __future__ import annotations

import math
from typing import TYPE_CHECKING

from commonshelf.questionnaire.expressions.functions.entry import Function
from commonshelf.questionnaire.expressions.values import as_number

if TYPE_CHECKING:
    from collections.abc import Callable

    from commonshelf.questionnaire.expressions.environment import Given


def _plain(work: Callable[..., float], arguments: int = 1) -> Function:
    """Return a function of numbers that answers NaN or Infinity, as browsers do, where Python's would raise."""

    def reckon(given: Given) -> float:
        numbers = [given.number(index) for index in range(arguments)]
        try:
            return float(work(*numbers))
        except ValueError:
            return math.nan
        except OverflowError:
            return math.inf

    return Function(reckon, arguments, arguments)


def _power(value: float, power: float) -> float:
    if math.isnan(power) or (abs(value) == 1 and math.isinf(power)):
        return math.nan
    odd = math.isfinite(power) and power % 2 == 1
    if not value and power < 0:
        return math.copysign(math.inf, value) if odd else math.inf
    try:
        return float(math.pow(value, power))
    except OverflowError:
        return -math.inf if value < 0 and odd else math.inf


def _logarithm(work: Callable[[float], float]) -> Callable[[float], float]:
    return lambda number: -math.inf if number == 0 else work(number)


def _round(given: Given) -> float:
    """Round halves up, as XPath 1.0 does (so -2.5 becomes -2), to as many places as the second argument says; negative ones round to tens."""
    number = given.number(0)
    places = given.number(1) if len(given) > 1 else 0.0
    if math.isnan(places) or not math.isfinite(number):
        return math.nan if math.isnan(places) else number
    places = max(-300.0, min(15.0, math.trunc(max(-300.0, min(15.0, places)))))
    scale = float(f"1e{abs(places):.0f}")
    moved = number * scale if places >= 0 else number / scale
    if not math.isfinite(moved):
        return number
    whole = math.floor(moved + 0.5)
    return whole / scale if places >= 0 else whole * scale


def _integer(number: float) -> float:
    return float(math.trunc(number)) if math.isfinite(number) else number


def _number(given: Given) -> float:
    return given.number(0) if len(given) else as_number((given.context.node,))


MATHEMATICS = {
    "number": Function(_number, 0, 1),
    "int": _plain(_integer),
    "round": Function(_round, 1, 2),
    "pow": _plain(_power, 2),
    "log": _plain(_logarithm(math.log)),
    "log10": _plain(_logarithm(math.log10)),
    "abs": _plain(abs),
    "sin": _plain(math.sin),
    "cos": _plain(math.cos),
    "tan": _plain(math.tan),
    "asin": _plain(math.asin),
    "acos": _plain(math.acos),
    "atan": _plain(math.atan),
    "atan2": _plain(math.atan2, 2),
    "sqrt": _plain(math.sqrt),
    "exp": _plain(math.exp),
    "exp10": _plain(lambda number: _power(10.0, number)),
    "pi": Function(lambda _given: math.pi, 0, 0),
    "random": Function(lambda given: given.context.run.environment.chance(), 0, 0),
}
