"""Odd inputs of representation."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest

from commonshelf.stats import errors
from commonshelf.stats.representation import (
    CensusError,
    adjust_p_values,
    margin_of_proportion,
    margin_of_ratio,
    margin_of_sum,
    mid_p_value,
    rank_missing,
    read_margins,
    representation,
    sample_size_for_ratio,
    sample_size_for_share,
    share_errors,
    standard_error,
)
from commonshelf.stats.representation.errors import (
    MissingMarginError,
    NobodyLivesThereError,
    NotAMarginError,
    NotAPopulationError,
    NothingToDetectError,
    UnknownAdjustmentError,
)
from tests.stats.edge_cases.case import NAN, EdgeCase

INF = float("inf")
compare = partial(representation, recruitment="opt_in")
ratio_size = partial(sample_size_for_ratio, population_share=0.1, recruitment="probability")
share_size = partial(sample_size_for_share, recruitment="probability")


def rank(*arguments, **given):
    return rank_missing(*arguments, recruitment="opt_in", rng=np.random.default_rng(1), **given)


def rough(*margins, **given):
    return CensusError(margins, **given)


CASES = [
    EdgeCase("groups, none", partial(compare, [], []), errors.NothingToEstimateError),
    EdgeCase("groups, one", partial(compare, [5], [50]), answer={"verdicts": ("no_difference_shown",), "n": 5, "family": 1}),
    EdgeCase("groups, one person", partial(compare, [1, 0], [50, 50]), answer={"verdicts": ("no_difference_shown",) * 2, "n": 1}),
    EdgeCase("groups, nobody heard", partial(compare, [0, 0], [50, 50]), errors.NothingToEstimateError),
    EdgeCase(
        "groups, an empty one", partial(compare, [0, 5], [0, 50]), answer={"verdicts": ("not_tested", "no_difference_shown"), "family": 1}
    ),
    EdgeCase("groups, heard from nowhere", partial(compare, [1, 5], [0, 50]), NobodyLivesThereError),
    EdgeCase("groups, nobody lives here at all", partial(compare, [1, 5], [0, 0]), NobodyLivesThereError),
    EdgeCase("groups, a missing count", partial(compare, [NAN, 5], [50, 50]), errors.MissingCellError),
    EdgeCase("groups, half a person", partial(compare, [0.5, 5], [50, 50]), errors.NotACountError),
    EdgeCase("groups, fewer than none", partial(compare, [-1, 5], [50, 50]), errors.NotACountError),
    EdgeCase("groups, a missing population", partial(compare, [1, 5], [NAN, 50]), NotAPopulationError),
    EdgeCase("groups, a negative population", partial(compare, [1, 5], [-3, 50]), NotAPopulationError),
    EdgeCase("groups, an endless population", partial(compare, [1, 5], [INF, 50]), NotAPopulationError),
    EdgeCase("groups, a population in words", partial(compare, [1, 5], ["many", 50]), NotAPopulationError),
    EdgeCase("groups, one population too few", partial(compare, [1, 5], [50]), errors.WrongShapeError),
    EdgeCase("groups, a table", partial(compare, [[1, 5]], [[50, 50]]), errors.WrongShapeError),
    EdgeCase("groups, one name too few", partial(compare, [1, 5], [50, 50], groups=["young"]), errors.WrongShapeError),
    EdgeCase("groups, asked nobody knows how", partial(representation, [1], [5], recruitment="volunteers"), errors.UnknownRecruitmentError),
    EdgeCase("groups, some of unknown group", partial(compare, [1, 5], [50, 50], unknown=4), answer={"n": 6, "unknown": 4}),
    EdgeCase("groups, fewer than none unknown", partial(compare, [1, 5], [50, 50], unknown=-4), errors.NotACountError),
    EdgeCase("groups, level 1", partial(compare, [1, 5], [50, 50], level=1.0), errors.OutOfRangeError),
    EdgeCase("groups, design effect below 1", partial(compare, [1, 5], [50, 50], design_effect=0.5), errors.OutOfRangeError),
    EdgeCase("groups, design effect missing", partial(compare, [1, 5], [50, 50], design_effect=NAN), errors.OutOfRangeError),
    EdgeCase("groups, another adjustment", partial(compare, [1, 5], [50, 50], adjustment="hope"), UnknownAdjustmentError),
    EdgeCase("groups, a margin missing", partial(compare, [1, 5], [50, 50], census_error=rough(3, NAN)), MissingMarginError),
    EdgeCase("groups, a margin below 0", partial(compare, [1, 5], [50, 50], census_error=rough(3, -1)), NotAMarginError),
    EdgeCase("groups, a margin too few", partial(compare, [1, 5], [50, 50], census_error=rough(3)), errors.WrongShapeError),
    EdgeCase("groups, margins larger than life", partial(compare, [1, 5], [50, 50], census_error=rough(900, 900)), answer={"n": 6}),
    EdgeCase("groups, everybody heard", partial(representation, [5], [5], recruitment="census"), answer={"interval_kind": "none"}),
    EdgeCase("ranking, none", partial(rank, [], []), errors.NothingToEstimateError),
    EdgeCase("ranking, one group", partial(rank, [3], [50]), answer={"order": (0,), "rank": pytest.approx([1.0])}),
    EdgeCase("ranking, an empty group", partial(rank, [0, 3], [0, 50]), answer={"order": (1,)}),
    EdgeCase("ranking, heard from nowhere", partial(rank, [1, 3], [0, 50]), NobodyLivesThereError),
    EdgeCase("ranking, a bar of 0", partial(rank, [1, 3], [50, 50], bar=0.0), errors.OutOfRangeError),
    EdgeCase("ranking by luck", partial(rank, [1, 3], [50, 50], by="luck"), errors.OutOfRangeError),
    EdgeCase("mid-p of a share of nobody", partial(mid_p_value, 0, 5, share=0.0), errors.OutOfRangeError),
    EdgeCase("mid-p of more than all", partial(mid_p_value, 6, 5, share=0.5), errors.OutOfRangeError),
    EdgeCase("mid-p, a missing error", partial(mid_p_value, 1, 5, share=0.5, share_error=NAN), errors.OutOfRangeError),
    EdgeCase("p-values, none", partial(adjust_p_values, [], adjustment="holm"), answer={"size": 0}),
    EdgeCase("p-values, one above 1", partial(adjust_p_values, [1.2], adjustment="holm"), errors.OutOfRangeError),
    EdgeCase("p-values, a table", partial(adjust_p_values, [[0.1]], adjustment="holm"), errors.WrongShapeError),
    EdgeCase("margins, none", partial(read_margins, []), answer={"size": 0}),
    EdgeCase("margins, endless", partial(read_margins, ["inf"]), NotAMarginError),
    EdgeCase("margins, a code nobody knows", partial(read_margins, [-123]), NotAMarginError),
    EdgeCase("margins, unread marks", partial(standard_error, ["*****"]), NotAMarginError),
    EdgeCase("margins, level 0", partial(standard_error, [5], level=0.0), errors.OutOfRangeError),
    EdgeCase("margin of the sum of nothing", partial(margin_of_sum, [], []), errors.NothingToEstimateError),
    EdgeCase("margin of a sum, one too few", partial(margin_of_sum, [1, 2], [1]), errors.WrongShapeError),
    EdgeCase(
        "margin of a share of nobody", partial(margin_of_proportion, 0, 0, part_margin=1, whole_margin=1), errors.NothingToEstimateError
    ),
    EdgeCase("margin of a ratio to nobody", partial(margin_of_ratio, 1, 0, top_margin=1, bottom_margin=1), errors.NothingToEstimateError),
    EdgeCase("share errors where nobody lives", partial(share_errors, [0, 0], rough(1, 1)), errors.NothingToEstimateError),
    EdgeCase("sample size, half-width 0", partial(share_size, 0.0), errors.OutOfRangeError),
    EdgeCase("sample size, half-width missing", partial(share_size, NAN), errors.OutOfRangeError),
    EdgeCase("sample size, share 1", partial(share_size, 0.05, share=1.0), errors.OutOfRangeError),
    EdgeCase("sample size, one person here", partial(share_size, 0.05, population=1), answer={"n": 1}),
    EdgeCase("sample size, nobody here", partial(share_size, 0.05, population=0), errors.OutOfRangeError),
    EdgeCase("sample size, nobody answers", partial(share_size, 0.05, response_rate=0.0), errors.OutOfRangeError),
    EdgeCase("sample size, design effect 0", partial(share_size, 0.05, design_effect=0.0), errors.OutOfRangeError),
    EdgeCase(
        "sample size, recruited nobody knows how", partial(sample_size_for_share, 0.05, recruitment="x"), errors.UnknownRecruitmentError
    ),
    EdgeCase("sample size for no difference", partial(ratio_size, 1.0), NothingToDetectError),
    EdgeCase("sample size for more than all", partial(ratio_size, 11.0), errors.OutOfRangeError),
    EdgeCase("sample size for less than none", partial(ratio_size, -0.5), errors.OutOfRangeError),
    EdgeCase("sample size for a missing ratio", partial(ratio_size, NAN), errors.OutOfRangeError),
    EdgeCase("sample size, half a comparison", partial(ratio_size, 0.5, comparisons=0.5), errors.OutOfRangeError),
    EdgeCase("sample size for a group never heard", partial(ratio_size, 0.0), answer={"n": 29, "power": 1.0}),
]
