"""Odd inputs of estimates."""

from __future__ import annotations

from functools import partial
from math import inf

from commonshelf.stats import errors
from commonshelf.stats.estimates import (
    Design,
    association,
    balanced_halves,
    bootstrap,
    by_group,
    compare,
    cross_table,
    errors as refusals,
    estimate_mean,
    estimate_ratio,
    estimate_share,
    estimate_total,
    given_replicates,
    jackknife,
    proportion,
    top_two_box,
)
from tests.stats.edge_cases.case import NAN, EdgeCase

share = partial(proportion, recruitment="probability")
agree = partial(top_two_box, recruitment="opt_in")
mean, total, ratio, yes, table, test = (
    partial(method, recruitment="probability")
    for method in (estimate_mean, estimate_total, estimate_ratio, estimate_share, cross_table, association)
)
two, three, pair = Design.simple(2), Design.simple(3), Design.simple(2, population=2)

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
    EdgeCase("design of nobody", partial(Design, []), errors.WrongShapeError),
    EdgeCase("design of no simple draw", partial(Design.simple, 0, population=10), errors.WrongShapeError),
    EdgeCase("design, a weight below none", partial(Design, [1, -1]), refusals.NotAWeightError),
    EdgeCase("design, a missing weight", partial(Design, [1, NAN]), refusals.NotAWeightError),
    EdgeCase("design, an endless weight", partial(Design, [1, inf]), refusals.NotAWeightError),
    EdgeCase("design, a word for a weight", partial(Design, ["much"]), refusals.NotAWeightError),
    EdgeCase("design, weights in a table", partial(Design, [[1, 2]]), errors.WrongShapeError),
    EdgeCase("design, a missing stratum", partial(Design, [1, 1], strata=["a", None]), refusals.MissingLabelError),
    EdgeCase("design, a missing cluster", partial(Design, [1, 1], clusters=[1, NAN]), refusals.MissingLabelError),
    EdgeCase("design, strata of others", partial(Design, [1, 1], strata=[1]), errors.WrongShapeError),
    EdgeCase("design, strata for stages there are not", partial(Design, [1, 1], strata=[[1, 2], [1, 2]]), errors.WrongShapeError),
    EdgeCase("design, clusters in a cube", partial(Design, [1, 1], clusters=[[[1]], [[2]]]), errors.WrongShapeError),
    EdgeCase("design, a cluster in two strata", partial(Design, [1, 1], strata=[1, 2], clusters=[1, 1]), refusals.ClusterInTwoStrataError),
    EdgeCase("design, fewer there than drawn", partial(Design, [1, 1], population=1), refusals.PopulationTooSmallError),
    EdgeCase("design, two sizes of one stratum", partial(Design, [1, 1], population=[5, 6]), refusals.UnevenPopulationError),
    EdgeCase("design, a missing size", partial(Design, [1, 1], population=[5, NAN]), refusals.MissingLabelError),
    EdgeCase("design, a stratum without a size", partial(Design, [1, 1], strata=[1, 2], population={1: 5}), refusals.MissingLabelError),
    EdgeCase("design, sizes of strata without strata", partial(Design, [1, 1], population={1: 5}), errors.WrongShapeError),
    EdgeCase("design, sizes of others", partial(Design, [1, 1], population=[5, 5, 5]), errors.WrongShapeError),
    EdgeCase("design, sizes for stages there are not", partial(Design, [1, 1], population=[[5, 5], [5, 5]]), errors.WrongShapeError),
    EdgeCase("design, a word for a size", partial(Design, [1, 1], population="many"), refusals.NotAMeasureError),
    EdgeCase("design, an endless population", partial(Design, [1, 1], population=inf), answer={"people": 2, "is_complete": False}),
    EdgeCase("design, an unknown rule", partial(Design, [1, 1], lonely="ignore"), refusals.UnknownRuleError),
    EdgeCase("design, words beside numbers", partial(Design, [1, 1], strata=["a", 2]), answer={"people": 2}),
    EdgeCase("calibrated to nothing", partial(two.calibrated, [1, 1]), refusals.NothingToCalibrateError),
    EdgeCase("calibrated to a missing category", partial(two.calibrated, [1, 1], margins=[["a", None]]), refusals.MissingLabelError),
    EdgeCase("calibrated to a missing number", partial(two.calibrated, [1, 1], controls=[1, NAN]), refusals.NotAMeasureError),
    EdgeCase("calibrated to others' numbers", partial(two.calibrated, [1, 1], controls=[1]), errors.WrongShapeError),
    EdgeCase("calibrated weights below none", partial(two.calibrated, [1, -1], controls=[1, 1]), refusals.NotAWeightError),
    EdgeCase("calibrated weights of others", partial(two.calibrated, [1], controls=[1, 1]), errors.WrongShapeError),
    EdgeCase("calibrated twice", partial(two.calibrated([1, 1], controls=[1, 1]).calibrated, [1, 1]), refusals.AlreadyCalibratedError),
    EdgeCase("mean, all missing", partial(mean, [NAN, None], two), errors.NothingToEstimateError),
    EdgeCase("mean, only zero weights", partial(mean, [1, 2], Design([0, 0])), errors.NothingToEstimateError),
    EdgeCase("mean, an empty domain", partial(mean, [1, 2], two, domain=[False, False]), errors.NothingToEstimateError),
    EdgeCase("mean, a domain of numbers", partial(mean, [1, 2], two, domain=[0, 1]), refusals.NotADomainError),
    EdgeCase("mean, a domain of others", partial(mean, [1, 2], two, domain=[True]), errors.WrongShapeError),
    EdgeCase("mean, an endless answer", partial(mean, [1, inf], two), refusals.NotAMeasureError),
    EdgeCase("mean, a word", partial(mean, ["much", 1], two), refusals.NotAMeasureError),
    EdgeCase("mean, answers of others", partial(mean, [1, 2, 3], two), errors.WrongShapeError),
    EdgeCase("mean, answers in a table", partial(mean, [[1, 2]], two), errors.WrongShapeError),
    EdgeCase("mean of one person drawn", partial(mean, [1], Design([1])), refusals.LonelyStratumError),
    EdgeCase(
        "mean of one person who was all", partial(mean, [1], Design.simple(1, population=1)), answer={"value": 1.0, "low": 1.0, "high": 1.0}
    ),
    EdgeCase("mean of one in a census", partial(estimate_mean, [1], Design([1]), recruitment="census"), answer={"value": 1.0, "low": 1.0}),
    EdgeCase(
        "mean of one who answered", partial(mean, [1, NAN], two), answer={"value": 1.0, "low": -inf, "high": inf, "n": 1, "missing": 1}
    ),
    EdgeCase("mean, all the same", partial(mean, [3, 3, 3], three), answer={"value": 3.0, "low": 3.0, "high": 3.0, "design_effect": None}),
    EdgeCase(
        "mean, every stratum lonely", partial(mean, [1, 2], Design([1, 1], strata=[1, 2], lonely="average")), refusals.LonelyStratumError
    ),
    EdgeCase("mean at level 1", partial(mean, [1, 2], two, level=1.0), errors.OutOfRangeError),
    EdgeCase("mean of a crowd nobody described", partial(estimate_mean, [1, 2], two, recruitment="crowd"), errors.UnknownRecruitmentError),
    EdgeCase("total, all missing", partial(total, [NAN, NAN], two), errors.NothingToEstimateError),
    EdgeCase("total of nothing", partial(total, [0, 0], two), answer={"value": 0.0, "standard_error": 0.0}),
    EdgeCase("ratio to nothing", partial(ratio, [1, 2], [0, 0], two), refusals.ZeroDenominatorError),
    EdgeCase("ratio, nobody has both", partial(ratio, [1, NAN], [NAN, 1], two), errors.NothingToEstimateError),
    EdgeCase("weighted share of half a yes", partial(yes, [0.5, 1], two), refusals.NotYesOrNoError),
    EdgeCase("weighted share, an unknown interval", partial(yes, [0, 1], two, interval="wald"), refusals.UnknownRuleError),
    EdgeCase("weighted share of one who answered", partial(yes, [1, NAN], two), answer={"value": 1.0, "low": 0.0, "high": 1.0, "n": 1}),
    EdgeCase("weighted scores, none", partial(agree, [], design=two), errors.WrongShapeError),
    EdgeCase("groups of others", partial(by_group, mean, [1, 2], groups=["a"], design=two), errors.WrongShapeError),
    EdgeCase(
        "groups, nobody in any", partial(by_group, mean, [1, 2], groups=[None, NAN], design=two), answer={"estimates": {}, "ungrouped": 2}
    ),
    EdgeCase("table, nobody answered both", partial(table, ["a", None], [None, "x"], two), errors.NothingToEstimateError),
    EdgeCase("table of one category", partial(table, ["a", "a"], ["x", "x"], two), answer={"rows": ("a",), "columns": ("x",)}),
    EdgeCase("table of an unknown whole", partial(table, ["a", "b"], ["x", "y"], two, whole="page"), refusals.UnknownRuleError),
    EdgeCase("test of nobody", partial(test, [None] * 3, [1, 2, 3], three), errors.NothingToEstimateError),
    EdgeCase("test of one answer", partial(test, ["a", "a", "a"], [1, 2, 2], three), refusals.OneCategoryError),
    EdgeCase(
        "test of one cluster",
        partial(test, [1, 2, 1, 2, 1], [1, 1, 2, 2, 1], Design([1, 1, 1, 1, 0], clusters=[1, 1, 1, 1, 2])),
        refusals.TooFewClustersError,
    ),
    EdgeCase("test of a census", partial(association, [1, 2], [1, 2], two, recruitment="census"), refusals.NothingToTestError),
    EdgeCase("test of everyone", partial(test, [1, 2], [1, 2], pair), refusals.NothingToTestError),
    EdgeCase("test of a table that is mostly empty", partial(test, [1, 2, 3], [1, 2, 3], three), refusals.EmptyCellsError),
    EdgeCase("comparing at level 0", lambda: compare(mean([1, 2], two), mean([1, 2], two), level=0.0), errors.OutOfRangeError),
    EdgeCase("comparing with itself", lambda: compare(mean([1, 2], two), mean([1, 2], two)), answer={"p_value": 1.0}),
    EdgeCase("jackknife of one", partial(jackknife, Design([1])), refusals.LonelyStratumError),
    EdgeCase("jackknife around nothing known", partial(jackknife, two, around="zero"), refusals.UnknownRuleError),
    EdgeCase("bootstrap of one", partial(bootstrap, Design([1]), rng=None), refusals.LonelyStratumError),
    EdgeCase("bootstrap of no replicates", partial(bootstrap, two, rng=None, replicates=0), errors.OutOfRangeError),
    EdgeCase("halves of three", partial(balanced_halves, three), refusals.NotPairsError),
    EdgeCase("given replicates, none", partial(given_replicates, [1, 1], [[], []], scale=1), errors.WrongShapeError),
    EdgeCase("given replicates, one missing", partial(given_replicates, [1], [[NAN]], scale=1), refusals.NotAWeightError),
]
