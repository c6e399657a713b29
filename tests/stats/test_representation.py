from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy import stats

from commonshelf.stats.estimates import proportion
from commonshelf.stats.representation import CensusError, adjust_p_values, mid_p_value, representation, share_errors
from commonshelf.stats.representation.errors import NobodyLivesThereError
from commonshelf.stats.representation.ratio_interval import divided, log_normal, wilson
from tests.stats.oracles.reference import r_says

TOWN = {"groups": ("young", "adult", "old"), "recruitment": "opt_in"}


def test_representation_by_hand():
    result = representation([5, 70, 25], [2_000, 5_000, 3_000], **TOWN)
    np.testing.assert_allclose(result.share, [0.05, 0.7, 0.25])
    np.testing.assert_allclose(result.population_share, [0.2, 0.5, 0.3])
    np.testing.assert_allclose(result.ratio, [0.25, 1.4, 5 / 6])
    np.testing.assert_allclose(result.expected, [20, 50, 30])
    assert result.verdicts == ("fewer", "more", "no_difference_shown")
    assert (result.n, result.family, result.adjustment, result.interval_kind) == (100, 3, "holm", "mover_wilson_model")
    assert result.explanation[0] == (
        "young: 5 of the 100 heard (5.0%) against 20.0% of the population, 0.25 times its share "
        "(0.11 to 0.56, if they had been drawn by chance): heard less than its share."
    )


def test_representation_without_census_error_is_wilson_divided_by_the_share():
    result = representation([5, 75, 20], [2_000, 5_000, 3_000], recruitment="probability")
    for place, heard in enumerate((5, 75, 20)):
        one = proportion(heard, 100, recruitment="probability")
        assert result.low[place] == pytest.approx(one.low / result.population_share[place], rel=1e-12)
        assert result.high[place] == pytest.approx(one.high / result.population_share[place], rel=1e-12)
    assert result.has_margin_of_error


def test_representation_of_volunteers_never_has_a_margin_of_error():
    result = representation([5, 95], [50, 50], recruitment="opt_in")
    assert not result.has_margin_of_error
    assert "margin of error" not in " ".join(result.explanation)
    assert all("if they had been drawn by chance" in sentence for sentence in result.explanation)


def test_representation_of_everybody_leaves_only_the_census_error():
    exact = representation([30, 70], [400, 600], recruitment="census")
    rough = representation([30, 70], [400, 600], recruitment="census", census_error=CensusError([100, 100]))
    assert (exact.interval_kind, rough.interval_kind) == ("none", "census_error_only")
    np.testing.assert_allclose(exact.low, exact.high)
    assert exact.verdicts == ("fewer", "more")
    assert rough.low[0] < 0.75 < rough.high[0]
    assert rough.p_value[0] == pytest.approx(2 * stats.norm.sf(0.1 / rough.population_share_error[0]))


def test_a_group_that_was_not_heard_is_an_answer_and_one_that_does_not_live_here_an_error():
    result = representation([0, 60, 0], [500, 500, 0], recruitment="opt_in")
    assert (result.ratio[0], result.low[0], result.verdicts[0]) == (0.0, 0.0, "fewer")
    assert 0 < result.high[0] < 0.2
    assert np.isnan(result.ratio[2])
    assert (result.verdicts[2], result.family) == ("not_tested", 2)
    assert result.explanation[2] == "Nobody of group 2 lives here, and nobody was heard."
    with pytest.raises(NobodyLivesThereError, match="2 people of group 2 were heard"):
        representation([0, 60, 2], [500, 500, 0], recruitment="opt_in")


def test_representation_reads_its_arguments_only_and_its_arrays_cannot_be_written_to():
    heard, people = np.array([5, 95]), np.array([50.0, 50.0])
    heard.setflags(write=False)
    people.setflags(write=False)
    result = representation(heard, people, recruitment="opt_in")
    for array in (result.heard, result.share, result.population, result.ratio, result.low, result.high, result.p_adjusted, result.expected):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_census_margins_widen_the_ratio_and_calm_the_test():
    plain = representation([8, 92], [1_500, 8_500], recruitment="probability")
    rough = representation([8, 92], [1_500, 8_500], recruitment="probability", census_error=CensusError([400, 400]))
    assert rough.low[0] < plain.low[0]
    assert rough.high[0] > plain.high[0]
    assert rough.p_value[0] > plain.p_value[0]


def test_the_ends_of_a_ratio_solve_the_equations_they_come_from():
    share, known = np.array([0.05, 0.2, 0.4]), np.array([0.1, 0.15, 0.4])
    (low, high), (least, most) = wilson(share, 80, 0.95), log_normal(known, np.array([0.02, 0.08, 0.3]), 0.95)
    first, last = divided(share, (low, high), known, (least, most))
    # Donner and Zou: the ratio R at either end lies as far from the estimate as both errors, laid at right angles, reach there.
    np.testing.assert_allclose((share - first * known) ** 2, (share - low) ** 2 + first**2 * (most - known) ** 2, rtol=1e-9)
    np.testing.assert_allclose((share - last * known) ** 2, (high - share) ** 2 + last**2 * (known - least) ** 2, rtol=1e-9)
    assert (first < share / known).all()
    assert (last > share / known).all()


def test_share_errors_follow_the_bureau_with_a_total_and_the_delta_method_without():
    controlled = share_errors([300, 700], CensusError([50, 60], total_margin=0))
    np.testing.assert_allclose(controlled, np.array([50, 60]) / 1.645 / 1_000)
    apart = share_errors([300, 700], CensusError([50, 60]))
    np.testing.assert_allclose(apart, [apart[0], apart[0]])  # two shares of one whole err together
    assert apart[0] == pytest.approx(np.hypot(0.7 * 50, 0.3 * 60) / 1.645 / 1_000)
    rng = np.random.default_rng(3)
    drawn = rng.normal([300, 700], np.array([50, 60]) / 1.645, (200_000, 2))
    assert apart[0] == pytest.approx((drawn[:, 0] / drawn.sum(axis=1)).std(), rel=0.01)


def test_mid_p_values_are_those_of_r():
    said = r_says("representation.R")
    ours = [mid_p_value(int(y), int(n), share=q) for y, n, q in said["cases"]]
    np.testing.assert_allclose(ours, said["mid_p"], rtol=1e-10)


def test_mid_p_values_with_census_error_and_design_effect_are_those_of_r():
    said = r_says("representation.R")
    ours = [mid_p_value(int(y), int(n), share=q, share_error=e, design_effect=d) for y, n, q, e, d in said["rough"]]
    np.testing.assert_allclose(ours, said["beta_binomial"], rtol=1e-7)


@pytest.mark.parametrize("adjustment", ["holm", "benjamini_hochberg"])
def test_adjusted_p_values_are_those_of_r(adjustment):
    said = r_says("representation.R")
    np.testing.assert_allclose(adjust_p_values(said["p_values"], adjustment=adjustment), said[adjustment], rtol=1e-12)


def test_what_was_not_tested_costs_the_others_nothing():
    np.testing.assert_array_equal(adjust_p_values([0.01, np.nan, 0.04], adjustment="holm"), [0.02, np.nan, 0.04])


@given(st.integers(1, 200), st.floats(0.01, 0.99), st.floats(0, 0.3), st.floats(1, 5))
@settings(max_examples=60, deadline=None)
def test_mid_p_values_are_chances_and_symmetric(n, share, error, effect):
    for count in {0, n // 3, n}:
        value = mid_p_value(count, n, share=share, share_error=error, design_effect=effect)
        assert 0 <= value <= 1
        assert value == pytest.approx(mid_p_value(n - count, n, share=1 - share, share_error=error, design_effect=effect), rel=1e-6)


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 10_000), st.floats(0, 2)), min_size=1, max_size=8).filter(lambda g: g[0][0] > 0)
)
@settings(max_examples=80, deadline=None)
def test_representation_holds_together(groups):
    heard, people, rough = (np.array(column, dtype=float) for column in zip(*groups, strict=True))
    result = representation(heard, people, recruitment="probability", census_error=CensusError(people * rough))
    assert result.share.sum() == pytest.approx(1)
    assert (result.population_share * result.ratio).sum() == pytest.approx(1)
    assert (result.low <= result.ratio * (1 + 1e-9)).all()
    assert (result.ratio <= result.high * (1 + 1e-9)).all()
    assert (result.p_adjusted >= result.p_value).all()
    softer = representation(
        heard, people, recruitment="probability", census_error=CensusError(people * rough), adjustment="benjamini_hochberg"
    )
    assert (softer.p_adjusted <= result.p_adjusted + 1e-12).all()
    fewer = representation(heard, people, recruitment="probability", design_effect=2.0)
    simple = representation(heard, people, recruitment="probability")
    assert (fewer.high >= simple.high - 1e-9).all()


@pytest.mark.slow
def test_the_ratio_interval_covers_and_holm_keeps_its_promise_when_nobody_is_missing():
    rng = np.random.default_rng(8)
    true = np.array([0.03, 0.12, 0.25, 0.6])
    errors = np.array([0.004, 0.01, 0.012, 0.015])
    covered, false_finding, rounds = np.zeros(4), 0, 1_200
    for _ in range(rounds):
        people = np.maximum(rng.normal(true, errors), 1e-3) * 100_000
        heard = rng.multinomial(150, true)
        result = representation(heard, people, recruitment="probability", census_error=CensusError(errors * 1.645 * 100_000))
        covered += (result.low <= 1) & (result.high >= 1)
        false_finding += any(verdict != "no_difference_shown" for verdict in result.verdicts)
    assert (covered / rounds > 0.93).all()
    assert false_finding / rounds < 0.06


@pytest.mark.slow
def test_a_quarter_of_the_share_is_found_more_often_the_larger_the_group():
    rng = np.random.default_rng(9)
    found = []
    for share in (0.05, 0.3):
        truth = np.array([share / 4, 1 - share / 4])
        verdicts = [
            representation(rng.multinomial(80, truth), [share, 1 - share], recruitment="probability").verdicts[0] for _ in range(300)
        ]
        found.append(verdicts.count("fewer") / 300)
    assert found[0] < 0.5
    assert found[1] > 0.95
