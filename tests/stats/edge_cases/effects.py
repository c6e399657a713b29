"""Odd inputs of effects."""

from __future__ import annotations

from functools import partial

import numpy as np

from commonshelf.stats import errors
from commonshelf.stats.effects import difference_in_differences, errors as refusals, interrupted_time_series, synthetic_control
from tests.stats.edge_cases.case import NAN, EdgeCase

TOWN = np.random.default_rng(7).poisson(40, (6, 20)).astype(float)
EVEN = np.full((6, 20), 40.1)  # not a number that floats hold exactly
GONE = np.where(np.arange(20) < 12, TOWN, NAN)
CLOSED = np.vstack([TOWN[:1], np.full((5, 20), NAN)])
EMPTY_WEEK = np.where(np.arange(120).reshape(6, 20) == 45, 0.0, TOWN)
ENDLESS = np.where(np.arange(120).reshape(6, 20) == 45, np.inf, TOWN)
ABOVE = np.vstack([TOWN[:1] + 4000, TOWN[1:]])

line = partial(interrupted_time_series, change_at=12, controls=None)
beside = partial(difference_in_differences, changed=0, change_at=12)
mixed = partial(synthetic_control, changed=0, change_at=12)
STILL = {"value": 0.0, "low": 0.0, "high": 0.0, "p_value": 1.0}

CASES = [
    EdgeCase("line, empty", partial(line, []), refusals.ChangeAtTheEdgeError),
    EdgeCase("line, one period", partial(interrupted_time_series, [4.0], change_at=0, controls=None), refusals.ChangeAtTheEdgeError),
    EdgeCase("line, a bare number", partial(line, 4.0), errors.WrongShapeError),
    EdgeCase("line, never counted", partial(line, [NAN] * 20), refusals.TooFewPeriodsError),
    EdgeCase("line, change at the first period", partial(line, TOWN[0], change_at=0), refusals.ChangeAtTheEdgeError),
    EdgeCase("line, change after the last period", partial(line, TOWN[0], change_at=20), refusals.ChangeAtTheEdgeError),
    EdgeCase("line, too little before", partial(line, TOWN[0], change_at=10), refusals.TooFewPeriodsError),
    EdgeCase("line, too little after", partial(line, TOWN[0], change_at=18), refusals.TooFewPeriodsError),
    EdgeCase("line, nothing counted after", partial(line, GONE[0]), refusals.TooFewPeriodsError),
    EdgeCase("line, a year before is missing", partial(line, TOWN[0], season=12), refusals.TooFewPeriodsError),
    EdgeCase("line, more waves than a season has", partial(line, TOWN[0], season=4, harmonics=3), errors.OutOfRangeError),
    EdgeCase("line, no such errors", partial(line, TOWN[0], errors="hopeful"), errors.OutOfRangeError),
    EdgeCase("line, lags below nothing", partial(line, TOWN[0], errors="newey_west", lags=-1), errors.OutOfRangeError),
    EdgeCase("line, no such scale", partial(line, TOWN[0], scale="cubic"), errors.OutOfRangeError),
    EdgeCase("line, sure beyond doubt", partial(line, TOWN[0], level=1.0), errors.OutOfRangeError),
    EdgeCase("line, words", partial(line, ["a", "b"]), refusals.NotANumberError),
    EdgeCase("line, ratio of an empty week", partial(line, EMPTY_WEEK[2], scale="ratio"), refusals.NoRatioOfZeroError),
    EdgeCase("line, no controls given", partial(line, TOWN[0], controls=np.empty((0, 20))), refusals.NoControlsError),
    EdgeCase("line, one control", partial(line, TOWN[0], controls=TOWN[1:2]), refusals.NoControlsError),
    EdgeCase("line, shorter controls", partial(line, TOWN[0], controls=TOWN[1:, :9]), errors.WrongShapeError),
    EdgeCase("line, always the same", lambda: line(EVEN[0], errors="newey_west").effect, answer=STILL),
    EdgeCase("line, leaning, always the same", lambda: line(EVEN[0]).effect, answer=STILL),
    EdgeCase("differences, empty", partial(beside, []), errors.WrongShapeError),
    EdgeCase("differences, no periods", partial(beside, [[], []]), refusals.ChangeAtTheEdgeError),
    EdgeCase("differences, one unit", partial(beside, TOWN[:1]), refusals.NoControlsError),
    EdgeCase("differences, everybody changed", partial(beside, TOWN, changed=[0, 1, 2, 3, 4, 5]), refusals.NoControlsError),
    EdgeCase("differences, nobody changed", partial(beside, TOWN, changed=[]), refusals.NothingToCompareWithError),
    EdgeCase("differences, no such unit", partial(beside, TOWN, changed=6), errors.OutOfRangeError),
    EdgeCase("differences, half a unit", partial(beside, TOWN, changed=0.5), errors.OutOfRangeError),
    EdgeCase("differences, two controls", partial(beside, TOWN[:3]), refusals.NoControlsError),
    EdgeCase("differences, controls never counted", partial(beside, CLOSED), refusals.NoControlsError),
    EdgeCase("differences, changed unit gone", partial(beside, GONE), refusals.TooFewPeriodsError),
    EdgeCase("differences, change at the edge", partial(beside, TOWN, change_at=20), refusals.ChangeAtTheEdgeError),
    EdgeCase("differences, one period after", partial(beside, TOWN, change_at=19), refusals.TooFewPeriodsError),
    EdgeCase("differences, three periods before", partial(beside, TOWN, change_at=3), refusals.TooFewPeriodsError),
    EdgeCase("differences, clustered with one changed", partial(beside, TOWN, errors="clustered"), refusals.TooFewUnitsError),
    EdgeCase("differences, by lot among six at 95 %", partial(beside, TOWN, errors="by_lot"), refusals.TooFewUnitsError),
    EdgeCase(
        "differences, by lot without an rng",
        partial(beside, np.tile(TOWN, (4, 1)), changed=list(range(8)), errors="by_lot"),
        refusals.NeedsRandomnessError,
    ),
    EdgeCase("differences, two matches", partial(beside, TOWN, matches=2), errors.OutOfRangeError),
    EdgeCase("differences, endless", partial(beside, ENDLESS), refusals.NotANumberError),
    EdgeCase("differences, uneven rows", partial(beside, [[1.0, 2.0], [3.0]]), refusals.NotANumberError),
    EdgeCase("differences, ratio of an empty week", partial(beside, EMPTY_WEEK, scale="ratio"), refusals.NoRatioOfZeroError),
    EdgeCase("differences, always the same", lambda: beside(EVEN).effect, answer=STILL),
    EdgeCase(
        "differences, always the same, elsewhere too", lambda: beside(EVEN).in_space, answer={"tried": 5, "as_large": 5, "p_value": 1.0}
    ),
    EdgeCase("mix, one unit", partial(mixed, TOWN[:1]), refusals.NoControlsError),
    EdgeCase("mix, one control", partial(mixed, TOWN[:2]), refusals.NoControlsError),
    EdgeCase("mix, two changed units", partial(mixed, TOWN, changed=[0, 1]), refusals.TooFewUnitsError),
    EdgeCase("mix, eight periods before", partial(mixed, TOWN, change_at=8), refusals.TooFewPeriodsError),
    EdgeCase("mix, two periods after", partial(mixed, TOWN, change_at=18), refusals.TooFewPeriodsError),
    EdgeCase("mix, far above every control", partial(mixed, ABOVE), refusals.PoorFitError),
    EdgeCase("mix, ridge below nothing", partial(mixed, TOWN, ridge=-1.0), errors.OutOfRangeError),
    EdgeCase("mix, one fold", partial(mixed, TOWN, folds=1), errors.OutOfRangeError),
    EdgeCase("mix, a bare number", partial(mixed, 4.0), errors.WrongShapeError),
    EdgeCase("mix, always the same", lambda: mixed(EVEN).effect, answer=STILL),
    EdgeCase("mix, always the same, any mix will do", partial(mixed, EVEN), answer={"weights_unique": False, "fit": 0.0}),
]
