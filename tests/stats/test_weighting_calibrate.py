from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from commonshelf.stats.weighting import calibrate, poststratify
from commonshelf.stats.weighting.errors import NoSuchWeightsError, NotAWeightError, NotConvergedError


@st.composite
def samples(draw):
    """What is known of some people, in very different units, and totals that factors between 0.6 and 1.8 meet."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    people, variables = draw(st.integers(5, 80)), draw(st.integers(1, 4))
    known = np.column_stack([np.ones(people), rng.normal(size=(people, variables)) * 10.0 ** rng.integers(-3, 4, variables)])
    base = rng.uniform(0.5, 20, people)
    return known, (base * rng.uniform(0.6, 1.8, people)) @ known, base


@given(
    samples(), st.sampled_from([("linear", None), ("raking", None), ("logit", (0.5, 2.0)), ("linear", (0.5, 2.0)), ("raking", (0.5, 2.0))])
)
@settings(deadline=None)
def test_calibrate_meets_every_total_within_its_bounds(sample, how):
    known, totals, base = sample
    distance, bounds = how
    result = calibrate(known, totals, base_weights=base, distance=distance, bounds=bounds)
    np.testing.assert_allclose(result.weights @ known, totals, rtol=1.01e-9)
    factors = result.weights / base
    if bounds is not None:
        assert bounds[0] - 1e-12 <= factors.min()
        assert factors.max() <= bounds[1] + 1e-12
    if distance == "raking":
        assert factors.min() > 0


@given(samples())
def test_calibrate_linearly_is_the_closest_that_meets_the_totals(sample):
    """Any other weights that meet them are further from base_weights, in the squares this distance measures."""
    known, totals, base = sample
    weights = calibrate(known, totals, base_weights=base).weights
    away = np.random.default_rng(1).normal(size=len(base))
    other = weights + away - known @ np.linalg.lstsq(known, away, rcond=None)[0]
    np.testing.assert_allclose(other @ known, totals, rtol=1e-6, atol=1e-6 * np.abs(known).sum())
    assert ((other - base) ** 2 / base).sum() >= ((weights - base) ** 2 / base).sum() * (1 - 1e-9)


def test_calibrate_of_three_people_is_what_paper_and_pencil_give():
    # Ages 1, 2, 3, everybody weighs 1; wanted: 3 people, ages adding up to 7. By symmetry the factors are 1 + b (age - 2), and
    # 6 + b (1 + 0 + 1) = 7 gives b = 1/2.
    result = calibrate([[1, 1], [1, 2], [1, 3]], [3, 7])
    np.testing.assert_allclose(result.weights, [0.5, 1, 1.5], rtol=1e-12)
    assert (result.method, result.iterations) == ("linear", 1)


def test_calibrate_already_met_changes_nothing():
    result = calibrate([[1, 4], [1, 6]], [2, 10], distance="raking")
    assert (result.weights.tolist(), result.iterations) == ([1.0, 1.0], 0)


def test_calibrate_to_cells_is_poststratification():
    cells, base = np.array([0, 1, 1, 2, 2, 2]), np.array([3.0, 1, 2, 1, 1, 4])
    ours = calibrate(np.eye(3)[cells], [10, 20, 30], base_weights=base, distance="raking").weights
    np.testing.assert_allclose(ours, poststratify(cells, [10, 20, 30], base_weights=base).weights, rtol=1e-9)


def test_calibrate_linearly_may_turn_weights_negative_and_says_so_when_asked_what_they_are_worth():
    result = calibrate([[1, 1], [1, 2], [1, 3]], [3, 9])
    assert result.weights[0] < 0
    with pytest.raises(NotAWeightError, match=r"person 0 is -0\.5"):
        _ = result.n_eff
    assert calibrate([[1, 1], [1, 2], [1, 3]], [3, 8.9], distance="raking").n_eff > 1


def test_calibrate_says_that_totals_contradict_each_other():
    with pytest.raises(NoSuchWeightsError, match="contradict"):
        calibrate([[1, 1], [1, 1]], [10, 11])
    assert calibrate([[1, 1], [1, 1]], [10, 10]).total == pytest.approx(10)


def test_calibrate_says_that_bounds_are_too_tight():
    known = [[1, 1], [1, 2], [1, 3]]
    with pytest.raises(NotConvergedError):
        calibrate(known, [3, 7], bounds=(0.9, 1.1))
    with pytest.raises(NotConvergedError):
        calibrate(known, [3, 7], bounds=(0.9, 1.1), distance="logit")
    assert calibrate(known, [3, 7], bounds=(0.4, 1.6), distance="logit").largest_error <= 1e-9


@pytest.mark.slow
def test_calibrate_sharpens_a_total_that_goes_with_what_is_known():
    """Visits go with age: with the population's ages met, estimates of all visits scatter less, and stay right."""
    rng = np.random.default_rng(4)
    age = rng.uniform(5, 90, 20_000)
    visits = 0.3 * age + rng.normal(0, 4, 20_000)
    known = np.column_stack([np.ones(20_000), age])
    plain, calibrated = [], []
    for _draw in range(500):
        drawn = rng.choice(20_000, 200, replace=False)
        plain.append(100 * visits[drawn].sum())
        weights = calibrate(known[drawn], known.sum(axis=0), base_weights=np.full(200, 100.0)).weights
        calibrated.append(weights @ visits[drawn])
    assert abs(np.mean(calibrated) - visits.sum()) < 4 * np.std(calibrated) / np.sqrt(500)
    assert np.std(calibrated) < 0.65 * np.std(plain)
