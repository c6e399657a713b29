from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from benchmarks import rake_data
from commonshelf.stats.weighting import raking
from commonshelf.stats.weighting.errors import EmptyCellError, MarginsDisagreeError, NotConvergedError
from commonshelf.stats.weighting.rake import rake


@st.composite
def towns(draw):
    """Codes of some people in some margins (some of them nearly alike), and totals that some weights of theirs do meet."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    people, spread = draw(st.integers(1, 150)), draw(st.sampled_from([0.1, 1.0, 2.0]))
    codes = [
        np.unique(rng.integers(0, draw(st.integers(1, 6)), people), return_inverse=True)[1] for _margin in range(draw(st.integers(1, 4)))
    ]
    if draw(st.booleans()):
        alike = (codes[-1] + (rng.random(people) < 0.05)) % (codes[-1].max() + 1)
        codes.append(np.unique(alike, return_inverse=True)[1])
    hidden = np.exp(rng.normal(0, spread, people))
    return codes, [np.bincount(code, weights=hidden) for code in codes]


def plain_raking(codes, totals, base, rounds=20_000, tolerance=1e-12):
    """Raking as it is taught: person by person, margin after margin."""
    weights = base * (totals[0].sum() / base.sum())
    for _round in range(rounds):
        worst = 0.0
        for code, total in zip(codes, totals, strict=True):
            ratio = total / np.bincount(code, weights=weights, minlength=len(total))
            worst = max(worst, np.abs(ratio - 1).max())
            weights = weights * ratio[code]
        if worst < tolerance:
            return weights
    return None


def largest_error(weights, codes, totals):
    found = [np.bincount(code, weights=weights, minlength=len(total)) for code, total in zip(codes, totals, strict=True)]
    return max(np.abs(found / total - 1).max() for found, total in zip(found, totals, strict=True))


@given(towns())
@settings(deadline=None)
def test_rake_meets_every_total_that_can_be_met(town):
    codes, totals = town
    result = rake(codes, totals)
    assert largest_error(result.weights, codes, totals) <= 1.01e-9
    assert (result.weights > 0).all()


@given(towns(), st.sampled_from([1, 30]))
@settings(deadline=None, max_examples=40)
def test_rake_gives_the_same_weights_in_many_small_tables_as_in_one(town, largest):
    codes, totals = town
    whole = rake(codes, totals, tolerance=1e-11).weights
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(raking, "LARGEST_TABLE", largest)
        parts = rake(codes, totals, tolerance=1e-11).weights
    np.testing.assert_allclose(parts, whole, rtol=1e-6)


@given(towns(), st.integers(0, 2**32 - 1))
@settings(deadline=None, max_examples=40)
def test_rake_does_not_care_for_order_scale_or_type(town, seed):
    codes, totals = town
    rng = np.random.default_rng(seed)
    base = rng.uniform(0.5, 2, len(codes[0]))
    order = rng.permutation(len(base))
    first = rake(codes, totals, base_weights=base, tolerance=1e-11).weights
    again = rake(
        [code[order].astype(np.uint8) for code in codes[::-1]],
        totals[::-1],
        base_weights=1000 * base[order],
        tolerance=1e-11,
    ).weights
    np.testing.assert_allclose(again, first[order], rtol=1e-6)


def test_rake_equals_raking_person_by_person_with_base_weights():
    rng = np.random.default_rng(5)
    codes = [rng.integers(0, size, 3000) for size in (2, 5, 7)]
    base = rng.uniform(0.2, 5, 3000)
    totals = [np.bincount(code, weights=base * rng.uniform(0.8, 1.2, 3000)) for code in codes]
    totals = [total * 10_000 / total.sum() for total in totals]
    ours = rake(codes, totals, base_weights=base, tolerance=1e-12).weights
    np.testing.assert_allclose(ours, plain_raking(codes, totals, base), rtol=1e-10)


def test_rake_of_four_people_is_what_paper_and_pencil_give():
    # Cells: (0,0) two people, (0,1) one, (1,1) one. Let the factors be a, 1 for rows and c, d for columns:
    # 2ac = 4 (column 0), ad + d = 6 (column 1), 2ac + ad = 7 (row 0), d = 3 (row 1); so ad = 3, a = 1, c = 2.
    result = rake([[0, 0, 0, 1], [0, 0, 1, 1]], [[7, 3], [4, 6]])
    np.testing.assert_allclose(result.weights, [2, 2, 3, 3], rtol=1e-9)
    np.testing.assert_allclose(result.relative, [0.8, 0.8, 1.2, 1.2], rtol=1e-9)
    assert (result.n, round(result.total, 9)) == (4, 10.0)
    assert round(result.design_effect, 9) == round(4 * 26 / 100, 9)
    assert round(result.n_eff, 9) == round(100 / 26, 9)


def test_rake_lets_people_not_known_keep_the_share_they_came_with():
    sex, age = np.array([0, 0, 1, 1, -1]), np.array([0, 1, 1, 0, 1])
    base = np.array([1.0, 1.0, 1.0, 1.0, 2.0])
    result = rake([sex, age], [[60.0, 40.0], [50.0, 50.0]], base_weights=base)
    unknown = 100 * 2 / 6
    known = np.bincount(sex[:4], weights=result.weights[:4])
    np.testing.assert_allclose(result.weights[4], unknown, rtol=1e-9)
    np.testing.assert_allclose(known, (100 - unknown) * np.array([0.6, 0.4]), rtol=1e-9)
    assert result.missing == (1, 0)


def test_rake_gives_nothing_to_a_category_the_population_does_not_have():
    codes = [np.array([0, 0, 1, 1, 2, -1]), np.array([0, 1, 0, 1, 0, 1])]
    result = rake(codes, [[50, 50, 0], [30, 70]])
    assert result.weights[4] == 0
    np.testing.assert_allclose(np.bincount(codes[1], weights=result.weights), [30, 70], rtol=1e-9)


def test_rake_says_which_cell_is_empty():
    with pytest.raises(EmptyCellError, match=r"category 2 of margin 1 \(language\), whose control total is 12") as caught:
        rake([[0, 1], [0, 1]], [[20, 20], [14, 14, 12]], names=["sex", "language"])
    assert (caught.value.margin, caught.value.category) == (1, 2)
    # The same table, with one person for it: no refusal of the cell.
    assert rake([[0, 1, 1], [0, 1, 2]], [[14, 26], [14, 14, 12]]).n == 3


def test_rake_says_that_a_cell_is_empty_when_another_total_of_zero_emptied_it():
    with pytest.raises(EmptyCellError) as caught:
        rake([[0, 1, 1], [0, 1, 1]], [[10, 0], [5, 5]])
    assert (caught.value.margin, caught.value.category) == (1, 1)


def test_rake_says_that_margins_disagree():
    with pytest.raises(MarginsDisagreeError, match="margin 0 add up to 10, those of margin 1 to 11") as caught:
        rake([[0, 1], [0, 1]], [[4, 6], [5, 6]])
    assert (caught.value.first, caught.value.other) == (("margin 0", 10.0), ("margin 1", 11.0))
    assert rake([[0, 1], [0, 1]], [[5, 6], [5, 6]]).n == 2


def test_rake_says_where_it_did_not_converge():
    with pytest.raises(NotConvergedError, match="is still off by") as caught:
        rake([[0, 0, 1, 1], [0, 0, 1, 1]], [[6, 4], [4, 6]], max_iterations=60)
    assert caught.value.iterations >= 60
    assert caught.value.largest_error > 0.1


@pytest.mark.parametrize("largest", [1 << 17, 6])
def test_rake_crosses_margins_that_nearly_repeat_each_other(largest):
    """Each margin is the one before with 3 people in 100 moved on: sweeps alone take ten thousands of rounds."""
    rng = np.random.default_rng(0)
    codes = [rng.integers(0, 6, 200)]
    for _margin in range(3):
        codes.append((codes[-1] + (rng.random(200) < 0.03)) % 6)
    hidden = np.exp(rng.normal(0, 2, 200))
    totals = [np.bincount(code, weights=hidden) for code in codes]
    assert plain_raking(codes, totals, np.ones(200), rounds=2000) is None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(raking, "LARGEST_TABLE", largest)
        result = rake(codes, totals)
    assert result.iterations < 100
    assert largest_error(result.weights, codes, totals) <= 1.01e-9


def test_rake_of_margins_that_do_not_depend_on_each_other_takes_one_round_and_one_to_see_it():
    codes = [code.ravel() for code in np.indices((2, 3, 2, 4, 3))]
    totals = [np.arange(1, size + 1) / (size * (size + 1) / 2) for size in (2, 3, 2, 4, 3)]
    assert rake(codes, totals).iterations == 2


def test_rake_needs_fewer_rounds_than_sweeps_alone():
    codes, totals = rake_data.people(20_000, rake_data.SIX)
    assert plain_raking(codes, totals, np.ones(20_000), rounds=25, tolerance=1e-9) is None
    assert rake(codes, totals).iterations <= 16


def test_rake_works_where_joint_cells_are_far_more_than_people():
    rng = np.random.default_rng(11)
    codes = [rng.integers(-1, 7, 2000) for _margin in range(12)]
    totals = [rng.dirichlet(np.full(7, 30.0)) for _margin in range(12)]
    result = rake(codes, totals)
    for code, total in zip(codes, totals, strict=True):
        found = np.bincount(code + 1, weights=result.weights)
        np.testing.assert_allclose(found[1:] / found[1:].sum(), total, rtol=1e-8)
        np.testing.assert_allclose(found[0], np.mean(code < 0), rtol=1e-8)


def test_rake_never_writes_to_its_input_and_its_weights_cannot_be_written_to():
    codes, totals, base = [np.array([0, 1, -1])], [np.array([2.0, 0.0])], np.ones(3)
    for array in (*codes, *totals, base):
        array.setflags(write=False)
    result = rake(codes, totals, base_weights=base)
    with pytest.raises(ValueError, match="read-only"):
        result.weights[0] = 1
    many = rake([np.arange(3), [0, 1, 0]], [[1, 1, 1], [2, 1]], base_weights=base)
    assert base.tolist() == [1, 1, 1]
    assert many.weights.base is not base


@pytest.mark.slow
def test_rake_takes_out_the_bias_of_who_answers():
    """Older and degree-holding people answer more and visit more; raked means are right on average, plain ones are not."""
    rng = np.random.default_rng(8)
    n, age, degree = 100_000, None, None
    age = rng.integers(0, 4, n)
    degree = (rng.random(n) < 0.2 + 0.1 * age).astype(int)
    visits = 2.0 + 1.5 * age + 2.0 * degree + rng.normal(0, 1, n)
    chance = 0.004 * (1 + age) * (1 + degree)
    totals = [np.bincount(age), np.bincount(degree)]
    plain, raked, spread = [], [], []
    for _draw in range(300):
        asked = np.flatnonzero(rng.random(n) < chance)
        result = rake([age[asked], degree[asked]], totals)
        plain.append(visits[asked].mean())
        raked.append(np.average(visits[asked], weights=result.weights))
        spread.append(result.design_effect)
    assert abs(np.mean(plain) - visits.mean()) > 1
    assert abs(np.mean(raked) - visits.mean()) < 3 * np.std(raked) / np.sqrt(300) + 0.005
    assert np.mean(spread) > 1.2
