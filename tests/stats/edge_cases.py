"""Every odd input of every method, in one list: each has an answer or an error with a name. A new method adds its rows here."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from commonshelf.stats import errors
from commonshelf.stats.estimates import proportion, top_two_box
from commonshelf.stats.privacy import bounds_of_hidden, suppress_table
from commonshelf.stats.trends import dwindling, dwindling_many

if TYPE_CHECKING:
    from collections.abc import Callable

NAN = float("nan")


@dataclass(frozen=True)
class EdgeCase:
    """One odd call; either `error` is what it raises, or `answer` is what its result says under those names."""

    name: str
    call: Callable[[], Any]
    error: type[errors.StatsError] | None = None
    answer: dict[str, Any] = field(default_factory=dict)


share = partial(proportion, recruitment="probability")
agree = partial(top_two_box, recruitment="opt_in")
safe = partial(suppress_table, threshold=10)

EDGE_CASES = [
    EdgeCase("share of nobody", partial(share, 0, 0), errors.NothingToEstimateError),
    EdgeCase("share of one who said no", partial(share, 0, 1), answer={"value": 0.0, "low": 0.0, "n": 1}),
    EdgeCase("share of one who said yes", partial(share, 1, 1), answer={"value": 1.0, "high": 1.0, "n": 1}),
    EdgeCase("share of more than all", partial(share, 3, 2), errors.NotACountError),
    EdgeCase("share of less than none", partial(share, -1, 2), errors.NotACountError),
    EdgeCase("share of half a person", partial(share, 0.5, 2), errors.NotACountError),
    EdgeCase("share of a missing count", partial(share, NAN, 2), errors.NotACountError),
    EdgeCase("share of an endless count", partial(share, 1, float("inf")), errors.NotACountError),
    EdgeCase("share at level 1", partial(share, 1, 2, level=1.0), errors.OutOfRangeError),
    EdgeCase("share at level 0", partial(share, 1, 2, level=0.0), errors.OutOfRangeError),
    EdgeCase("share of a crowd nobody described", partial(proportion, 1, 2, recruitment="volunteers"), errors.UnknownRecruitmentError),
    EdgeCase("census of nobody", partial(proportion, 0, 0, recruitment="census"), errors.NothingToEstimateError),
    EdgeCase("scores, none", partial(agree, []), errors.NothingToEstimateError),
    EdgeCase("scores, all missing", partial(agree, [NAN, None, NAN]), errors.NothingToEstimateError),
    EdgeCase("scores, one", partial(agree, [4]), answer={"value": 1.0, "n": 1, "missing": 0}),
    EdgeCase("scores, one answered", partial(agree, [NAN, 3]), answer={"value": 0.0, "n": 1, "missing": 1}),
    EdgeCase("scores, a zero", partial(agree, [5, 0]), errors.ScoreOutOfRangeError),
    EdgeCase("scores, a six", partial(agree, [6]), errors.ScoreOutOfRangeError),
    EdgeCase("scores, four and a half", partial(agree, [4.5]), errors.ScoreOutOfRangeError),
    EdgeCase("scores, endless", partial(agree, [float("inf")]), errors.ScoreOutOfRangeError),
    EdgeCase("scores, a word", partial(agree, ["agree"]), errors.ScoreOutOfRangeError),
    EdgeCase("scores, a table", partial(agree, [[4, 5], [1, 2]]), errors.WrongShapeError),
    EdgeCase("series, empty", partial(dwindling, []), answer={"alarm": False, "silence": "too_few", "n": 0, "p_value": None}),
    EdgeCase("series, one session", partial(dwindling, [7]), answer={"silence": "too_few", "n": 1, "usual": None}),
    EdgeCase("series, never counted", partial(dwindling, [NAN] * 30), answer={"silence": "too_few", "n": 0, "missing": 30}),
    EdgeCase(
        "series, nobody ever came", partial(dwindling, [0] * 30), answer={"silence": "no_fall", "usual": 0.0, "p_value": pytest.approx(1.0)}
    ),
    EdgeCase(
        "series, always the same", partial(dwindling, [9] * 30), answer={"silence": "no_fall", "usual": 9.0, "p_value": pytest.approx(1.0)}
    ),
    EdgeCase("series, not counted lately", partial(dwindling, [9] * 30 + [NAN] * 7), answer={"silence": "not_counted_lately", "n": 30}),
    EdgeCase("series, fewer than none", partial(dwindling, [9, -1]), errors.NotACountError),
    EdgeCase("series, half a person", partial(dwindling, [9, 1.5]), errors.NotACountError),
    EdgeCase("series, endless", partial(dwindling, [9, float("inf")]), errors.NotACountError),
    EdgeCase("series, a table", partial(dwindling, [[9, 8], [7, 6]]), errors.WrongShapeError),
    EdgeCase("series, a bare number", partial(dwindling, 9), errors.WrongShapeError),
    EdgeCase("series, rate 0", partial(dwindling, [9] * 30, alarm_rate=0.0), errors.OutOfRangeError),
    EdgeCase("series, rate 1", partial(dwindling, [9] * 30, alarm_rate=1.0), errors.OutOfRangeError),
    EdgeCase("series, no patience", partial(dwindling, [9] * 30, earliest=3), errors.OutOfRangeError),
    EdgeCase("series, a fall below all", partial(dwindling, [9] * 30, least_fall=1.1), errors.OutOfRangeError),
    EdgeCase("many series, none", partial(dwindling_many, []), answer={"__len__": 0}),
    EdgeCase("many series, an empty one", partial(dwindling_many, [[]]), answer={"__len__": 1}),
    EdgeCase("many series, rate 0", partial(dwindling_many, [], alarm_rate=0.0), errors.OutOfRangeError),
    EdgeCase("table, empty", partial(safe, []), errors.EmptyTableError),
    EdgeCase("table, rows without columns", partial(safe, [[], []]), errors.EmptyTableError),
    EdgeCase("table, a bare number", partial(safe, 4), errors.WrongShapeError),
    EdgeCase("table, three ways", partial(safe, [[[1]]]), errors.WrongShapeError),
    EdgeCase("table, uneven", partial(safe, [[1, 2], [3]]), errors.NotACountError),
    EdgeCase("table, a missing cell", partial(safe, [12, NAN]), errors.MissingCellError),
    EdgeCase("table, fewer than none", partial(safe, [12, -1]), errors.NotACountError),
    EdgeCase("table, only zeros", partial(safe, [0, 0]), answer={"total": 0.0}),
    EdgeCase("table, one large cell", partial(safe, [50]), answer={"total": 50.0}),
    EdgeCase("table, threshold 0", partial(suppress_table, [1, 2], threshold=0), errors.OutOfRangeError),
    EdgeCase("table, threshold one and a half", partial(suppress_table, [1, 2], threshold=1.5), errors.OutOfRangeError),
    EdgeCase("table, nothing small at threshold 1", partial(suppress_table, [1, 2], threshold=1), answer={"total": 3.0}),
    EdgeCase("attack on nothing", partial(bounds_of_hidden, []), errors.EmptyTableError),
    EdgeCase("attack on a contradiction", partial(bounds_of_hidden, [5, NAN, 4]), errors.ContradictionError),
    EdgeCase("attack on a lone total", partial(bounds_of_hidden, [5]), errors.EmptyTableError),
    EdgeCase("attack on a number", partial(bounds_of_hidden, 5), errors.WrongShapeError),
]
