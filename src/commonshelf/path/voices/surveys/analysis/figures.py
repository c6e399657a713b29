"""What is said of one question: counts that may be shown, shares with their intervals, and in words why something is not shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Final, TypedDict

import numpy as np

from commonshelf.path.voices.surveys.analysis.frame import OF_NUMBERS
from commonshelf.path.voices.surveys.analysis.weighted_shares import weighted_share_tells
from commonshelf.stats.estimates import proportion
from commonshelf.stats.estimates.intervals import wilson_of_share
from commonshelf.stats.privacy import suppress_table
from commonshelf.stats.weighting import n_eff

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from commonshelf.path.voices.surveys.analysis.frame import Counted
    from commonshelf.path.voices.surveys.analysis.pool import Asked, Pool

LEVEL: Final = 0.95


class Silence(Enum):
    """Why a question shows no numbers."""

    TOO_FEW = "too_few"
    WOULD_TELL = "would_tell"


@dataclass(frozen=True)
class Share:
    """A share of those who answered, from 0 to 1. They chose to answer, so the interval is what it would be had they been drawn by chance."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Row:
    """One answer, by its number among the choices (one more than there are for something that is not in the list). None is a count that would tell on somebody.

    `raked` is the share when those who answered are weighted to the population, where that tells on nobody. `mean_place` is for rankings.
    """

    choice: int
    count: int | None
    share: Share | None = None
    raked: Share | None = None
    mean_place: float | None = None


@dataclass(frozen=True)
class Summary:
    """The middle of what was typed as numbers, and the classes they fall in, as (from, to, count)."""

    median: float | None
    quartiles: tuple[float, float] | None
    classes: tuple[tuple[float, float, int | None], ...]


@dataclass(frozen=True)
class Figures:
    """All that may be said of one question. `people` are those whose version words it so; `asked` is None where that is not known or would tell.

    With `silence` there is no number at all; with `weighting_tells` some weighted share is left out.
    """

    counted: Counted
    people: int
    answered: int | None = None
    asked: int | None = None
    rows: tuple[Row, ...] = ()
    top_two: Row | None = None
    summary: Summary | None = None
    silence: Silence | None = None
    versions: tuple[int, ...] = ()
    apart: tuple[int, ...] = ()
    weighting_tells: bool = False


class _Found(TypedDict, total=False):
    rows: tuple[Row, ...]
    top_two: Row | None
    summary: Summary


class Reckoner:
    """Works out figures of questions of one pool, under one threshold, with weights where there are any."""

    def __init__(
        self, pool: Pool, threshold: int, weights: NDArray[np.float64] | None = None, sides: Sequence[NDArray[np.int64]] = ()
    ) -> None:
        self.pool, self.threshold, self.weights, self.sides = pool, threshold, weights, sides

    def figures(self, counted: Counted) -> Figures:
        """Return what may be said of a question."""
        asked = self.pool.asked(counted)
        people = int(asked.here.sum())
        answered = self.pool.voices(counted) if counted.sort == "words" else int(asked.given.sum())
        told = Figures(counted, people, versions=asked.versions, apart=asked.apart)
        if answered < self.threshold:
            return replace(told, silence=Silence.TOO_FEW)
        if not self.may_tell_who_was_asked(counted, asked):
            return replace(told, silence=Silence.WOULD_TELL)
        told = replace(told, answered=answered, asked=None if asked.asked is None else int(asked.asked.sum()))
        found = self._found(counted, asked)
        left_out = self.weights is not None and counted.sort in {"one", "many"}
        return replace(told, **found, weighting_tells=left_out and any(row.count and not row.raked for row in found["rows"]))

    def _found(self, counted: Counted, asked: Asked) -> _Found:
        if counted.sort == "one":
            return {"rows": self._of_one(counted, asked), "top_two": self._top_two(counted, asked)}
        if counted.sort == "many":
            return {"rows": self._of_many(counted, asked)}
        if counted.sort == "rank":
            return {"rows": self._of_rank(counted, asked)}
        if counted.sort in OF_NUMBERS and counted.number >= 0:
            return {"summary": summary_of(self.pool.figures(counted), counted.sort, self.threshold)}
        return {}

    def may_tell_who_was_asked(self, counted: Counted, asked: Asked) -> bool:
        """Say whether the number of those who were asked tells on nobody: not on the few who were not, nor on the few who chose what decided it."""
        if asked.asked is None:
            return True
        not_asked = int((asked.here & ~asked.asked).sum())
        if not not_asked:
            return True
        if not_asked < self.threshold:
            return False
        return all(self._decides_openly(each, asked.asked) for each in self.pool.conditions[0].looked_at(counted))

    def _decides_openly(self, decides: Counted, asked: NDArray[np.bool_]) -> bool:
        """Say whether those who chose what is hidden were all asked, or all not: else the number asked would say how many they are."""
        if decides.sort != "one":
            counts = [row.count for row in self._of_many(decides, self.pool.asked(decides))] if decides.sort == "many" else []
            return None not in counts
        codes = self.pool.codes(decides)
        hidden = [row.choice for row in self._of_one(decides, self.pool.asked(decides)) if row.count is None]
        sides = {bool(side) for choice in hidden for side in np.unique(asked[codes == choice])}
        return len(sides) < 2

    def _of_one(self, counted: Counted, asked: Asked) -> tuple[Row, ...]:
        codes = self.pool.codes(counted)[asked.given]
        size = len(counted.choices)
        counts = np.bincount(codes, minlength=size + 2)[1:]
        shown = safe_counts(counts.tolist(), self.threshold)
        raked = self._raked_counts(codes, asked, size + 2, [at for at, count in enumerate(shown, start=1) if count])
        rows = [self._row(at, count, len(codes), raked[at] if raked else None) for at, count in enumerate(shown, start=1)]
        return tuple(rows if counts[size] else rows[:size])

    def _of_many(self, counted: Counted, asked: Asked) -> tuple[Row, ...]:
        rows = []
        everybody = int(asked.given.sum())
        for at in range(1, len(counted.choices) + 1):
            ticked = self.pool.marks(counted, at)[asked.given] > 0
            count = part_of(everybody, int(ticked.sum()), self.threshold)
            raked = self._raked_counts(ticked.astype(np.int64), asked, 2, [0, 1]) if count is not None else None
            rows.append(self._row(at, count, everybody, raked[1] if raked else None))
        return tuple(rows)

    def _of_rank(self, counted: Counted, asked: Asked) -> tuple[Row, ...]:
        """Return who put each item first, and its mean place among those who placed it."""
        places = [self.pool.marks(counted, at)[asked.given] for at in range(1, len(counted.choices) + 1)]
        shown = safe_counts([int((place == 1).sum()) for place in places], self.threshold)
        everybody = int(asked.given.sum())
        rows = []
        for at, (place, count) in enumerate(zip(places, shown, strict=True), start=1):
            placed = place[place > 0]
            mean = float(placed.mean()) if len(placed) >= self.threshold else None
            row = self._row(at, count, everybody, None)
            rows.append(Row(row.choice, row.count, row.share, mean_place=mean))
        return tuple(rows)

    def _row(self, choice: int, count: int | None, everybody: int, raked: Share | None) -> Row:
        return Row(choice, count) if count is None else Row(choice, count, share_of(count, everybody), raked)

    def _raked_counts(self, codes: NDArray[np.int64], asked: Asked, size: int, shown: Sequence[int]) -> list[Share] | None:
        """Return the raked share of each code among those who answered; nothing where one of those that are `shown` would tell on somebody."""
        if self.weights is None:
            return None
        weights = self.weights[asked.given]
        if any(self._tells(codes == each, weights, asked.given) for each in shown):
            return None
        total, effective = float(weights.sum()), n_eff(weights)
        shares = np.bincount(codes, weights=weights, minlength=size) / total
        return [Share(each, *wilson_of_share(each, effective, level=LEVEL)) for each in np.clip(shares, 0, 1).tolist()]

    def _tells(self, chose: NDArray[np.bool_], weights: NDArray[np.float64], among: NDArray[np.bool_]) -> bool:
        return weighted_share_tells(chose, weights, [side[among] for side in self.sides], self.threshold)

    def _top_two(self, counted: Counted, asked: Asked) -> Row | None:
        """Return how many chose one of the two highest steps of a scale of numbers; an answer without a number does not count."""
        steps = scale_of(counted)
        if steps is None:
            return None
        codes = self.pool.codes(counted)[asked.given]
        on_scale = np.isin(codes, steps)
        people = int(on_scale.sum())
        if people < self.threshold:
            return None
        top = np.isin(codes, steps[-2:])
        count = part_of(people, int(top.sum()), self.threshold)
        if count is None or None in [row.count for row in self._of_one(counted, asked)]:
            return None
        raked = None
        among = asked.given.copy()
        among[asked.given] = on_scale
        weights = None if self.weights is None else self.weights[among]
        if weights is not None and not self._tells(top[on_scale], weights, among):
            share = min(1.0, float(weights[top[on_scale]].sum() / weights.sum()))
            raked = Share(share, *wilson_of_share(share, n_eff(weights), level=LEVEL))
        return Row(0, count, share_of(count, people), raked)


def scale_of(counted: Counted) -> list[int] | None:
    """Return the numbers of the choices that are the steps of a scale, the lowest first: names that are whole numbers, at least four in a row."""
    steps = {int(choice.name): at for at, choice in enumerate(counted.choices, start=1) if choice.name.isdecimal()}
    lowest = min(steps, default=0)
    in_a_row = sorted(steps) == list(range(lowest, lowest + len(steps)))
    return [steps[each] for each in sorted(steps)] if len(steps) >= 4 and in_a_row else None


def safe_counts(counts: Sequence[int], threshold: int) -> list[int | None]:
    """Return counts that add up to what is known. Where that cannot be told without telling on somebody, nothing is."""
    table = suppress_table(list(counts), threshold=threshold)
    if np.isnan(table.total):
        return [None] * len(counts)
    return [None if hidden else count for count, hidden in zip(counts, table.suppressed, strict=True)]


def part_of(everybody: int, count: int, threshold: int) -> int | None:
    """Return how many are a part of everybody; those who are not are a group of people too."""
    return safe_counts([count, everybody - count], threshold)[0]


def share_of(count: int, everybody: int) -> Share:
    """Return a share with Wilson's interval."""
    told = proportion(count, everybody, recruitment="opt_in", level=LEVEL)
    return Share(told.value, told.low, told.high)


def summary_of(figures: NDArray[np.float64], sort: str, threshold: int) -> Summary:
    """Return the middle of numbers and how many fall in each of a few classes with round bounds; days by month, or by year where there are many."""
    typed = figures[~np.isnan(figures)]
    if len(typed) < threshold:
        return Summary(None, None, ())
    bounds = _bounds(typed, sort)
    counts = np.histogram(typed, bounds)[0].tolist()
    classes = zip(bounds[:-1], bounds[1:], safe_counts(counts, threshold), strict=True)
    if sort == "date":
        return Summary(None, None, tuple(classes))
    median = float(np.median(typed)) if len(typed) >= 2 * threshold else None
    low, high = np.quantile(typed, [0.25, 0.75]).tolist()
    return Summary(median, (low, high) if len(typed) >= 4 * threshold else None, tuple(classes))


MOST_CLASSES: Final = 12
_YEAR: Final = 12.0


def _bounds(typed: NDArray[np.float64], sort: str) -> list[float]:
    """Return round bounds of at most twelve classes; the last class holds its upper bound for numbers that are not whole."""
    least, most = float(typed.min()), float(typed.max())
    whole = bool((typed == np.floor(typed)).all())
    step = _step(least, most, sort, whole=whole)
    first = np.floor(least / step) * step
    count = int(np.floor((most - first) / step)) + 1
    return [float(first + at * step) for at in range(count + 1)]


def _step(least: float, most: float, sort: str, *, whole: bool) -> float:
    wide = (most - least) / MOST_CLASSES
    if sort == "date":
        return next(step for step in (1.0, _YEAR, 10 * _YEAR, 100 * _YEAR, 1000 * _YEAR) if (most - least) / step < 2 * MOST_CLASSES)
    size = 10.0 ** np.floor(np.log10(wide)) if wide > 0 else 1.0
    step = next(times * size for times in (1, 2, 5, 10) if times * size > wide) if wide > 0 else 1.0
    return float(max(step, 1.0) if whole else step)
