"""Means, totals, ratios and shares under a design: cases worked by hand, and what must hold whatever the numbers."""

from __future__ import annotations

import math
from functools import partial

import numpy as np
import pytest
from hypothesis import given, strategies as st
from numpy.testing import assert_allclose

from commonshelf.stats.errors import NoMarginOfErrorError
from commonshelf.stats.estimates import (
    Design,
    estimate_mean,
    estimate_ratio,
    estimate_share,
    estimate_total,
    proportion,
    top_two_box,
)
from commonshelf.stats.estimates.errors import LonelyStratumError

mean, total, ratio, share = (
    partial(estimate, recruitment="probability") for estimate in (estimate_mean, estimate_total, estimate_ratio, estimate_share)
)
seeds = st.integers(0, 2**32 - 1)


def _town(seed, people=24):
    """Return a design with strata, clusters and populations, and answers with gaps, none of which may be written to."""
    rng = np.random.default_rng(seed)
    clusters = np.arange(people) // 2
    strata = np.array(["north", "south", "west"])[clusters % 3]
    weights, values = rng.uniform(0.2, 4.0, people), rng.normal(3, 2, people)
    values[rng.random(people) < 0.15] = np.nan
    values[0] = 1.0
    for array in (clusters, strata, weights, values):
        array.setflags(write=False)
    return Design(weights, strata=strata, clusters=clusters, population={"north": 4, "south": 9, "west": 1e6}), weights, values


def test_mean_of_two_strata_is_what_paper_and_pencil_give():
    # Two of 10 in a (2 and 4, each for 5 people), two of 20 in b (1 and 3, each for 10). Mean (5·6 + 10·4)/30 = 70/30. Within each stratum
    # s² = 2; variance = (10/30)²·(1 - 2/10)·2/2 + (20/30)²·(1 - 2/20)·2/2 = 0.8/9 + 3.6/9 = 4.4/9.
    design = Design([5, 5, 10, 10], strata=list("aabb"), population={"a": 10, "b": 20})
    estimate = mean([2, 4, 1, 3], design)
    assert_allclose((estimate.value, estimate.standard_error, estimate.degrees_of_freedom), (70 / 30, math.sqrt(4.4 / 9), 2))
    # t with 2 degrees of freedom, two-sided 95 %: 4.302653.
    assert_allclose(estimate.high - estimate.value, 4.302653 * math.sqrt(4.4 / 9), rtol=1e-6)
    assert (estimate.interval_kind, estimate.n, estimate.level) == ("t", 4, 0.95)


def test_total_of_two_clusters_is_what_paper_and_pencil_give():
    # Clusters {1, 2} and {6}, everyone stands for 2: weighted totals 6 and 12. Variance = 2/1 · ((6 - 9)² + (12 - 9)²) = 36; half of it
    # when the two were drawn of four.
    values, clusters = [1, 2, 6], ["here", "here", "there"]
    assert_allclose(total(values, Design([2, 2, 2], clusters=clusters)).standard_error, 6)
    assert_allclose(total(values, Design([2, 2, 2], clusters=clusters, population=4)).standard_error, math.sqrt(18))


def test_second_stage_adds_what_varies_within_the_clusters_that_were_drawn():
    # Two clusters of 2 drawn of 4: first stage as above with totals 2·2·(1 + 2) = 12 and 2·2·(4 + 8) = 48: (1 - 1/2)·2·(18² + 18²) = 648.
    # Within: 2 of 4 people each, (1 - 1/2)·2·2·(deviation of 4·1 and 4·2 from 6)² = 8 and, from 16 and 32, 128; times 2/4 clusters: 68.
    design = Design([4] * 4, clusters=[["a", 1], ["a", 2], ["b", 1], ["b", 2]], population=[[4, 4]] * 4)
    assert_allclose(total([1, 2, 4, 8], design).standard_error, math.sqrt(648 + 68))


def test_everyone_drawn_leaves_nothing_unsure():
    design = Design.simple(4, population=4)
    estimate = mean([1, 2, 3, 4], design)
    assert (estimate.value, estimate.low, estimate.high, estimate.standard_error) == (2.5, 2.5, 2.5, 0.0)
    yes = share([1, 1, 1, 1], design)
    assert (yes.value, yes.low, yes.high, yes.n_eff) == (1.0, 1.0, 1.0, math.inf)


def test_people_outside_the_domain_still_say_how_large_it_might_have_been():
    design = Design.simple(6)
    inside = np.array([True, True, True, False, False, False])
    estimate, alone = total([1, 1, 1, 9, 9, 9], design, domain=inside), total([1, 1, 1], Design.simple(3))
    assert (estimate.value, alone.value) == (3.0, 3.0)
    # Six draws of 0 or 1 with mean a half: variance 6/5 · 6 · 1/4.
    assert_allclose((estimate.standard_error, alone.standard_error), (math.sqrt(1.8), 0))


@pytest.mark.parametrize(("rule", "variance"), [("certainty", 2.0), ("centre", 2.0 + 2.25), ("average", 4.0)])
def test_a_lonely_stratum_follows_the_rule_that_was_named(rule, variance):
    # Stratum a, 1 and 3 of 4 people: (1 - 2/4)·2·(1² + 1²) = 2. Stratum b, one of 2 people, at √4.5 from nothing: (1 - 1/2)·4.5 = 2.25.
    # Two strata as a is would vary by 4.
    strata, population = list("aab"), {"a": 4, "b": 2}
    with pytest.raises(LonelyStratumError, match="stratum b has only one") as caught:
        total([1, 3, 3], Design(np.ones(3), strata=strata, population=population))
    assert caught.value.stratum == "b"
    design = Design(np.ones(3), strata=strata, population=population, lonely=rule)
    values = [1, 3, math.sqrt(4.5)]
    assert_allclose(total(values, design).standard_error ** 2, variance)


def test_a_calibrated_margin_is_known_and_the_rest_is_less_unsure():
    rng = np.random.default_rng(3)
    ages = rng.integers(0, 3, 60)
    design = Design.simple(60, population=600)
    shares = np.array([100, 200, 300]) / (np.bincount(ages) * 10)
    calibrated = design.calibrated(design.weights * shares[ages], margins=[ages])
    young = share(ages == 0, calibrated)
    assert_allclose((young.value, young.standard_error), (1 / 6, 0), atol=1e-12)
    answers = ages * 10 + rng.normal(size=60)
    assert mean(answers, calibrated).standard_error < mean(answers, design).standard_error / 5


@given(seeds, st.floats(0.01, 100))
def test_only_totals_heed_the_scale_of_the_weights(seed, scale):
    design, weights, values = _town(seed)
    first = design.stages[0]
    other = Design(
        weights * scale, strata=first.stratum[first.unit], clusters=first.unit, population=first.population[first.stratum[first.unit]]
    )
    one, two = mean(values, design), mean(values, other)
    names = ("value", "low", "high", "standard_error", "n_eff", "design_effect", "degrees_of_freedom")
    assert_allclose([getattr(one, name) for name in names], [getattr(two, name) for name in names], rtol=1e-9)
    assert_allclose(total(values, other).standard_error, scale * total(values, design).standard_error, rtol=1e-9)


@given(seeds)
def test_a_domain_and_the_rest_add_up_to_the_whole(seed):
    design, _, values = _town(seed)
    inside = np.arange(len(values)) % 5 == 0
    parts = [total(values, design, domain=part) for part in (inside, ~inside)]
    whole = total(values, design)
    assert_allclose(sum(part.value for part in parts), whole.value)
    assert (sum(part.n for part in parts), sum(part.missing for part in parts)) == (whole.n, whole.missing)


@given(seeds, st.floats(-50, 50), st.floats(0.1, 9))
def test_mean_moves_with_its_unit(seed, shift, stretch):
    design, _, values = _town(seed)
    one, two = mean(values, design), mean(shift + stretch * values, design)
    assert_allclose((two.value, two.standard_error), (shift + stretch * one.value, stretch * one.standard_error), rtol=1e-7, atol=1e-9)
    assert one.low <= one.value <= one.high


@given(seeds)
def test_ratio_to_ones_is_the_mean(seed):
    design, _, values = _town(seed)
    assert ratio(values, np.ones(len(values)), design) == mean(values, design)


@given(st.lists(st.booleans(), min_size=2, max_size=60), st.sampled_from(["probability", "opt_in", "census"]))
def test_share_without_a_design_to_speak_of_is_the_plain_proportion(answers, recruitment):
    weighted = estimate_share(answers, Design.simple(len(answers), population=None), recruitment=recruitment)
    plain = proportion(sum(answers), len(answers), recruitment=recruitment)
    for name in ("value", "low", "high", "n", "n_eff"):
        assert_allclose(getattr(weighted, name), getattr(plain, name), rtol=1e-9, atol=1e-12)
    assert weighted.interval_kind == plain.interval_kind


@given(seeds, st.sampled_from(["wilson", "logit", "beta", "t"]), st.floats(0.5, 0.99))
def test_share_lies_in_its_interval_and_the_interval_in_zero_to_one(seed, interval, level):
    design, _, values = _town(seed)
    yes = np.where(np.isnan(values), np.nan, values > 4)
    estimate = share(yes, design, interval=interval, level=level)
    assert 0 <= estimate.low <= estimate.value <= estimate.high <= 1
    assert estimate.low < estimate.high or interval == "t"


@pytest.mark.parametrize(("interval", "kind"), [("wilson", "wilson"), ("logit", "beta"), ("beta", "beta")])
def test_share_is_never_certain_because_of_luck(interval, kind):
    clusters = np.repeat(np.arange(5), 4)
    same = share(np.tile([1, 0, 1, 0], 5), Design(np.ones(20), clusters=clusters), interval=interval)
    all_yes = share(np.ones(20), Design(np.ones(20), clusters=clusters), interval=interval)
    for estimate in (same, all_yes):
        assert (estimate.n_eff, estimate.interval_kind, estimate.standard_error) == (20.0, kind, 0.0)
        assert estimate.high - estimate.low > 0.1
    assert all_yes.high == 1.0


@pytest.mark.parametrize("interval", ["wilson", "logit", "beta", "t"])
def test_figures_of_an_opt_in_sample_never_have_a_margin_of_error(interval):
    design = Design([1, 2, 3, 1])
    chance, choice, everyone = (
        estimate_share([1, 0, 1, 1], design, recruitment=how, interval=interval) for how in ("probability", "opt_in", "census")
    )
    assert (chance.interval_kind, choice.interval_kind, everyone.interval_kind) == (interval, f"{interval}_model", "none")
    assert (chance.low, chance.high) == (choice.low, choice.high)
    assert everyone.low == everyone.value == everyone.high == 5 / 7
    assert chance.margin_of_error == max(chance.high - chance.value, chance.value - chance.low)
    for figure in (choice, everyone, estimate_mean([1, 2, 3, 4], design, recruitment="opt_in")):
        with pytest.raises(NoMarginOfErrorError):
            _ = figure.margin_of_error


def test_a_person_without_weight_was_drawn_but_counts_in_no_figure():
    values, inside = np.array([1.0, 2.0, 4.0, 7.0]), np.array([True, True, True, False])
    weightless, outside = mean(values, Design([1, 1, 1, 0])), mean(values, Design(np.ones(4)), domain=inside)
    assert weightless == outside
    assert (weightless.n, mean([1, math.nan, 4, math.nan], Design([1, 1, 1, 0])).missing) == (3, 1)


def test_top_two_box_weighs_answers_when_there_is_a_design():
    scores, design = [5, 4, 3, math.nan], Design([1, 2, 3, 4])
    weighted = top_two_box(scores, recruitment="opt_in", design=design)
    assert (weighted.value, weighted.n, weighted.missing) == (0.5, 3, 1)
    assert weighted == estimate_share([1, 1, 0, math.nan], design, recruitment="opt_in")
    inside = np.array([True, False, True, True])
    assert top_two_box(scores, recruitment="opt_in", domain=inside) == proportion(1, 2, recruitment="opt_in", missing=1)
    assert top_two_box([5, 4, 3], recruitment="opt_in", interval="beta").interval_kind == "beta_model"


def test_what_was_passed_in_is_neither_kept_nor_changed():
    weights = np.ones(4)
    design = Design(weights)
    weights[0] = 9
    assert design.weights[0] == 1
    with pytest.raises(ValueError, match="read-only"):
        design.weights[0] = 9
