from __future__ import annotations

import numpy as np
import pytest

from commonshelf.stats.weighting import calibrate, poststratify, rake, trim
from tests.stats.oracles.reference import r_says

RELATIVE = 1e-8


@pytest.fixture(scope="module")
def api():
    """Everything in oracles/weighting.R: R's api data, and what R's survey package makes of it."""
    said = r_says("weighting.R")
    ragged = {name: [np.array(part) for part in said.pop(name)] for name in ("codes", "totals")}
    return {**{name: np.array(numbers) for name, numbers in said.items()}, **ragged}


def agree(ours, theirs, *, relative=RELATIVE):
    np.testing.assert_allclose(ours, theirs, rtol=relative, atol=0)


@pytest.mark.parametrize(("base", "theirs"), [("base", "raked"), ("uneven", "raked_from_uneven")])
def test_rake_equals_r(api, base, theirs):
    ours = rake(api["codes"], api["totals"], base_weights=api[base])
    agree(ours.weights, api[theirs])
    assert (ours.method, ours.n, round(ours.total, 6), ours.missing) == ("rake", 183, 6194.0, (0, 0, 0))
    assert ours.largest_error <= 1e-9


@pytest.mark.parametrize(("base", "theirs"), [("base", "poststratified"), ("uneven", "poststratified_from_uneven")])
def test_poststratify_equals_r(api, base, theirs):
    agree(poststratify(api["codes"][0], api["totals"][0], base_weights=api[base]).weights, api[theirs], relative=1e-12)


@pytest.mark.parametrize(
    ("theirs", "distance", "bounds"),
    [
        ("linear", "linear", None),
        ("raking", "raking", None),
        ("logit", "logit", "bounds"),
        ("linear_bounded", "linear", "tight"),
        ("raking_bounded", "raking", "tight"),
    ],
)
def test_calibrate_equals_r(api, theirs, distance, bounds):
    limits = None if bounds is None else tuple(api[bounds].tolist())
    ours = calibrate(api["auxiliary"], api["population"], base_weights=api["base"], distance=distance, bounds=limits)
    agree(ours.weights, api[theirs])
    if bounds == "tight":
        factors = ours.weights / api["base"]
        np.testing.assert_allclose((factors.min(), factors.max())[: 1 + (distance == "raking")], limits[: 1 + (distance == "raking")])


def test_calibrate_by_raking_to_dummies_equals_rake_and_r(api):
    dummies = np.column_stack(
        [codes == code for codes, total in zip(api["codes"], api["totals"], strict=True) for code in range(len(total))]
    )
    ours = calibrate(dummies, np.concatenate(api["totals"]), base_weights=api["base"], distance="raking")
    agree(ours.weights, api["raking_to_margins"])
    agree(ours.weights, rake(api["codes"], api["totals"], base_weights=api["base"]).weights)


def test_trim_equals_rs_equal_shares(api):
    once = trim(api["untrimmed"], upper=75.5, redistribution="equal")
    strictly = trim(api["untrimmed"], upper=60, redistribution="equal")
    agree(once.weights, api["trimmed_once"], relative=1e-12)
    agree(strictly.weights, api["trimmed_strictly"])
    assert strictly.weights.max() == 60
