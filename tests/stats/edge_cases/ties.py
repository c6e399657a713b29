"""Odd inputs of ties."""

from __future__ import annotations

from functools import partial

from commonshelf.stats import errors
from commonshelf.stats.ties import errors as refusals, group_ties, level_movement, people_ties, weighted_commitment
from tests.stats.edge_cases.case import NAN, EdgeCase

people = partial(people_ties, session_periods=[1, 2])
groups = partial(group_ties, session_groups=[0, 1])
levels = partial(level_movement, levels=4)
NOTHING = {"people": None, "returning": None, "pairs": None, "new_pairs": None, "bridging_share": None}

CASES = [
    EdgeCase("ties, nobody", partial(people, [], []), refusals.NoAttendanceError),
    EdgeCase("ties, only strangers", partial(people, [-1, -1], [0, 1]), refusals.NoAttendanceError),
    EdgeCase("ties, one person", lambda: people([4], [0]).periods[0], answer={**NOTHING, "pairs": 0, "new_pairs": 0}),
    EdgeCase("ties, nine people", lambda: people(list(range(9)), [0] * 9).periods[0], answer=NOTHING),
    EdgeCase("ties, a session nobody came to", partial(people, [4], [0]), answer={"unknown": 0, "sessions_too_large": 0}),
    EdgeCase("ties, a person without a session", partial(people, [1, 2], [0]), refusals.UnevenArraysError),
    EdgeCase("ties, a session that is not there", partial(people, [1], [2]), refusals.UnknownNumberError),
    EdgeCase("ties, a person below all", partial(people, [-2], [0]), refusals.UnknownNumberError),
    EdgeCase("ties, half a person", partial(people, [0.5], [0]), refusals.UnknownNumberError),
    EdgeCase("ties, a missing person", partial(people, [NAN], [0]), refusals.UnknownNumberError),
    EdgeCase("ties, a bare number", partial(people, 1, 0), errors.WrongShapeError),
    EdgeCase("ties, people without a group", partial(people, [3], [0], person_groups=[0, 1]), refusals.UnevenArraysError),
    EdgeCase("ties, threshold 0", partial(people, [1], [0], threshold=0), errors.OutOfRangeError),
    EdgeCase("ties, nobody to meet", partial(people, [1], [0], largest_session=1), errors.OutOfRangeError),
    EdgeCase("groups, nobody", partial(groups, [], []), refusals.NoAttendanceError),
    EdgeCase("groups, one person", partial(groups, [1], [0]), answer={"bridging_people": None, "unknown": 0}),
    EdgeCase("groups, one group too many", partial(groups, [1], [0], groups=1), refusals.UnknownNumberError),
    EdgeCase("groups, no sessions", partial(group_ties, [], [], session_groups=[]), refusals.NoAttendanceError),
    EdgeCase("commitment, no periods", partial(weighted_commitment, [[], [], [], []]), errors.NothingToEstimateError),
    EdgeCase("commitment, nobody", partial(weighted_commitment, [[0], [0], [0], [0]]), errors.NothingToEstimateError),
    EdgeCase("commitment, a few", partial(weighted_commitment, [[3], [0], [0], [0]]), errors.OutOfRangeError),
    EdgeCase("commitment, a level missing", partial(weighted_commitment, [[30], [NAN], [0], [0]]), errors.MissingCellError),
    EdgeCase("commitment, three levels", partial(weighted_commitment, [[30], [9], [0]]), errors.WrongShapeError),
    EdgeCase("commitment, half a person", partial(weighted_commitment, [[30.5], [9], [0], [0]]), errors.NotACountError),
    EdgeCase("commitment, weightless", partial(weighted_commitment, [[30]], weights=[0.0]), errors.OutOfRangeError),
    EdgeCase("movement, nobody", partial(levels, [], []), errors.NothingToEstimateError),
    EdgeCase("movement, all newcomers", partial(levels, [-1], [0]), errors.NothingToEstimateError),
    EdgeCase("movement, no such level", partial(levels, [4], [0]), refusals.UnknownNumberError),
    EdgeCase("movement, uneven", partial(levels, [0, 1], [0]), refusals.UnevenArraysError),
    EdgeCase("movement, a few joined", partial(levels, [0] * 10 + [-1], [0] * 11), answer={"joined": None}),
]
