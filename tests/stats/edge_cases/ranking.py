"""Odd inputs of ranking."""

from __future__ import annotations

from functools import partial

import numpy as np

from commonshelf.stats import errors
from commonshelf.stats.ranking import errors as refused, next_pair, pairwise_scores, rank_intervals
from tests.stats.edge_cases.case import NAN, EdgeCase

scores = partial(pairwise_scores, recruitment="opt_in")
likely = partial(scores, prior_sd=None)
NOTHING = scores([], [], [], n_items=3)
RNG = np.random.default_rng(1)

CASES = [
    EdgeCase("choices, none", partial(scores, [], [], [], n_items=3), answer={"n": 0, "steps": 1, "people": None}),
    EdgeCase("choices, none and no prior", partial(likely, [], [], [], n_items=3), refused.DisconnectedItemsError),
    EdgeCase("choices, nobody could decide", partial(scores, [0], [1], [NAN], n_items=2), answer={"n": 0, "undecided": 1}),
    EdgeCase("choices, one", partial(scores, [0], [1], [1], n_items=2), answer={"n": 1, "equal": 0, "undecided": 0}),
    EdgeCase("choices, one and no prior", partial(likely, [0], [1], [1], n_items=2), refused.OneSidedItemsError),
    EdgeCase("choices, one for both", partial(likely, [0], [1], [0], n_items=2), answer={"n": 1, "equal": 1}),
    EdgeCase("choices, one item", partial(scores, [], [], [], n_items=1), refused.TooFewItemsError),
    EdgeCase("choices, an item against itself", partial(scores, [1], [1], [1], n_items=2), refused.NotAnItemError),
    EdgeCase("choices, an unknown item", partial(scores, [2], [1], [1], n_items=2), refused.NotAnItemError),
    EdgeCase("choices, an item below the first", partial(scores, [-1], [1], [1], n_items=2), refused.NotAnItemError),
    EdgeCase("choices, a missing item", partial(scores, [NAN], [1], [1], n_items=2), refused.NotAnItemError),
    EdgeCase("choices, a worded item", partial(scores, ["a"], [1], [1], n_items=2), refused.NotAnItemError),
    EdgeCase("choices, an answer of two", partial(scores, [0], [1], [2], n_items=2), refused.NotAChoiceError),
    EdgeCase("choices, a worded answer", partial(scores, [0], [1], ["left"], n_items=2), refused.NotAChoiceError),
    EdgeCase("choices, uneven", partial(scores, [0, 1], [1], [1], n_items=2), errors.WrongShapeError),
    EdgeCase("choices, a table", partial(scores, [[0]], [1], [1], n_items=2), errors.WrongShapeError),
    EdgeCase("choices, a table of answers", partial(scores, [0], [1], [[1]], n_items=2), errors.WrongShapeError),
    EdgeCase("choices, an unknown rule for ties", partial(scores, [0], [1], [0], n_items=2, ties="coin"), errors.OutOfRangeError),
    EdgeCase("choices, a prior without spread", partial(scores, [0], [1], [1], n_items=2, prior_sd=0.0), errors.OutOfRangeError),
    EdgeCase("choices, a missing prior spread", partial(scores, [0], [1], [1], n_items=2, prior_sd=NAN), errors.OutOfRangeError),
    EdgeCase("choices, level 1", partial(scores, [0], [1], [1], n_items=2, level=1.0), errors.OutOfRangeError),
    EdgeCase("choices, one person", partial(scores, [0, 0], [1, 1], [1, -1], n_items=2, persons=[7, 7]), refused.TooFewPeopleError),
    EdgeCase("choices, persons missing", partial(scores, [0, 0], [1, 1], [1, -1], n_items=2, persons=[7]), errors.WrongShapeError),
    EdgeCase(
        "choices, of people nobody described",
        partial(pairwise_scores, [], [], [], n_items=2, recruitment="x"),
        errors.UnknownRecruitmentError,
    ),
    EdgeCase(
        "choices, the left always chosen",
        partial(likely, [0, 1], [1, 0], [1, 1], n_items=2, position=True),
        refused.OneSidedPositionError,
    ),
    EdgeCase("places, too few draws", partial(rank_intervals, NOTHING, rng=RNG, draws=10), errors.OutOfRangeError),
    EdgeCase("places, level 0", partial(rank_intervals, NOTHING, rng=RNG, level=0.0), errors.OutOfRangeError),
    EdgeCase(
        "next pair, everything seen", partial(next_pair, NOTHING, rng=RNG, seen=[(0, 1), (2, 1), (0, 2)]), answer={"__class__": type(None)}
    ),
    EdgeCase("next pair, nothing open", partial(next_pair, NOTHING, rng=RNG, open_items=[False] * 3), answer={"__class__": type(None)}),
    EdgeCase("next pair, an open list too short", partial(next_pair, NOTHING, rng=RNG, open_items=[True]), errors.WrongShapeError),
    EdgeCase("next pair, open as numbers", partial(next_pair, NOTHING, rng=RNG, open_items=[0, 1, 2]), errors.WrongShapeError),
    EdgeCase("next pair, an unknown pair seen", partial(next_pair, NOTHING, rng=RNG, seen=[(0, 3)]), refused.NotAnItemError),
    EdgeCase("next pair, an unknown plan", partial(next_pair, NOTHING, rng=RNG, plan="oracle"), errors.OutOfRangeError),
    EdgeCase("next pair, among none", partial(next_pair, NOTHING, rng=RNG, among=0), errors.OutOfRangeError),
]
