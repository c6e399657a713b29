from __future__ import annotations

import math
from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy.stats import binom, binomtest

from commonshelf.stats.errors import NoMarginOfErrorError
from commonshelf.stats.estimates import proportion, top_two_box

# Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3 (Wilson without continuity correction).
NEWCOMBE = [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]
people = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(("successes", "n", "low", "high"), NEWCOMBE)
def test_proportion_equals_the_published_intervals(successes, n, low, high):
    estimate = proportion(successes, n, recruitment="probability")
    assert (round(estimate.low, 4), round(estimate.high, 4)) == (low, high)


@given(people, st.floats(0.5, 0.999))
def test_proportion_equals_scipys_wilson_interval(pair, level):
    estimate = proportion(*pair, recruitment="probability", level=level)
    reference = binomtest(*pair).proportion_ci(level, method="wilson")
    np.testing.assert_allclose((estimate.low, estimate.high), reference, rtol=1e-12, atol=1e-12)


@given(people)
def test_proportion_of_the_opposite_is_the_mirror_image(pair):
    successes, n = pair
    one, other = proportion(successes, n, recruitment="opt_in"), proportion(n - successes, n, recruitment="opt_in")
    np.testing.assert_allclose((one.value, one.low, one.high), (1 - other.value, 1 - other.high, 1 - other.low), atol=1e-12)


@given(people)
def test_proportion_lies_in_its_interval_and_the_interval_in_zero_to_one(pair):
    estimate = proportion(*pair, recruitment="probability")
    assert 0 <= estimate.low <= estimate.value <= estimate.high <= 1
    assert estimate.low < estimate.high


def test_proportion_of_half_of_four_is_what_paper_and_pencil_give():
    # z = 1.959964, z*z = 3.841459; centre is a half by symmetry; arm = z/(1+z*z/4) * sqrt(1/16 + z*z/64) = 0.349961.
    estimate = proportion(2, 4, recruitment="probability")
    assert (round(estimate.low, 6), estimate.value, round(estimate.high, 6)) == (0.150039, 0.5, 0.849961)
    assert (estimate.n, estimate.n_eff, estimate.level, estimate.interval_kind) == (4, 4.0, 0.95, "wilson")


def test_estimate_of_an_opt_in_sample_never_has_a_margin_of_error():
    chance, choice = (proportion(30, 40, recruitment=how) for how in ("probability", "opt_in"))
    assert (choice.low, choice.high) == (chance.low, chance.high)
    assert (chance.interval_kind, choice.interval_kind) == ("wilson", "wilson_model")
    assert (chance.has_margin_of_error, choice.has_margin_of_error) == (True, False)
    assert chance.margin_of_error == chance.value - chance.low
    with pytest.raises(NoMarginOfErrorError):
        _ = choice.margin_of_error


def test_estimate_of_a_census_is_not_unsure_of_anything():
    everyone = proportion(30, 40, recruitment="census")
    assert (everyone.value, everyone.low, everyone.high, everyone.interval_kind) == (0.75, 0.75, 0.75, "none")
    with pytest.raises(NoMarginOfErrorError):
        _ = everyone.margin_of_error


def test_estimate_cannot_be_changed_afterwards():
    estimate = proportion(1, 2, recruitment="census")
    with pytest.raises(FrozenInstanceError):
        estimate.value = 1.0


def test_top_two_box_counts_fours_and_fives_among_those_who_answered():
    estimate = top_two_box([5, 4, 3, 1, math.nan, None, 5], recruitment="opt_in")
    assert (estimate.value, estimate.n, estimate.missing) == (3 / 5, 5, 2)
    assert estimate == proportion(3, 5, recruitment="opt_in", missing=2)


@given(st.lists(st.sampled_from([1, 2, 3, 4, 5, math.nan]), max_size=40).filter(lambda scores: any(score == score for score in scores)))  # noqa: PLR0124 -- NaN differs from itself
def test_top_two_box_ignores_order_and_never_writes_to_its_input(scores):
    given_scores = np.array(scores, dtype=float)
    given_scores.setflags(write=False)
    forth = top_two_box(given_scores, recruitment="opt_in")
    assert forth == top_two_box(given_scores[::-1], recruitment="opt_in")
    assert forth.n + forth.missing == len(scores)


@pytest.mark.parametrize(("n", "share", "least"), [(10, 0.5, 0.95), (30, 0.1, 0.95), (200, 0.03, 0.93), (20, 0.9, 0.95)])
def test_proportion_covers_the_truth_about_as_often_as_it_says(n, share, least):
    """Not simulated: every possible outcome is weighed by its chance."""
    outcomes = [proportion(successes, n, recruitment="probability") for successes in range(n + 1)]
    coverage = sum(binom.pmf(k, n, share) for k, one in enumerate(outcomes) if one.low <= share <= one.high)
    assert least <= coverage <= 0.995
