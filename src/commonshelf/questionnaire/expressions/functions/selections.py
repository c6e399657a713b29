from __future__ import annotations

import math
from typing import TYPE_CHECKING

from commonshelf.questionnaire.expressions.functions.entry import Function

if TYPE_CHECKING:
    from commonshelf.questionnaire.expressions.environment import Given


def _items(given: Given) -> list[str]:
    return [item for item in given.text(0).replace("\t", " ").replace("\n", " ").replace("\r", " ").split(" ") if item]


def _selected_at(given: Given) -> str:
    items, index = _items(given), given.number(1)
    if math.isnan(index) or not 0 <= index < len(items):
        return ""
    return items[int(index)]


SELECTIONS = {
    "selected": Function(lambda given: given.text(1).strip(" \t\r\n") in _items(given), 2, 2),
    "selected-at": Function(_selected_at, 2, 2),
    "count-selected": Function(lambda given: float(len(_items(given))), 1, 1),
}
