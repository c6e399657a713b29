from __future__ import annotations

import itertools
import json

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy.optimize import minimize

from commonshelf.stats.effects import synthetic_control
from commonshelf.stats.effects.simplex import nearest_mix
from tests.stats.oracles.reference import peer_says
from tests.stats.simulated_branches import branches


def misfit(target, candidates, weights, ridge=0.0):
    return float(((target - weights @ candidates) ** 2).sum() + ridge * (weights**2).sum())


def by_trying_every_support(target, candidates):
    """Return the best weights found by solving for every subset of controls and keeping those without a negative weight."""
    best = None
    for size in range(1, len(candidates) + 1):
        for chosen in itertools.combinations(range(len(candidates)), size):
            part = candidates[list(chosen)]
            steps = np.linalg.lstsq((part[1:] - part[0]).T, target - part[0], rcond=None)[0]
            weights = np.zeros(len(candidates))
            weights[list(chosen)] = [1 - steps.sum(), *steps]
            if (weights >= 0).all() and (best is None or misfit(target, candidates, weights) < misfit(target, candidates, best)):
                best = weights
    return best


def test_mix_equals_trying_every_support():
    for seed in range(30):
        rng = np.random.default_rng(seed)
        candidates, target = rng.normal(0, 1, (6, 9)), rng.normal(0, 0.7, 9)
        np.testing.assert_allclose(nearest_mix(target, candidates).weights, by_trying_every_support(target, candidates), atol=1e-9)


def test_mix_equals_pysyncon_to_its_precision_and_fits_no_worse():
    shapes = ((1, 7, 30), (2, 15, 40), (3, 11, 24))
    towns = [10 * np.log(branches(np.random.default_rng(seed), units=units, periods=periods) + 1) for seed, units, periods in shapes]
    said = peer_says("pysyncon", "effects_pysyncon.py", json.dumps([figures.tolist() for figures in towns]))
    for figures, theirs in zip(towns, map(np.array, said), strict=True):
        ours = nearest_mix(figures[0], figures[1:])
        np.testing.assert_allclose(ours.weights, theirs, atol=2e-5)
        assert misfit(figures[0], figures[1:], ours.weights) <= misfit(figures[0], figures[1:], theirs / theirs.sum()) * (1 + 1e-12)
        assert ours.unique


@pytest.mark.parametrize("ridge", [0.0, 3.0])
def test_mix_equals_sequential_quadratic_programming(ridge):
    rng = np.random.default_rng(6)
    candidates, target = rng.normal(0, 1, (12, 30)), rng.normal(0, 0.5, 30)
    reference = minimize(
        lambda weights: misfit(target, candidates, weights, ridge),
        np.full(12, 1 / 12),
        jac=lambda weights: 2 * candidates @ (weights @ candidates - target) + 2 * ridge * weights,
        bounds=[(0, 1)] * 12,
        constraints={"type": "eq", "fun": lambda weights: weights.sum() - 1, "jac": lambda _: np.ones(12)},
        method="SLSQP",
        options={"ftol": 1e-15, "maxiter": 1000},
    )
    np.testing.assert_allclose(nearest_mix(target, candidates, ridge=ridge).weights, reference.x, atol=1e-6)


@given(st.integers(0, 2**32 - 1), st.integers(1, 40), st.integers(1, 25), st.sampled_from([0.0, 0.01, 5.0]))
@settings(max_examples=60, deadline=None)
def test_mix_is_one_no_other_mix_can_better(seed, controls, periods, ridge):
    rng = np.random.default_rng(seed)
    candidates, target = rng.integers(0, 9, (controls, periods)).astype(float), rng.integers(0, 9, periods).astype(float)
    weights = nearest_mix(target, candidates, ridge=ridge).weights
    assert weights.min() >= 0
    assert weights.sum() == pytest.approx(1.0, abs=1e-12)
    slope = candidates @ (weights @ candidates - target) + ridge * weights
    assert slope.min() >= slope @ weights - 1e-7 * (1 + np.abs(slope).max())


def test_mix_says_when_others_would_do_as_well():
    twins = np.array([[0.0, 2.0], [0.0, 2.0], [3.0, 0.0]])
    assert not nearest_mix(np.array([1.0, 1.0]), twins).unique
    assert nearest_mix(np.array([1.0, 1.0]), twins[1:]).unique
    apart = nearest_mix(np.array([1.0, 1.0]), twins, ridge=1e-6)
    assert apart.unique
    assert apart.weights[0] == pytest.approx(apart.weights[1])


def mixed_town(effect):
    """Return five branches; before the change the first is exactly 0.25 of the second and 0.75 of the third."""
    rng = np.random.default_rng(9)
    controls = 50 + np.cumsum(rng.normal(0, 3, (4, 30)), axis=1)
    first = 0.25 * controls[0] + 0.75 * controls[1]
    first[20:] += effect
    return np.vstack([first, controls])


def test_synthetic_control_finds_the_mix_it_was_made_of_and_what_came_after():
    result = synthetic_control(mixed_town(7.0), changed=0, change_at=20)
    np.testing.assert_allclose(result.weights, [0.25, 0.75, 0, 0], atol=1e-9)
    np.testing.assert_allclose(result.gap, [0.0] * 20 + [7.0] * 10, atol=1e-9)
    assert (result.effect.value, result.fit) == (pytest.approx(7.0), pytest.approx(0.0, abs=1e-9))
    assert (result.in_space.as_large, result.in_space.p_value, result.compared.control_units) == (0, 0.2, (1, 2, 3, 4))


def test_synthetic_control_interval_follows_the_formula_of_its_page():
    figures = branches(np.random.default_rng(12), units=7, periods=30)
    result = synthetic_control(figures, changed=0, change_at=21)
    steps = []
    for start in (0, 7, 14):  # three blocks of seven: as long as a third of the time before
        block = np.arange(start, start + 7)
        learnt = np.setdiff1d(np.arange(21), block)
        gap = figures[0] - nearest_mix(figures[0, learnt], figures[1:, learnt]).weights @ figures[1:]
        steps.append(gap[21:].mean() - gap[block].mean())
    error = np.sqrt(1 + 3 * 7 / 9) * np.std(steps, ddof=1) / np.sqrt(3)
    assert (result.effect.value, result.effect.standard_error) == (pytest.approx(np.mean(steps)), pytest.approx(error))
    assert result.effect.high == pytest.approx(np.mean(steps) + 4.302653 * error, rel=1e-6)


def test_synthetic_control_with_an_intercept_may_lie_above_every_control():
    figures = mixed_town(7.0)
    figures[0] += 1000
    result = synthetic_control(figures, changed=0, change_at=20, intercept=True)
    np.testing.assert_allclose(result.weights, [0.25, 0.75, 0, 0], atol=1e-9)
    assert (result.effect.value, result.expected[25]) == (pytest.approx(7.0), pytest.approx(figures[0, 25] - 7.0))


def test_synthetic_control_spreads_its_weights_the_more_ridge_it_is_given():
    figures = branches(np.random.default_rng(5), units=9, periods=30)
    spread = [float((synthetic_control(figures, changed=0, change_at=20, ridge=ridge).weights ** 2).sum()) for ridge in (0, 0.1, 1, 1e4)]
    assert spread == sorted(spread, reverse=True)
    assert spread[-1] == pytest.approx(1 / 8, rel=1e-3)


def test_synthetic_control_in_ratios_works_on_logarithms():
    figures = branches(np.random.default_rng(5), units=9, periods=30) + 1
    ratio = synthetic_control(figures, changed=0, change_at=20, scale="ratio")
    logs = synthetic_control(np.log(figures), changed=0, change_at=20)
    np.testing.assert_array_equal(ratio.weights, logs.weights)
    assert ratio.effect.high == pytest.approx(np.expm1(logs.effect.high))
    np.testing.assert_allclose(ratio.expected, np.exp(logs.expected))


def test_synthetic_control_tells_what_it_compared_with():
    sentence = synthetic_control(mixed_town(7.0), changed=0, change_at=20).sentence
    assert sentence.startswith(
        "After the change the figure was 7 higher per period than a mix of 2 controls would suggest (95% interval +7 to +7)."
    )
    assert "Of 4 pretended changes elsewhere, none looks at least as large." in sentence
