"""Odd inputs of trends."""

from __future__ import annotations

from functools import partial

import pytest

from commonshelf.stats import errors
from commonshelf.stats.trends import dwindling, dwindling_many
from tests.stats.edge_cases.case import NAN, EdgeCase

CASES = [
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
]
