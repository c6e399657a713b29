"""Odd inputs of opinion."""

from __future__ import annotations

from functools import partial

import numpy as np

from commonshelf.stats.errors import OutOfRangeError, WrongShapeError
from commonshelf.stats.opinion import (
    add_votes,
    adjusted_rand_index,
    describe_groups,
    divisiveness,
    gather_votes,
    judge_groups,
    map_opinions,
    tally,
)
from commonshelf.stats.opinion.errors import (
    NoGroupsError,
    NoVotesError,
    UnequalLengthsError,
    UnknownIndexError,
    UnknownModeError,
    UnknownVoteError,
)
from tests.stats.edge_cases.case import NAN, EdgeCase

LONE = gather_votes([0], [0], [1])
ALIKE = gather_votes(np.repeat(np.arange(20), 8), np.tile(np.arange(8), 20), np.ones(160, int))
PASSED = gather_votes(np.repeat(np.arange(20), 8), np.tile(np.arange(8), 20), np.zeros(160, int))
RNG = np.random.default_rng(0)
judged = partial(judge_groups, rng=RNG)

CASES = [
    EdgeCase("votes, none", partial(gather_votes, [], [], []), NoVotesError),
    EdgeCase("votes, of different lengths", partial(gather_votes, [0, 1], [0], [1]), UnequalLengthsError),
    EdgeCase("votes, a table", partial(gather_votes, [[0]], [[0]], [[1]]), UnequalLengthsError),
    EdgeCase("votes, a two", partial(gather_votes, [0], [0], [2]), UnknownVoteError),
    EdgeCase("votes, a half", partial(gather_votes, [0], [0], [0.5]), UnknownVoteError),
    EdgeCase("votes, a missing one", partial(gather_votes, [0], [0], [NAN]), UnknownVoteError),
    EdgeCase("votes, of somebody below zero", partial(gather_votes, [-1], [0], [1]), UnknownIndexError),
    EdgeCase("votes, of half a person", partial(gather_votes, [0.5], [0], [1]), UnknownIndexError),
    EdgeCase("votes, on a missing statement", partial(gather_votes, [0], [NAN], [1]), UnknownIndexError),
    EdgeCase("votes, of more people than there are", partial(gather_votes, [3], [0], [1], people=3), UnknownIndexError),
    EdgeCase("votes, one", partial(gather_votes, [0], [0], [1]), answer={"people": 1, "statements": 1, "replaced": 0, "__len__": 1}),
    EdgeCase("votes, one taken back", partial(gather_votes, [0, 0], [0, 0], [1, -1]), answer={"replaced": 1, "__len__": 1}),
    EdgeCase("votes, none later", partial(add_votes, LONE, [], [], []), answer={"people": 1, "__len__": 1}),
    EdgeCase("map of one vote", partial(map_opinions, LONE), answer={"k": 1, "n": 1}),
    EdgeCase("map of one vote, as Polis", partial(map_opinions, LONE, mode="polis"), answer={"k": 1, "n": 1}),
    EdgeCase("map where all agree", partial(map_opinions, ALIKE), answer={"k": 1, "n": 20}),
    EdgeCase("map where all agree, as Polis", partial(map_opinions, ALIKE, mode="polis"), answer={"k": 1, "n": 20}),
    EdgeCase("map where all passed", partial(map_opinions, PASSED), answer={"k": 1, "n": 20}),
    EdgeCase("map where all agree, five groups asked", partial(map_opinions, ALIKE, groups=5), answer={"k": 1, "n": 20}),
    EdgeCase("map with everything left out", partial(map_opinions, LONE, left_out=[True]), NoVotesError),
    EdgeCase("map with too many marks", partial(map_opinions, LONE, left_out=[False, True]), UnequalLengthsError),
    EdgeCase("map in a mode nobody knows", partial(map_opinions, LONE, mode="pca"), UnknownModeError),
    EdgeCase("map of people without votes", partial(map_opinions, LONE, least_votes=0), OutOfRangeError),
    EdgeCase("map with one group asked", partial(map_opinions, LONE, groups=1), OutOfRangeError),
    EdgeCase("groups, nobody in one", partial(describe_groups, LONE, [-1]), NoGroupsError),
    EdgeCase("groups, for more people", partial(describe_groups, LONE, [0, 0]), UnequalLengthsError),
    EdgeCase("groups, half a group", partial(describe_groups, LONE, [0.5]), UnknownIndexError),
    EdgeCase("groups, one", partial(describe_groups, LONE, [0]), answer={"representative": ((),)}),
    EdgeCase("divisiveness of one group", partial(divisiveness, tally(ALIKE, np.zeros(20, int))), answer={"level": 0.95}),
    EdgeCase("divisiveness of no votes", partial(divisiveness, tally(LONE, [0]), least_votes=0), OutOfRangeError),
    EdgeCase("divisiveness at level 1", partial(divisiveness, tally(LONE, [0]), level=1.0), OutOfRangeError),
    EdgeCase("verdict on one person", partial(judged, LONE, map_opinions(LONE)), answer={"show": False, "silence": "too_few_people"}),
    EdgeCase("verdict where all agree", partial(judged, ALIKE, map_opinions(ALIKE), least_people=5), answer={"silence": "one_group"}),
    EdgeCase("verdict on another map", partial(judged, ALIKE, map_opinions(LONE)), WrongShapeError),
    EdgeCase("verdict by no shuffles", partial(judged, LONE, map_opinions(LONE), shuffles=0), OutOfRangeError),
    EdgeCase("verdict by one draw", partial(judged, LONE, map_opinions(LONE), draws=1), OutOfRangeError),
    EdgeCase("verdict at alpha 0", partial(judged, LONE, map_opinions(LONE), alpha=0.0), OutOfRangeError),
    EdgeCase("rand index of nobody", partial(adjusted_rand_index, [], []), NoGroupsError),
    EdgeCase("rand index of different people", partial(adjusted_rand_index, [0], [0, 1]), UnequalLengthsError),
    EdgeCase("rand index of one person", partial(adjusted_rand_index, [0], [0]), answer={"real": 1.0}),
]
