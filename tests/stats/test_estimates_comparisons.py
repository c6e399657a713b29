"""Differences, groups, cross-tables and their test: by hand, and what must hold whatever the numbers."""

from __future__ import annotations

import math
from functools import partial

import numpy as np
import pytest
from hypothesis import given, strategies as st
from numpy.testing import assert_allclose
from scipy.stats import chi2_contingency, ttest_ind

from commonshelf.stats.errors import NothingToEstimateError
from commonshelf.stats.estimates import (
    Design,
    association,
    by_group,
    compare,
    cross_table,
    estimate_mean,
    estimate_share,
    jackknife,
    proportion,
)
from commonshelf.stats.estimates.errors import DifferentDesignsError, NothingToTestError

mean = partial(estimate_mean, recruitment="probability")
seeds = st.integers(0, 2**32 - 1)


def _answers(seed, people=40):
    rng = np.random.default_rng(seed)
    design = Design(rng.uniform(0.5, 3, people), clusters=np.arange(people) // 2)
    rows = np.array([*"abc", *rng.choice(list("abc"), people - 3)], dtype=object)
    columns = np.array([*"xyx", *rng.choice(list("xy"), people - 3)], dtype=object)
    return design, rows, columns


def test_difference_of_two_answers_of_the_same_people_is_the_answer_of_the_difference():
    before, after = np.array([1.0, 2.0, 4.0, 3.0]), np.array([2.0, 2.0, 5.0, 5.0])
    design = Design([1, 2, 1, 1])
    found, straight = compare(mean(after, design), mean(before, design)).difference, mean(after - before, design)
    for name in ("value", "low", "high", "standard_error", "n", "degrees_of_freedom", "interval_kind"):
        assert getattr(found, name) == pytest.approx(getattr(straight, name))
    assert (
        found.n_eff
        == min(mean(after, design).n_eff, mean(before, design).n_eff)
        < max(mean(after, design).n_eff, mean(before, design).n_eff)
    )


def test_separate_draws_are_compared_as_welch_did():
    one, other = np.array([1.0, 2.0, 4.0, 3.0]), np.array([2.0, 9.0, 5.0, 5.0, 8.0])
    found = compare(mean(one, Design.simple(4)), mean(other, Design.simple(5)), independent=True)
    reference = ttest_ind(one, other, equal_var=False)
    assert_allclose((found.p_value, found.difference.degrees_of_freedom), (reference.pvalue, reference.df))
    assert_allclose((found.difference.low, found.difference.high), reference.confidence_interval())
    assert found.difference.n == 9


def test_figures_of_different_designs_are_not_compared_unless_said_to_be_independent():
    one, same_numbers = mean([1.0, 2.0], Design.simple(2)), mean([1.0, 2.0], Design.simple(2))
    replicated = mean([1.0, 2.0], jackknife(Design.simple(2)))
    for other in (same_numbers, replicated, proportion(1, 2, recruitment="probability")):
        with pytest.raises(DifferentDesignsError):
            compare(one, other)
        with pytest.raises(DifferentDesignsError):
            compare(other, one)
        assert compare(one, other, independent=True).difference.standard_error > 0


def test_difference_is_no_more_trustworthy_than_the_weaker_figure():
    design, values = Design.simple(3), [1.0, 2.0, 4.0]
    chance, choice, everyone = (estimate_mean(values, design, recruitment=how) for how in ("probability", "opt_in", "census"))
    known = compare(everyone, everyone)
    assert (known.difference.interval_kind, known.p_value, known.difference.low, known.difference.high) == ("none", None, 0.0, 0.0)
    assert compare(chance, choice).difference.recruitment == "opt_in"
    assert compare(chance, choice).difference.has_margin_of_error is False
    against = compare(chance, everyone, independent=True)
    assert (against.difference.recruitment, against.difference.degrees_of_freedom) == ("probability", 2.0)
    assert against.difference.standard_error == pytest.approx(chance.standard_error)


def test_figures_of_nothing_known_have_no_p_value():
    design = Design(np.ones(4), clusters=list("aabb"))
    inside = np.array([True, True, False, False])
    found = compare(mean([1, 2, 3, 4], design, domain=inside), mean([3, 1, 3, 4], design, domain=inside))
    assert (found.p_value, found.difference.low, found.difference.high) == (None, -math.inf, math.inf)


@given(seeds)
def test_comparing_the_other_way_round_is_the_mirror_image(seed):
    design, rows, _ = _answers(seed)
    values = np.arange(40.0) % 7
    groups = by_group(mean, values, groups=rows, design=design)
    one, other = compare(groups["a"], groups["b"]), compare(groups["b"], groups["a"])
    assert_allclose(
        (one.difference.value, one.difference.low, one.p_value), (-other.difference.value, -other.difference.high, other.p_value)
    )
    assert compare(groups["a"], groups["a"]).p_value == 1.0


def test_groups_name_who_was_silent_and_count_who_belongs_nowhere():
    branches = np.array(["east", "east", "west", "far", None, "far"], dtype=object)
    groups = by_group(mean, [1, 3, 5, math.nan, 9, 9], groups=branches, design=Design([1, 1, 1, 1, 1, 0]))
    assert {name: figure.value for name, figure in groups.estimates.items()} == {"east": 2.0, "west": 5.0}
    assert (groups.silent, groups.ungrouped) == (("far",), 1)
    with pytest.raises(NothingToEstimateError):
        _ = groups["far"]
    some = by_group(mean, np.arange(6.0), groups=branches, design=Design.simple(6), domain=np.array([True] * 4 + [False] * 2))
    assert some.ungrouped == 0


@given(seeds, st.sampled_from(["table", "row", "column"]))
def test_shares_of_a_table_add_up_to_one_in_their_whole(seed, whole):
    design, rows, columns = _answers(seed)
    table = cross_table(rows, columns, design, recruitment="opt_in", whole=whole)
    shares = np.array([[cell.value for cell in row] for row in table.shares])
    axis = {"table": None, "row": 1, "column": 0}[whole]
    assert_allclose(shares.sum(axis=axis), 1)
    assert table.counts.sum() == 40
    assert table.share("b", "y") is table.shares[1][1]


def test_table_of_a_domain_keeps_its_shape_and_says_where_nobody_is():
    inside = np.array([True, True, True, False, True])
    rows, columns = ["a", "a", "a", "b", "a"], np.array(["x", "y", None, "y", "x"], dtype=object)
    table = cross_table(rows, columns, Design.simple(5), recruitment="opt_in", whole="row", domain=inside)
    assert table.counts.tolist() == [[2, 1], [0, 0]]
    assert (table.shares[1], table.missing) == ((None, None), 1)
    assert (table.share("a", "x").value, table.share("a", "x").missing) == (pytest.approx(2 / 3), 0)
    with pytest.raises(KeyError):
        table.share("a", "z")


@given(seeds)
def test_chi_square_with_equal_weights_is_pearsons_and_does_not_depend_on_order(seed):
    _, rows, columns = _answers(seed)
    design = Design.simple(40)
    found = association(rows, columns, design, recruitment="opt_in")
    table = cross_table(rows, columns, design, recruitment="census")
    reference = chi2_contingency(table.counts, correction=False)
    # A draw without replacement from endlessly many: the design effect is 40/39 by the usual divisor, in every direction.
    assert_allclose((found.pearson, found.first_order_df), (reference.statistic, reference.dof), atol=1e-9)
    mirrored = association(columns, rows[:], design, recruitment="opt_in")
    assert_allclose((mirrored.p_value, mirrored.cramers_v), (found.p_value, found.cramers_v), rtol=1e-6)


def test_chi_square_knows_that_people_in_one_cluster_say_the_same():
    rows, columns = np.tile(list("aabb"), 10), np.tile(list("xyyy"), 10)
    single = association(rows, columns, Design.simple(40), recruitment="probability")
    doubled = association(
        np.repeat(rows, 3), np.repeat(columns, 3), Design(np.ones(120), clusters=np.repeat(np.arange(40), 3)), recruitment="probability"
    )
    assert doubled.pearson == pytest.approx(3 * single.pearson)
    assert doubled.second_order == pytest.approx(single.second_order)
    assert doubled.p_value == pytest.approx(single.p_value)
    assert doubled.kind == "rao_scott"


def test_chi_square_of_everyone_is_not_a_question_of_chance():
    with pytest.raises(NothingToTestError):
        association(list("aabb"), list("xyxy"), Design.simple(4, population=4), recruitment="probability")


def test_a_share_of_yes_reads_like_a_sentence():
    branch, likes_it = np.array(list("eeewww")), np.array([1, 1, 0, 0, 0, 1])
    design = Design([1, 1, 2, 1, 1, 2])
    groups = by_group(estimate_share, likes_it, groups=branch, design=design, recruitment="opt_in", interval="beta")
    assert (groups["e"].value, groups["w"].interval_kind) == (0.5, "beta_model")
    assert compare(groups["e"], groups["w"]).difference.value == 0
