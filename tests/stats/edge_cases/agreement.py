"""Odd inputs of the agreement between coders."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest

from commonshelf.stats import errors
from commonshelf.stats.themes import cohen_kappa, errors as refusals, krippendorff_alpha
from tests.stats.edge_cases.case import NAN, EdgeCase


def alpha(codes, **more):
    return krippendorff_alpha(codes, rng=np.random.default_rng(0), resamples=9, **more)


CASES = [
    EdgeCase("kappa of nobody", partial(cohen_kappa, [], []), refusals.NoPairsError),
    EdgeCase("kappa, no voice coded twice", partial(cohen_kappa, [1, NAN], [NAN, 1]), refusals.NoPairsError),
    EdgeCase("kappa of one voice", partial(cohen_kappa, [1], [2]), answer={"value": 0.0, "n": 1}),
    EdgeCase("kappa, one code only", partial(cohen_kappa, [1, 1], [1, 1]), refusals.NoVariationError),
    EdgeCase("kappa, a word", partial(cohen_kappa, ["a"], ["a"]), refusals.CodingsDoNotFitError),
    EdgeCase("kappa, endless", partial(cohen_kappa, [1, float("inf")], [1, 2]), refusals.CodingsDoNotFitError),
    EdgeCase("kappa, a coder stopped early", partial(cohen_kappa, [1, 2], [1]), errors.WrongShapeError),
    EdgeCase("kappa, a table", partial(cohen_kappa, [[1]], [[1]]), errors.WrongShapeError),
    EdgeCase("kappa at level 1", partial(cohen_kappa, [1, 2], [1, 2], level=1.0), errors.OutOfRangeError),
    EdgeCase("alpha of nobody", partial(alpha, [[], []]), refusals.NoPairsError),
    EdgeCase("alpha, one coder", partial(alpha, [[1, 2, 3]]), refusals.NoPairsError),
    EdgeCase("alpha, all missing", partial(alpha, [[NAN, NAN], [NAN, NAN]]), refusals.NoPairsError),
    EdgeCase("alpha, one code only", partial(alpha, [[2, 2], [2, 2]]), refusals.NoVariationError),
    EdgeCase("alpha of one voice", partial(alpha, [[1], [2]]), answer={"value": pytest.approx(0.0), "n": 1}),
    EdgeCase("alpha, a row", partial(alpha, [1, 2]), errors.WrongShapeError),
    EdgeCase("alpha, endless", partial(alpha, [[1, float("inf")], [1, 2]]), refusals.CodingsDoNotFitError),
    EdgeCase("alpha, unknown scale", partial(alpha, [[1, 2], [1, 2]], scale="log"), errors.OutOfRangeError),
    EdgeCase("alpha, ratio below zero", partial(alpha, [[-1, 2], [1, 2]], scale="ratio"), refusals.NotARatioScaleError),
    EdgeCase("alpha, ratio of zeros", partial(alpha, [[0, 2], [0, 2]], scale="ratio"), answer={"value": 1.0}),
    EdgeCase("alpha without resamples", partial(krippendorff_alpha, [[1], [2]], rng=None, resamples=0), errors.OutOfRangeError),
    EdgeCase("alpha at level 0", partial(alpha, [[1, 2], [1, 2]], level=0.0), errors.OutOfRangeError),
]
