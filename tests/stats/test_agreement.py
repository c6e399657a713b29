from __future__ import annotations

import json
from itertools import permutations

import numpy as np
import pytest
from hypothesis import assume, given, settings, strategies as st

from commonshelf.stats.themes import cohen_kappa, krippendorff_alpha
from tests.stats.oracles.reference import peer_says

NAN = float("nan")
# Krippendorff (2011), "Computing Krippendorff's alpha-reliability", part C: four observers, twelve units, gaps.
FOUR_OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, NAN, NAN, NAN],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NAN, 3],
    [NAN, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NAN],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NAN],
]
# The same paper, part A (two values) and part B (names).
TWO_VALUES = [[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]]
NAMES = [[ord(name) for name in row] for row in ("aabbdcccedda", "babbbcccedd" + "d")]
TABLES = [[[106, 10, 4], [22, 28, 10], [2, 12, 6]], [[20, 5], [10, 15]], [[7, 1, 0], [0, 6, 2], [3, 0, 4]]]
codes = st.one_of(st.integers(0, 3), st.just(NAN))
coded = st.lists(st.tuples(codes, codes, codes), min_size=3, max_size=25)


def alpha(rows, scale="nominal", **more):
    return krippendorff_alpha(rows, scale=scale, rng=np.random.default_rng(0), **{"resamples": 20, **more})


def spread_out(table):
    pairs = [(row, column) for row, line in enumerate(table) for column, many in enumerate(line) for _one in range(many)]
    return np.array(pairs).T


@pytest.mark.parametrize(("scale", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)])
def test_alpha_equals_krippendorffs_published_figures(scale, published):
    result = alpha(FOUR_OBSERVERS, scale)
    assert round(result.value, 3) == published
    assert (result.n, result.missing) == (11, 1)


def test_alpha_equals_the_published_figures_without_gaps():
    assert (round(alpha(TWO_VALUES).value, 3), round(alpha(NAMES).value, 3)) == (0.095, 0.692)


def test_kappa_by_hand():
    result = cohen_kappa(*spread_out([[20, 5], [10, 15]]))
    assert (result.observed, result.expected) == pytest.approx((0.7, 0.5))
    assert result.value == pytest.approx(0.4)


def test_kappa_and_its_interval_equal_statsmodels():
    reference = peer_says("statsmodels", "agreement.py", json.dumps(TABLES))
    for table, said in zip(TABLES, reference, strict=True):
        ours = cohen_kappa(*spread_out(table))
        assert (ours.value, ours.low, ours.high) == pytest.approx((said["kappa"], said["low"], said["high"]), rel=1e-10)


def test_agreement_on_everything_is_one_and_on_the_contrary_below_zero():
    same = [[1, 2, 3, 1], [1, 2, 3, 1]]
    assert (alpha(same).value, cohen_kappa(*same).value) == (1.0, 1.0)
    assert alpha([[0, 1, 0, 1], [1, 0, 1, 0]]).value == pytest.approx(1 - 1 / (4 / 7))
    assert cohen_kappa([0, 1, 0, 1], [1, 0, 1, 0]).value == -1.0


def test_a_voice_that_one_coder_left_out_is_counted_as_missing():
    result = cohen_kappa([1, 2, NAN, 1, 2], [1, 2, 1, NAN, 1])
    assert (result.n, result.missing) == (3, 2)


@given(coded, st.sampled_from(["nominal", "ordinal", "interval", "ratio"]))
@settings(max_examples=60, deadline=None)
def test_alpha_does_not_care_who_coded_or_in_which_order(rows, scale):
    table = np.array(rows, dtype=float).T
    pairable = table[:, (~np.isnan(table)).sum(axis=0) >= 2]
    assume(len(np.unique(pairable[~np.isnan(pairable)])) > 1)
    first = alpha(table, scale)
    assert first.value <= 1
    assert first.low <= first.high
    for order in list(permutations(range(3)))[1:3]:
        assert alpha(table[list(order), ::-1], scale).value == pytest.approx(first.value, abs=1e-12)


@given(coded)
@settings(max_examples=40, deadline=None)
def test_alpha_of_names_does_not_care_what_they_are_called(rows):
    table = np.array(rows, dtype=float).T
    pairable = table[:, (~np.isnan(table)).sum(axis=0) >= 2]
    assume(len(np.unique(pairable[~np.isnan(pairable)])) > 1)
    assert alpha(7 - 2 * table).value == pytest.approx(alpha(table).value, abs=1e-12)
    assert alpha(3 * table + 2, "interval").value == pytest.approx(alpha(table, "interval").value, abs=1e-12)


def two_coders(rng, voices, agree):
    truth = rng.integers(3, size=voices)
    return np.stack([np.where(rng.random(voices) < agree, truth, rng.integers(3, size=voices)) for _coder in range(2)])


@pytest.mark.slow
def test_intervals_cover_the_true_agreement_about_as_often_as_they_say():
    # Each coder says the truth with chance 0.8 and else draws one of three: beyond chance they agree 0.8 * 0.8.
    rng, tries = np.random.default_rng(6), 300
    held = np.zeros(2)
    for _try in range(tries):
        table = two_coders(rng, 120, 0.8)
        both = cohen_kappa(*table), krippendorff_alpha(table, rng=rng, resamples=200)
        held += [one.low <= 0.64 <= one.high for one in both]
    assert (held / tries > 0.90).all()
    assert (held / tries < 0.99).all()


def test_explanation_names_the_rule_of_thumb():
    assert "0.74" in alpha(FOUR_OBSERVERS).explanation
    assert "tentative" in alpha(FOUR_OBSERVERS).explanation
