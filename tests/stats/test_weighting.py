from __future__ import annotations

import subprocess
import sys
from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from hypothesis import given, strategies as st

from commonshelf.stats.weighting import design_effect, design_weight, n_eff, poststratify, trim
from commonshelf.stats.weighting.errors import EmptyCellError, NoSuchWeightsError

some_weights = st.lists(st.just(0.0) | st.floats(1e-6, 1e6), min_size=1, max_size=60).filter(any).map(np.array)

IMPORT = """
import sys
import numpy
before = set(sys.modules)
import commonshelf.stats.weighting
print(sorted({name.partition(".")[0] for name in set(sys.modules) - before} - set(sys.stdlib_module_names) - {"numpy"}))
"""


def test_design_weight_is_one_over_the_chance():
    assert design_weight([0.5, 0.25, 1.0]).weights.tolist() == [2, 4, 1]


def test_design_weight_multiplies_the_chances_of_stages():
    # A branch in 4, a household in 10, one of its 1, 2 or 5 adults.
    result = design_weight([[0.25] * 3, [0.1] * 3, [1, 1 / 2, 1 / 5]])
    np.testing.assert_allclose(result.weights, [40, 80, 200])
    assert (result.method, result.n, round(result.total)) == ("design", 3, 320)


@given(some_weights)
def test_n_eff_lies_between_one_and_everybody_and_ignores_scale(weights):
    effective = n_eff(weights)
    assert 1 - 1e-9 <= effective <= np.count_nonzero(weights) + 1e-9
    assert n_eff(weights * 1e-9) == pytest.approx(effective)
    assert design_effect(weights) == pytest.approx(1 + np.var(weights) / np.mean(weights) ** 2)
    assert n_eff(np.append(weights, 0.0)) == pytest.approx(effective)


def test_design_effect_by_hand():
    # Weights 1, 1, 2: the sum is 4, the sum of squares 6; 16 / 6 people, 3 * 6 / 16.
    assert (n_eff([1, 1, 2]), design_effect([1, 1, 2])) == (pytest.approx(16 / 6), pytest.approx(18 / 16))
    assert (n_eff([7] * 5), design_effect([7] * 5)) == (5.0, 1.0)
    assert n_eff([1e300, 1e300]) == 2.0
    assert n_eff([1e-300, 1e-300]) == 2.0


@pytest.mark.slow
def test_design_effect_foretells_the_variance_of_a_mean_when_weights_do_not_go_with_the_answers():
    rng = np.random.default_rng(2)
    weights = rng.lognormal(0, 0.8, 400)
    means = rng.normal(0, 1, (20_000, 400)) @ weights / weights.sum()
    assert np.var(means) * 400 == pytest.approx(design_effect(weights), rel=0.05)


def test_poststratify_shares_each_cells_part_among_its_people():
    result = poststratify([0, 0, 1, 1, 1], [10, 90], base_weights=[1, 3, 1, 1, 1])
    np.testing.assert_allclose(result.weights, [2.5, 7.5, 30, 30, 30])
    assert (result.method, result.missing, result.largest_error) == ("poststratify", (0,), 0.0)


def test_poststratify_lets_people_not_known_keep_their_share():
    result = poststratify([0, 1, 1, -1], [50, 50], base_weights=[1, 1, 1, 1])
    np.testing.assert_allclose(result.weights, [37.5, 18.75, 18.75, 25])
    assert result.missing == (1,)


def test_poststratify_gives_nothing_where_the_population_has_nobody_and_keeps_the_share_of_people_not_known():
    result = poststratify([0, 1, -1, -1], [8, 0])
    np.testing.assert_allclose(result.weights, [8 / 3, 0, 8 / 3, 8 / 3])


def test_poststratify_says_which_cell_is_empty():
    with pytest.raises(EmptyCellError, match=r"category 1 of margin 0 \(branch\)") as caught:
        poststratify([0, 0, 2], [1, 1, 1], names=["branch"])
    assert (caught.value.margin, caught.value.category) == (0, 1)


@given(some_weights, st.floats(0, 0.9), st.floats(1.1, 5), st.sampled_from(["proportional", "equal"]))
def test_trim_keeps_the_sum_and_the_bounds_and_the_order(weights, low, high, redistribution):
    lower, upper = low * weights.mean(), high * weights.mean()
    if redistribution == "proportional" and np.count_nonzero(weights) * upper + np.sum(weights == 0) * lower < weights.sum():
        with pytest.raises(NoSuchWeightsError):
            trim(weights, lower=lower, upper=upper)
        return
    trimmed = trim(weights, lower=lower, upper=upper, redistribution=redistribution).weights
    assert trimmed.sum() == pytest.approx(weights.sum(), rel=1e-9)
    assert lower <= trimmed.min()
    assert trimmed.max() <= upper
    assert (np.diff(trimmed[np.argsort(weights)]) >= 0).all()


def test_trim_by_hand():
    # 10 is cut to 6; the 4 cut off go to 1, 2, 3. Proportionally they grow by 10/6, equally by 4/3.
    np.testing.assert_allclose(trim([1, 2, 3, 10], upper=6).weights, [10 / 6, 20 / 6, 5, 6])
    np.testing.assert_allclose(trim([1, 2, 3, 10], upper=6, redistribution="equal").weights, [7 / 3, 10 / 3, 13 / 3, 6])
    # At 5 the next one reaches the bound as well, which leaves 6 for the first two.
    np.testing.assert_allclose(trim([1, 2, 3, 10], upper=5).weights, [2, 4, 5, 5], rtol=1e-12)


def test_trim_lifts_what_is_too_small():
    np.testing.assert_allclose(trim([0, 1, 5], lower=1).weights, [1, 1, 4])
    np.testing.assert_allclose(trim([1, 1, 7], lower=2, upper=5).weights, [2, 2, 5])


def test_trim_within_groups_keeps_the_sum_of_each():
    weights, group = np.array([1.0, 9, 2, 4, 4, 5]), np.array([0, 0, -1, 1, 1, -1])
    trimmed = trim(weights, upper=6, within=group).weights
    np.testing.assert_allclose(trimmed, [4, 6, 2, 4, 4, 5])


def test_trim_that_changes_nothing_gives_a_copy():
    weights = np.array([1.0, 2.0])
    trimmed = trim(weights, upper=2)
    assert trimmed.weights.tolist() == [1, 2]
    assert trimmed.weights is not weights
    weights[0] = 5  # the caller's own array is not locked
    assert trimmed.weights[0] == 1


def test_trim_says_when_the_bounds_cannot_hold_the_sum():
    with pytest.raises(NoSuchWeightsError, match="3 weights from 0 to 2 cannot add up to 9"):
        trim([1, 3, 5], upper=2)
    np.testing.assert_allclose(trim([1, 3, 5], upper=3).weights, [3, 3, 3])


def test_weights_cannot_be_changed_afterwards():
    result = poststratify([0, 1], [1, 3])
    with pytest.raises(FrozenInstanceError):
        result.method = "rake"
    for array in (result.weights, result.relative):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1


def test_weighting_loads_numpy_and_nothing_else_heavy():
    done = subprocess.run([sys.executable, "-c", IMPORT], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['commonshelf']"
