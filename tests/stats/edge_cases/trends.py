"""Odd inputs of trends."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest

from commonshelf.stats import errors
from commonshelf.stats.trends import decompose, dwindling, dwindling_many, errors as own, simulate_threshold, threshold_of, watch
from tests.stats.edge_cases.case import NAN, EdgeCase

YEAR = [9.0, 11.0] * 26
SPRING = [9.0, 11.0] * 4
look_on = partial(watch, learned=52)
simulated = partial(simulate_threshold, learned=52, rng=np.random.default_rng(1))
DAYS = np.datetime64("2026-03-02") + np.arange(14)
FORTNIGHT = [9.0, 11.0] * 7

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
    EdgeCase("watch, nothing to learn from", partial(watch, [YEAR], learned=0), own.NothingWatchedError),
    EdgeCase("watch, nothing to watch", partial(look_on, [YEAR]), own.NothingWatchedError),
    EdgeCase("watch, no series", partial(look_on, np.zeros((0, 60))), answer={"__len__": 0, "expected_false_alarms": 0.0, "alarms": ()}),
    EdgeCase("watch, one series", partial(look_on, [YEAR + SPRING]), answer={"__len__": 1, "expected_false_alarms": 0.1, "alarms": ()}),
    EdgeCase("watch, one flat list", partial(look_on, YEAR + SPRING), errors.WrongShapeError),
    EdgeCase("watch, nothing ever counted", partial(look_on, [[NAN] * 60]), answer={"expected_false_alarms": 0.0, "alarms": ()}),
    EdgeCase("watch, nobody ever came", partial(look_on, [[0] * 60]), answer={"expected_false_alarms": 0.0, "alarms": ()}),
    EdgeCase("watch, nobody came to one of two", partial(look_on, [YEAR + SPRING, [0] * 60]), answer={"expected_false_alarms": 0.1}),
    EdgeCase("watch, always the same", partial(look_on, [[9] * 70]), answer={"expected_false_alarms": 0.1, "alarms": ()}),
    EdgeCase("watch, enormous counts", partial(look_on, [[900_000, 1_100_000] * 35]), answer={"alarms": ()}),
    EdgeCase("watch, one slip of the pen", partial(look_on, [[1000] * 55 + [1_000_000] + [1000] * 4 + [400] * 9]), answer={"__len__": 1}),
    EdgeCase("watch, fewer than none", partial(look_on, [[*YEAR, -1]]), errors.NotACountError),
    EdgeCase("watch, half a person", partial(look_on, [[*YEAR, 1.5]]), errors.NotACountError),
    EdgeCase("watch, always closed", partial(look_on, [[0] * 60], exposure=[[0] * 60]), answer={"expected_false_alarms": 0.0}),
    EdgeCase("watch, closed but counted", partial(look_on, [YEAR + SPRING], exposure=[0] + [1] * 59), own.ClosedButCountedError),
    EdgeCase("watch, exposure unknown", partial(look_on, [YEAR + SPRING], exposure=[NAN] + [1] * 59), errors.OutOfRangeError),
    EdgeCase("watch, exposure of other weeks", partial(look_on, [YEAR + SPRING], exposure=[1] * 59), errors.WrongShapeError),
    EdgeCase("watch, branch of others", partial(look_on, [YEAR + SPRING], branch=[1, 2]), errors.WrongShapeError),
    EdgeCase("watch, rate 0", partial(look_on, [YEAR + SPRING], false_alarms=0.0), errors.OutOfRangeError),
    EdgeCase("watch, rate below the table", partial(look_on, [YEAR + SPRING], false_alarms=0.001), own.NoThresholdError),
    EdgeCase("watch, four years on", partial(look_on, [YEAR * 5]), own.NoThresholdError),
    EdgeCase("watch, a year of a day", partial(look_on, [YEAR + SPRING], period=1.0), errors.OutOfRangeError),
    EdgeCase("watch, minus one wave", partial(look_on, [YEAR + SPRING], harmonics=-1), errors.OutOfRangeError),
    EdgeCase("threshold, rate 1", partial(threshold_of, 1.0, learned=52), errors.OutOfRangeError),
    EdgeCase("threshold by simulation, no town", partial(simulated, [YEAR + SPRING], towns=0), errors.OutOfRangeError),
    EdgeCase("threshold by simulation, nothing counted", partial(simulated, [[NAN] * 60]), errors.NothingToEstimateError),
    EdgeCase("days, none", partial(decompose, [], []), errors.NothingToEstimateError),
    EdgeCase("days, one", partial(decompose, [9], ["2026-03-02"]), own.TooFewDaysError),
    EdgeCase("days, never counted", partial(decompose, [NAN] * 14, DAYS), errors.NothingToEstimateError),
    EdgeCase("days, nobody ever came", partial(decompose, [0] * 14, DAYS), errors.NothingToEstimateError),
    EdgeCase("days, always closed", partial(decompose, [0] * 14, DAYS, exposure=[0] * 14), errors.NothingToEstimateError),
    EdgeCase("days, a table", partial(decompose, [FORTNIGHT], [DAYS]), errors.WrongShapeError),
    EdgeCase("days, fewer days than counts", partial(decompose, FORTNIGHT, DAYS[:13]), errors.WrongShapeError),
    EdgeCase("days, no dates", partial(decompose, FORTNIGHT, ["soon"] * 14), own.NotADayError),
    EdgeCase("days, a date missing", partial(decompose, FORTNIGHT, ["NaT", *DAYS[1:]]), own.NotADayError),
    EdgeCase("days, one twice", partial(decompose, FORTNIGHT, DAYS[[0, *range(13)]]), own.NotADayError),
    EdgeCase("days, closed but counted", partial(decompose, FORTNIGHT, DAYS, exposure=[0] * 14), own.ClosedButCountedError),
    EdgeCase("days, exposure below nothing", partial(decompose, FORTNIGHT, DAYS, exposure=[-1] * 14), errors.OutOfRangeError),
    EdgeCase("days, exposure of other days", partial(decompose, FORTNIGHT, DAYS, exposure=[1] * 13), errors.WrongShapeError),
    EdgeCase("days, minus one wave", partial(decompose, FORTNIGHT, DAYS, harmonics=-1), errors.OutOfRangeError),
    EdgeCase(
        "days, one uncounted", partial(decompose, [NAN, *FORTNIGHT[1:]], DAYS), answer={"counted": 13, "missing": 1, "season_known": False}
    ),
]
