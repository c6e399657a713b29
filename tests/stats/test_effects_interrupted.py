from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from commonshelf.stats.effects import interrupted_time_series
from commonshelf.stats.effects.hanging_together import newey_west, prais_winsten
from tests.stats.oracles.effects_cases import CHANGE, GAPS, LAGS, LEAN, months, statsmodels_says
from tests.stats.oracles.reference import r_says
from tests.stats.simulated_branches import branches

NAN = float("nan")
BREAK = [10.0 + week for week in range(12)] + [27.0 + 3 * week for week in range(4)]


def shown(result):
    three = (result.effect, result.level_change, result.slope_change)
    return {
        "values": [one.value for one in three],
        "errors": [one.standard_error for one in three],
        "low": [one.low for one in three],
        "high": [one.high for one in three],
        "p_values": [one.p_value for one in three],
    }


def test_interrupted_series_by_newey_west_equals_statsmodels():
    figures, _line = months()
    reference = statsmodels_says()["whole"]["newey_west"]
    result = interrupted_time_series(figures, change_at=CHANGE, controls=None, season=12, harmonics=1, errors="newey_west", lags=LAGS)
    for name, ours in shown(result).items():
        np.testing.assert_allclose(ours, reference[name], rtol=1e-8, err_msg=name)


def test_newey_west_with_gaps_equals_statsmodels_told_of_empty_periods():
    _figures, line = months(*GAPS)
    reference = statsmodels_says()["with gaps"]["gaps"]
    fit = newey_west(line["figures"], line["design"], line["times"], line["contrasts"], lags=LAGS)
    n, k = line["design"].shape
    np.testing.assert_allclose(fit.values, reference["values"], rtol=1e-8)
    np.testing.assert_allclose(fit.standard_errors * np.sqrt((n - k) / n), reference["errors"], rtol=1e-8)


def test_leaning_fit_equals_statsmodels_generalized_least_squares_at_the_same_lean(monkeypatch):
    _figures, line = months(*GAPS)
    reference = statsmodels_says()["with gaps"]["leaning"]
    monkeypatch.setattr("commonshelf.stats.effects.hanging_together.most_likely_lean", lambda *_: LEAN)
    fit = prais_winsten(line["figures"], line["design"], line["times"], line["contrasts"])
    np.testing.assert_allclose(fit.values, reference["values"], rtol=1e-8)
    np.testing.assert_allclose(fit.standard_errors, reference["errors"], rtol=1e-8)


@pytest.mark.parametrize("missing", [(), GAPS], ids=["whole", "with gaps"])
def test_lean_and_errors_equal_restricted_likelihood_in_r(missing):
    _figures, line = months(*missing)
    reference = r_says("effects_reml.R", json.dumps(line, default=lambda array: array.tolist()))
    fit = prais_winsten(line["figures"], line["design"], line["times"], np.eye(line["design"].shape[1]))
    for said in filter(None, (reference, reference.get("nlme"))):
        assert fit.autocorrelation == pytest.approx(said["lean"], abs=2e-6)
        np.testing.assert_allclose(fit.values, said["values"], atol=1e-4)
        np.testing.assert_allclose(fit.standard_errors, said["errors"], rtol=1e-5)


def test_interrupted_series_finds_a_break_anyone_can_see_and_is_sure_of_it():
    result = interrupted_time_series(BREAK, change_at=12, controls=None, errors="newey_west")
    assert [round(one.value, 9) for one in (result.level_change, result.slope_change, result.effect)] == [5.0, 2.0, 8.0]
    np.testing.assert_allclose(result.expected, 10.0 + np.arange(16), rtol=1e-12)
    assert (result.compared.before, result.compared.after, result.compared_with) == (12, 4, "own_past")
    assert (result.lags, result.autocorrelation, result.in_space) == (1, None, None)


def test_interrupted_series_takes_the_controls_away_first():
    rng = np.random.default_rng(8)
    storm = rng.normal(0, 10, 16)
    controls = np.vstack([storm + 3, storm + rng.normal(0, 0.01, 16), storm - 1])
    result = interrupted_time_series(np.array(BREAK) + storm, change_at=12, controls=controls)
    assert result.effect.value == pytest.approx(8.0, abs=0.05)
    assert (result.compared_with, result.compared.control_units, result.in_space.tried, result.in_space.as_large) == (
        "controls",
        (0, 1, 2),
        3,
        0,
    )
    assert result.in_time.tried == 2


def test_interrupted_series_leaves_out_what_nobody_counted_and_lets_time_go_on():
    figures = np.array(BREAK)
    figures[[2, 7, 13]] = NAN
    result = interrupted_time_series(np.r_[[8.0, 9.0], figures], change_at=14, controls=None, errors="newey_west")
    assert (result.level_change.value, result.slope_change.value) == (pytest.approx(5.0), pytest.approx(2.0))
    assert (result.compared.periods_left_out, result.compared.before, result.compared.after) == (3, 12, 3)
    assert result.effect.value == pytest.approx(5 + 2 * (0 + 2 + 3) / 3)


def test_interrupted_series_in_ratios_reports_shares():
    doubled = np.array([20.0, 22, 18, 20, 21, 19, 20, 22, 18, 20, 21, 19, 40, 44, 36, 40])
    result = interrupted_time_series(doubled, change_at=12, controls=None, scale="ratio")
    logs = interrupted_time_series(np.log(doubled), change_at=12, controls=None)
    assert result.effect.value == pytest.approx(np.expm1(logs.effect.value))
    assert (result.effect.low, result.effect.p_value) == (pytest.approx(np.expm1(logs.effect.low)), logs.effect.p_value)
    np.testing.assert_allclose(result.expected, np.exp(logs.expected))


def test_interrupted_series_says_what_it_found_in_plain_english():
    result = interrupted_time_series(BREAK, change_at=12, controls=None, errors="newey_west")
    assert result.sentence == (
        "After the change the figure was 8 higher per period than its own line before would suggest (95% interval +8 to +8). "
        "Chance alone would rarely do that. Of 2 pretended changes at earlier dates, none looks at least as large. "
        "It is compared with its own past only: whatever else changed at that time is in this too."
    )


@given(st.integers(0, 2**32 - 1), st.floats(-1e3, 1e3), st.floats(0.1, 50))
@settings(max_examples=15, deadline=None)
def test_interrupted_series_moves_with_its_unit_and_not_with_its_zero(seed, shift, factor):
    figures = branches(np.random.default_rng(seed), units=1, periods=30)[0]
    plain = interrupted_time_series(figures, change_at=20, controls=None, errors="newey_west")
    moved = interrupted_time_series(shift + factor * figures, change_at=20, controls=None, errors="newey_west")
    assert moved.effect.value == pytest.approx(factor * plain.effect.value, rel=1e-6, abs=1e-6)
    assert moved.effect.high - moved.effect.low == pytest.approx(factor * (plain.effect.high - plain.effect.low), rel=1e-6, abs=1e-6)


def test_interrupted_series_is_frozen_and_leaves_its_input_alone():
    figures, controls = np.array(BREAK), np.random.default_rng(1).normal(20, 1, (3, 16))
    kept = (figures.copy(), controls.copy())
    result = interrupted_time_series(figures, change_at=12, controls=controls)
    np.testing.assert_array_equal(figures, kept[0])
    np.testing.assert_array_equal(controls, kept[1])
    assert not result.expected.flags.writeable
    assert not result.compared.periods.flags.writeable
