from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st
from scipy import stats

from commonshelf.stats.representation import mid_p_value, sample_size_for_ratio, sample_size_for_share
from commonshelf.stats.representation.sample_sizes import power_of_test
from tests.stats.oracles.reference import r_says

share_of = {"recruitment": "probability"}


@pytest.mark.parametrize(
    ("half_width", "given", "n"),
    [(0.05, {}, 385), (0.05, {"population": 1_000}, 278), (0.03, {}, 1068), (0.05, {"design_effect": 1.5}, 577), (0.1, {"share": 0.2}, 62)],
)
def test_sample_size_for_share_by_the_tables_everybody_has(half_width, given, n):
    assert sample_size_for_share(half_width, **share_of, **given).n == n


def test_sample_size_says_how_many_to_invite_and_never_asks_for_more_people_than_there_are():
    size = sample_size_for_share(0.05, population=400, response_rate=0.25, **share_of)
    assert (size.n, size.simple_n, size.invite) == (197, 385, 788)
    assert sample_size_for_share(0.001, population=40, **share_of).n == 40
    assert size.sentence == "197 answers are needed: invite 788 people."


def test_sample_size_for_volunteers_says_that_no_number_makes_sure():
    size = sample_size_for_share(0.05, recruitment="opt_in")
    assert not size.has_margin_of_error
    assert size.sentence == "385 answers would do if people were drawn by chance; of volunteers no number makes sure."


def test_power_is_that_of_r_summed_over_every_count():
    said = r_says("representation.R")
    ours = [power_of_test(int(n), share=share, population_share=q, alpha=alpha) for n, share, q, alpha in said["powers"]]
    assert ours == pytest.approx(said["power"], rel=1e-9)


def test_the_power_uses_the_test_that_is_used():
    rejected = [mid_p_value(count, 30, share=0.4) <= 0.05 for count in range(31)]
    assert rejected.index(False) == 7
    power = sum(stats.binom.pmf(count, 30, 0.2) for count in range(31) if rejected[count])
    assert power_of_test(30, share=0.2, population_share=0.4, alpha=0.05) == pytest.approx(power)


@given(st.sampled_from([0.0, 0.3, 0.5, 0.7, 1.5, 2.0]), st.sampled_from([0.05, 0.1, 0.3]), st.sampled_from([0.8, 0.9]))
@settings(max_examples=15, deadline=None)
def test_sample_size_for_ratio_is_the_smallest_from_which_the_power_holds(ratio, share, power):
    size = sample_size_for_ratio(ratio, population_share=share, power=power, **share_of)
    at = {"share": ratio * share, "population_share": share, "alpha": 1 - 0.95}
    assert size.power >= power
    assert min(power_of_test(size.n + more, **at) for more in range(40)) >= power
    assert size.n == 1 or power_of_test(size.n - 1, **at) < power


def test_sample_size_for_ratio_grows_with_comparisons_clusters_and_shrinks_with_a_small_town():
    one = sample_size_for_ratio(0.5, population_share=0.2, **share_of)
    six = sample_size_for_ratio(0.5, population_share=0.2, comparisons=6, **share_of)
    clustered = sample_size_for_ratio(0.5, population_share=0.2, design_effect=2.0, **share_of)
    small = sample_size_for_ratio(0.5, population_share=0.2, population=500, **share_of)
    assert six.n > one.n
    assert clustered.n == 2 * one.n
    assert small.n < one.n == small.simple_n


def test_a_very_large_sample_goes_by_the_normal_formula():
    size = sample_size_for_ratio(0.95, population_share=0.05, **share_of)
    assert size.n == pytest.approx(58_600, rel=0.01)
    assert size.power == 0.8
