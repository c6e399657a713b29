"""Odd inputs of estimates."""

from __future__ import annotations

from functools import partial

from commonshelf.stats import errors
from commonshelf.stats.estimates import proportion, top_two_box
from tests.stats.edge_cases.case import NAN, EdgeCase

share = partial(proportion, recruitment="probability")
agree = partial(top_two_box, recruitment="opt_in")

CASES = [
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
]
