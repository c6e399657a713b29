"""Who was asked what: the conditions of a version, worked out once for each different set of answers they look at."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from commonshelf.common.dates.clock import now, today
from commonshelf.path.voices.surveys.analysis.frame import OF_NUMBERS
from commonshelf.questionnaire.definition import Question, Repeat
from commonshelf.questionnaire.expressions import references
from commonshelf.questionnaire.expressions.errors import ExpressionError
from commonshelf.questionnaire.expressions.state import Work
from commonshelf.questionnaire.expressions.values import as_truth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from commonshelf.path.voices.surveys.analysis.coded import Answers
    from commonshelf.path.voices.surveys.analysis.frame import Counted, Frame
    from commonshelf.questionnaire.expressions.order import Entry

    Mask = NDArray[np.bool_]

MOST_PATTERNS: Final = 2_000
"""A condition on more different answers than this is not worked out: the page says that it is not known who was asked."""


class Conditions:
    """Says who was asked each question of one version. What was worked out is kept for as long as the page is made."""

    def __init__(self, frame: Frame, answers: Answers) -> None:
        self.frame, self.answers = frame, answers
        self.known: dict[tuple[str, ...], Mask | None] = {}
        self.by_name = {each.question.name: each for each in frame.counted}
        self.entries = frame.compiled.entries

    def asked(self, counted: Counted) -> Mask | None:
        """Return who was asked; None where that is not known: in a repeat, or where it hangs on words or on something worked out by chance."""
        if counted.repeated:
            return None
        masks = [self._holds(path) for path in self._paths(counted)]
        if any(mask is None for mask in masks):
            return None
        everybody = np.ones(self.answers.responses, dtype=bool)
        return reduce(np.logical_and, [mask for mask in masks if mask is not None], everybody)

    def looked_at(self, counted: Counted) -> list[Counted]:
        """Return the questions that decide whether this one is asked."""
        names = {name for path in self._paths(counted) for name in references(self.entries[path].expression("relevant"))}
        return [self.by_name[name] for name in sorted(names) if name in self.by_name]

    def _paths(self, counted: Counted) -> list[tuple[str, ...]]:
        steps = tuple(counted.place.split("/"))
        every = [steps[: length + 1] for length in range(len(steps))]
        return [path for path in every if "relevant" in self.entries[path].written]

    def _holds(self, path: tuple[str, ...]) -> Mask | None:
        if path not in self.known:
            self.known[path] = self._worked_out(self.entries[path])
        return self.known[path]

    def _worked_out(self, entry: Entry) -> Mask | None:
        asked_for, calculated = self._needs(entry.expression("relevant"))
        if asked_for is None:
            return None
        which, samples = self._patterns(asked_for)
        if len(samples) > MOST_PATTERNS:
            return None
        try:
            held = [self._true_for(entry, self._sample(asked_for, at), calculated) for at in samples]
        except ExpressionError:
            return None
        return np.array(held, dtype=bool)[which]

    def _needs(self, expression: str) -> tuple[list[Counted] | None, list[Entry]]:
        """Return the questions a condition looks at, and what has to be calculated for it; no questions where one cannot be known."""
        waiting = [expression]
        seen: set[str] = set()
        found: dict[str, Counted] = {}
        calculated: list[Entry] = []
        while waiting:
            for name in references(waiting.pop()) - seen:
                seen.add(name)
                entry = next((each for path, each in self.entries.items() if path[-1] == name), None)
                if entry is None or any(isinstance(self.entries[entry.path[:at]].item, Repeat) for at in range(1, len(entry.path))):
                    return None, []
                if isinstance(entry.item, Question) and entry.item.calculation:
                    calculated.append(entry)
                    waiting += [entry.expression(part) for part in ("calculation", "relevant") if part in entry.written]
                elif name in self.by_name and self.by_name[name].sort in {"one", "many", "rank", "number"}:
                    found[name] = self.by_name[name]
                else:
                    return None, []
        return list(found.values()), [entry for entry in self.frame.compiled.plan.order if entry in calculated]

    def _patterns(self, asked_for: Sequence[Counted]) -> tuple[NDArray[np.int64], list[int]]:
        """Return which of the different sets of answers each response has, and for each of them one response that has it."""
        which = np.zeros(self.answers.responses, dtype=np.int64)
        for column in self._columns(asked_for):
            size, own = _numbered(column)
            _size, which = _numbered(which * size + own)
        _different, first = np.unique(which, return_index=True)
        return which, first.tolist()

    def _columns(self, asked_for: Sequence[Counted]) -> list[NDArray[Any]]:
        cells = [self.answers.cell(each.column + at) for each in asked_for for at in range(each.width)]
        return cells + [self.answers.figure(each.number) for each in asked_for if each.sort in OF_NUMBERS]

    def _sample(self, asked_for: Sequence[Counted], row: int) -> dict[str, Any]:
        """Return the answers of one response to these questions, nested as they are stored."""
        answers: dict[str, Any] = {}
        for each in asked_for:
            around = answers
            for item in each.around:
                around = around.setdefault(item.name, {})
            value = self._value(each, row)
            if value:
                around[each.question.name] = value
        return answers

    def _value(self, counted: Counted, row: int) -> str | list[str]:
        if counted.sort == "number":
            figure = float(self.answers.figure(counted.number)[row])
            return "" if np.isnan(figure) else f"{figure:.15g}"
        if counted.sort == "one":
            code = int(self.answers.cell(counted.column)[row])
            return "" if code == 0 else counted.choices[code - 1].name if code <= len(counted.choices) else "?"
        marks = [(int(self.answers.cell(counted.column + at)[row]), choice.name) for at, choice in enumerate(counted.choices, start=1)]
        return [name for mark, name in sorted((mark, name) for mark, name in marks if mark)]

    def _true_for(self, entry: Entry, answers: dict[str, Any], calculated: Sequence[Entry]) -> bool:
        plan = self.frame.compiled.plan
        work = Work(plan, answers, plan.environment(now=now(), today=today(), language=plan.questionnaire.default_language))
        for each in calculated:
            work.settle(each)
        return as_truth(work.value(entry, "relevant", work.sheet.nodes(entry.path)[0]))


def _numbered(values: NDArray[Any]) -> tuple[int, NDArray[np.int64]]:
    """Return how many different values there are, and the number of each."""
    different, which = np.unique(values, return_inverse=True, equal_nan=True)
    return len(different), which.astype(np.int64)
