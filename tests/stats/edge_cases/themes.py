"""Odd inputs of themes."""

from __future__ import annotations

from functools import partial

import numpy as np

from commonshelf.stats import errors
from commonshelf.stats.themes import errors as refusals, near_duplicates, suggest_existing_themes, suggest_themes
from tests.stats.edge_cases.case import NAN, EdgeCase

MANY = ["more quiet rooms", "open late please", "a quiet corner", "late opening"] * 8
HALF = [[1, 0], [0, 1], [1, 0], [0, 1]] * 8


def themes(texts, **more):
    return suggest_themes(texts, rng=np.random.default_rng(0), **more)


CASES = [
    EdgeCase("themes of nothing", partial(themes, []), answer={"silence": "too_few", "themes": ()}),
    EdgeCase("themes of one voice", partial(themes, ["quiet"]), answer={"silence": "too_few"}),
    EdgeCase("themes of empty voices", partial(themes, [""] * 30), answer={"silence": "too_few"}),
    EdgeCase("themes of nineteen", partial(themes, MANY[:19]), answer={"silence": "too_few"}),
    EdgeCase("themes of one voice said often", partial(themes, ["quiet"] * 40), answer={"silence": "nothing_in_common"}),
    EdgeCase("themes of a string", partial(themes, "quiet"), refusals.NotTextsError),
    EdgeCase("themes of a number", partial(themes, ["quiet", 3]), refusals.NotTextsError),
    EdgeCase("themes, k of one", partial(themes, MANY, k=1), refusals.WrongNumberOfThemesError),
    EdgeCase("themes, more than voices", partial(themes, MANY, k=33), refusals.WrongNumberOfThemesError),
    EdgeCase("themes, too few vectors", partial(themes, MANY, vectors=np.ones((3, 2))), refusals.VectorsDoNotFitError),
    EdgeCase("themes, a missing vector", partial(themes, MANY, vectors=np.full((32, 2), NAN)), refusals.VectorsDoNotFitError),
    EdgeCase("themes, vectors of zeros", partial(themes, MANY, vectors=np.zeros((32, 2))), answer={"silence": "nothing_in_common"}),
    EdgeCase("themes, previous too short", partial(themes, MANY, previous=[0]), refusals.CodingsDoNotFitError),
    EdgeCase("themes, previous below -1", partial(themes, MANY, previous=[-2] * 32), refusals.CodingsDoNotFitError),
    EdgeCase("themes, previous of fractions", partial(themes, MANY, previous=[0.5] * 32), refusals.CodingsDoNotFitError),
    EdgeCase("existing themes of nobody", partial(suggest_existing_themes, [], np.zeros((0, 2)), ["a"]), answer={"silence": "too_few"}),
    EdgeCase("existing themes, none", partial(suggest_existing_themes, MANY, np.zeros((32, 0)), ["a"]), answer={"silence": "too_few"}),
    EdgeCase(
        "existing themes, nothing accepted", partial(suggest_existing_themes, MANY, np.zeros((32, 2)), ["a"]), answer={"silence": "too_few"}
    ),
    EdgeCase("existing themes, nobody new", partial(suggest_existing_themes, MANY, HALF, []), answer={"silence": None}),
    EdgeCase("existing themes, half a yes", partial(suggest_existing_themes, ["a"], [[0.5]], []), refusals.CodingsDoNotFitError),
    EdgeCase("existing themes, missing", partial(suggest_existing_themes, ["a"], [[NAN]], []), refusals.CodingsDoNotFitError),
    EdgeCase("existing themes, a row", partial(suggest_existing_themes, ["a"], [1], []), refusals.CodingsDoNotFitError),
    EdgeCase("existing themes, words", partial(suggest_existing_themes, ["a"], [["yes"]], []), refusals.CodingsDoNotFitError),
    EdgeCase(
        "existing themes, vectors of other lengths",
        partial(suggest_existing_themes, MANY, HALF, ["a"], vectors=(np.eye(32), np.ones((1, 5)))),
        refusals.VectorsDoNotFitError,
    ),
    EdgeCase("near duplicates of nothing", partial(near_duplicates, []), answer={"groups": ()}),
    EdgeCase("near duplicates of one", partial(near_duplicates, ["quiet"]), answer={"groups": ()}),
    EdgeCase("near duplicates of empty voices", partial(near_duplicates, ["", "?!", " "]), answer={"groups": ()}),
    EdgeCase("near duplicates of one letter", partial(near_duplicates, ["a", "A."]), answer={"groups": ((0, 1),)}),
    EdgeCase("near duplicates, bar 1", partial(near_duplicates, ["a"], bar=1.0), errors.OutOfRangeError),
    EdgeCase("near duplicates, a number", partial(near_duplicates, [3]), refusals.NotTextsError),
]
