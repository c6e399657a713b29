from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy.stats import linregress, ttest_ind

from commonshelf.stats.effects import difference_in_differences
from tests.stats.oracles import effects_cases
from tests.stats.oracles.effects_cases import BEFORE, CHANGED, statsmodels_says
from tests.stats.simulated_branches import branches

NAN = float("nan")
# One branch of four was rebuilt before the fifth month. Steps: 14 - 10 = 4, and 1, 2, 0 for the others.
FOUR = [[9, 11, 10, 10, 14, 14], [20, 20, 21, 19, 21, 21], [5, 5, 5, 5, 7, 7], [8, 9, 8, 9, 8.5, 8.5]]


@pytest.fixture(scope="module")
def town():
    return effects_cases.town()


def test_differences_clustered_by_unit_equal_statsmodels(town):
    reference = statsmodels_says()["clustered"]
    result = difference_in_differences(
        town, changed=list(range(CHANGED)), change_at=BEFORE, errors="clustered", rng=np.random.default_rng(1)
    )
    effect = result.effect
    ours = {"value": effect.value, "error": effect.standard_error, "low": effect.low, "high": effect.high, "p_value": effect.p_value}
    assert ours == {name: pytest.approx(figure, rel=1e-8) for name, figure in reference.items()}


def test_differences_collapsed_equal_scipys_t_test_on_one_step_a_unit(town):
    result = difference_in_differences(town, changed=[0, 1, 2], change_at=10)
    steps = town[:, 10:].mean(axis=1) - town[:, :10].mean(axis=1)
    reference = ttest_ind(steps[:3], steps[3:])
    interval = reference.confidence_interval(0.95)
    assert result.effect.p_value == pytest.approx(reference.pvalue, rel=1e-10)
    assert (result.effect.low, result.effect.high) == (pytest.approx(interval.low, rel=1e-10), pytest.approx(interval.high, rel=1e-10))


def test_pre_trend_equals_scipys_t_test_on_one_slope_a_unit(town):
    result = difference_in_differences(town, changed=[0, 1, 2], change_at=10)
    slopes = [linregress(np.arange(10), one[:10]).slope for one in town]
    reference = ttest_ind(slopes[:3], slopes[3:])
    assert result.pre_trend.value == pytest.approx(np.mean(slopes[:3]) - np.mean(slopes[3:]), rel=1e-10)
    assert result.pre_trend.p_value == pytest.approx(reference.pvalue, rel=1e-9)


def test_differences_of_four_branches_can_be_worked_out_by_hand():
    result = difference_in_differences(FOUR, changed=0, change_at=4)
    # 4 - 1 = 3; the other steps 1, 2, 0 have variance 1; error √(1 + 1/3), two degrees of freedom: 4.3027 · 1.1547 = 4.968
    assert (result.effect.value, result.effect.degrees_of_freedom) == (pytest.approx(3.0), 2.0)
    assert result.effect.standard_error == pytest.approx(np.sqrt(4 / 3))
    assert (result.effect.low, result.effect.high) == (pytest.approx(3 - 4.968, abs=1e-3), pytest.approx(3 + 4.968, abs=1e-3))
    assert (result.in_space.sizes, result.in_space.p_value) == ((0.0, 1.5, 1.5), 0.25)
    assert result.gap[:4].mean() == pytest.approx(0.0)
    assert result.compared.control_units == (1, 2, 3)


def test_differences_by_lot_give_fishers_p_value_and_the_interval_no_shift_contradicts(town):
    changed, controls = town[:4], town[4:12]
    result = difference_in_differences(town[:12], changed=[0, 1, 2, 3], change_at=10, errors="by_lot", level=0.9)
    steps = np.concatenate([part[:, 10:].mean(axis=1) - part[:, :10].mean(axis=1) for part in (changed, controls)])

    def p_value(shift):
        moved = np.concatenate([steps[:4] - shift, steps[4:]])
        lots = [abs(moved[list(lot)].mean() - np.delete(moved, lot).mean()) for lot in itertools.combinations(range(12), 4)]
        return np.mean(np.array(lots) >= lots[0] * (1 - 1e-9))

    assert result.effect.p_value == pytest.approx(p_value(0.0), abs=1e-12)
    width = result.effect.high - result.effect.low
    for bound, outward in ((result.effect.low, -1), (result.effect.high, 1)):
        assert p_value(bound - outward * 1e-6 * width) > 0.1
        assert p_value(bound + outward * 1e-6 * width) <= 0.1


def test_differences_match_the_controls_that_rise_and_fall_alike_whatever_their_size():
    wave = np.sin(np.arange(12.0))
    figures = np.vstack([10 + wave, 500 + wave, 3 + 0.9 * wave, 10 - wave, 10 + np.cos(np.arange(12.0)), 40 + 1.1 * wave])
    result = difference_in_differences(figures, changed=0, change_at=8, matches=3)
    assert result.compared.control_units == (1, 2, 5)
    assert result.effect.value == pytest.approx(0.0, abs=1e-9)


def test_differences_leave_out_a_control_rarely_counted_and_a_week_one_missed(town):
    figures = town[:9].copy()
    figures[3, 4:7] = NAN  # seven of ten before
    figures[4, [2, 5]] = NAN  # eight of ten: just enough
    figures[5, 9] = figures[0, 12] = figures[8, 14] = NAN
    result = difference_in_differences(figures, changed=[0, 8], change_at=10, least_counted=0.8)
    kept = [0, 1, 3, 4, 6, 7, 8, 10, 11, 13, 15]
    assert result.compared.periods.tolist() == kept
    assert (result.compared.left_out, result.compared.control_units, result.compared.periods_left_out) == ((3,), (1, 2, 4, 5, 6, 7), 5)
    whole = difference_in_differences(town[[0, 8, 1, 2, 4, 5, 6, 7]][:, kept], changed=[0, 1], change_at=7)
    assert result.effect == whole.effect


def test_differences_see_two_groups_that_drifted_apart_before():
    rng = np.random.default_rng(3)
    figures = rng.normal(50, 1, (12, 20))
    figures[0] += 0.8 * np.arange(20)
    result = difference_in_differences(figures, changed=0, change_at=14)
    assert result.pre_trend.surely_not_zero
    assert result.sentence.endswith("Before the change the two were already drifting apart.")


@given(st.integers(0, 2**32 - 1), st.sampled_from(["collapsed", "by_lot"]))
@settings(max_examples=25, deadline=None)
def test_differences_do_not_see_what_happened_to_everybody(seed, errors):
    rng = np.random.default_rng(seed)
    figures = branches(rng, units=22, periods=12)
    shared = figures + rng.normal(0, 30, 12) + rng.normal(0, 30, (22, 1))
    plain, moved = (difference_in_differences(one, changed=4, change_at=8, errors=errors, level=0.9) for one in (figures, shared))
    assert moved.effect.value == pytest.approx(plain.effect.value, abs=1e-8)
    assert (moved.effect.low, moved.effect.high) == (pytest.approx(plain.effect.low, abs=1e-8), pytest.approx(plain.effect.high, abs=1e-8))


def test_differences_keep_their_input_and_freeze_their_output(town):
    kept = town.copy()
    result = difference_in_differences(town, changed=0, change_at=10, matches=5)
    np.testing.assert_array_equal(town, kept)
    assert not result.gap.flags.writeable
