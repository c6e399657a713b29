"""What was answered, as small numbers: a row of cells for each response, and a row of figures for what was typed as a number or a day."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from commonshelf.questionnaire.definition import Group, Question, Repeat

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from commonshelf.path.voices.surveys.analysis.frame import Counted, Frame
    from commonshelf.questionnaire.definition import Item

_MONTH: Final = re.compile(r"([0-9]{4})-([0-9]{2})")
_HOUR: Final = re.compile(r"([0-9]{2}):[0-9]{2}")
NARROW: Final = 250
"""A list with more choices needs cells of two bytes."""
MOST_PLACES: Final = 250


@dataclass(frozen=True, eq=False)
class Cells:
    """`cells` has shape (responses, frame.width), `figures` (responses, frame.numbers) with NaN where there is none."""

    cells: NDArray[np.uint8] | NDArray[np.uint16]
    figures: NDArray[np.float64]


def empty_cells(frame: Frame, responses: int) -> Cells:
    """Return cells in which nobody has answered anything."""
    widest = max((len(each.choices) for each in frame.counted), default=0)
    cells = np.zeros((responses, frame.width), dtype=np.uint16 if widest > NARROW else np.uint8)
    return Cells(cells, np.full((responses, frame.numbers), np.nan))


@lru_cache(maxsize=10_000)
def figure_of(sort: str, text: str) -> float:
    """Return an answer as a number: a day as its month (year × 12 + month - 1), a time of day as its hour. NaN for what is none."""
    if sort == "number":
        try:
            value = float(text)
        except ValueError:
            return math.nan
        return value if math.isfinite(value) else math.nan
    found = (_MONTH if sort == "date" else _HOUR).match(text)
    if found is None:
        return math.nan
    return int(found[1]) * 12 + int(found[2]) - 1 if sort == "date" else float(found[1])


def read_one_by_one(frame: Frame, documents: Sequence[bytes]) -> Cells:
    """Read answers with a reader of JSON, whatever they look like. `scanning` does the same many times faster where it can."""
    read = empty_cells(frame, len(documents))
    by_place = {each.place: each for each in frame.counted}
    numbers = {each.place: {choice.name: at for at, choice in enumerate(each.choices, start=1)} for each in frame.counted}
    for row, document in enumerate(documents):
        for place, answer in _answers(frame.definition.items, json.loads(document), ""):
            if place in by_place:
                _put(read, row, by_place[place], answer, numbers[place])
    return read


def _answers(items: Sequence[Item], answers: Mapping[str, Any], around: str) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for item in items:
        answer = answers.get(item.name)
        place = f"{around}{item.name}"
        if isinstance(item, Question):
            if answer not in (None, "", []):
                found.append((place, answer))
        elif isinstance(item, Group) and isinstance(answer, dict):
            found += _answers(item.items, answer, f"{place}/")
        elif isinstance(item, Repeat) and isinstance(answer, list):
            for turn in answer:
                found += _answers(item.items, turn, f"{place}/") if isinstance(turn, dict) else []
    return found


def _put(read: Cells, row: int, asked: Counted, answer: Any, numbers: Mapping[str, int]) -> None:
    several = [str(each) for each in answer] if isinstance(answer, list) else [str(answer)]
    given = [each for each in several if each]
    if not given:
        return
    if asked.sort == "one":
        read.cells[row, asked.column] = numbers.get(given[0], len(asked.choices) + 1)
        return
    read.cells[row, asked.column] = 1
    if asked.sort in {"many", "rank"}:
        for at, name in enumerate(given, start=1):
            if name in numbers:
                read.cells[row, asked.column + numbers[name]] = min(at, MOST_PLACES) if asked.sort == "rank" else 1
    elif asked.number >= 0:
        read.figures[row, asked.number] = figure_of(asked.sort, given[0])
