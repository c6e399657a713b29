"""The next pair to ask about: the most informative, unseen by this person, and no item starves."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy.stats import chisquare

from commonshelf.stats.ranking import next_pair, pairwise_scores
from commonshelf.stats.ranking.likelihood import covariance_of
from tests.stats.simulated_choices import planned_run, simulated_choices


def fitted(seed, truth, n, **options):
    left, right, chosen = simulated_choices(np.random.default_rng(seed), np.asarray(truth), n)
    return pairwise_scores(left, right, chosen, n_items=len(truth), recruitment="opt_in", **options)


def test_next_pair_raises_the_determinant_of_the_information_most():
    # Counted the long way: add one expected answer for each pair to the information and take the determinant.
    scores = fitted(1, [1.0, 0.3, -0.2, -1.1], 60, prior_sd=1.3)
    information = np.linalg.inv(scores.covariance + 1.3**2 / 4)  # along "all up by one" the prior alone speaks
    gains = {}
    for one, other in combinations(range(4), 2):
        chance = scores.difference(one, other).chance
        contrast = np.zeros(4)
        contrast[[one, other]] = 1, -1
        more = information + chance * (1 - chance) * np.outer(contrast, contrast)
        gains[one, other] = np.linalg.slogdet(more)[1] - np.linalg.slogdet(information)[1]
    found = next_pair(scores, rng=np.random.default_rng(2), least_asked=0, plan="estimated")
    best = max(gains, key=gains.get)
    assert tuple(sorted((found.left, found.right))) == best
    assert found.cause == "most_information"
    np.testing.assert_allclose(found.gain, gains[best], rtol=1e-9)
    np.testing.assert_allclose(found.chance, scores.difference(found.left, found.right).chance)


@pytest.mark.parametrize("plan", ["estimated", "drawn"])
def test_next_pair_among_equals_is_picked_evenly_and_on_either_side(plan):
    nothing = pairwise_scores([], [], [], n_items=4, recruitment="opt_in")
    rng = np.random.default_rng(3)
    picked = [next_pair(nothing, rng=rng, plan=plan) for _ in range(3600)]
    shown = {pair: sum((each.left, each.right) == pair for each in picked) for pair in {(each.left, each.right) for each in picked}}
    assert {each.alike for each in picked} == ({6} if plan == "estimated" else {1})
    assert {each.chance for each in picked} == {0.5}
    assert len(shown) == 12
    assert chisquare(list(shown.values())).pvalue > 0.001


@settings(max_examples=60)
@given(st.integers(2, 6), st.integers(0, 30), st.integers(0, 2**32 - 1), st.data())
def test_next_pair_never_repeats_a_pair_and_ends_when_all_were_seen(n_items, n, seed, data):
    scores = fitted(seed % 97, np.linspace(-1, 1, n_items), n)
    is_open = np.array(data.draw(st.lists(st.booleans(), min_size=n_items, max_size=n_items)))
    rng = np.random.default_rng(seed)
    seen = []
    while (found := next_pair(scores, rng=rng, seen=seen, open_items=is_open)) is not None:
        assert is_open[[found.left, found.right]].all()
        assert {found.left, found.right} not in [set(pair) for pair in seen]
        seen.append((found.left, found.right))
    assert len(seen) == is_open.sum() * (is_open.sum() - 1) // 2


def test_next_pair_asks_about_a_new_item_before_anything_else():
    settled = fitted(5, [0.5, 0.0, -0.5], 300)
    left, right, chosen = simulated_choices(np.random.default_rng(5), np.array([0.5, 0.0, -0.5]), 300)
    with_new = pairwise_scores(left, right, chosen, n_items=4, recruitment="opt_in")
    found = next_pair(with_new, rng=np.random.default_rng(6))
    assert 3 in (found.left, found.right)
    assert found.cause == "few_choices"
    assert next_pair(settled, rng=np.random.default_rng(6)).cause == "most_information"
    withdrawn = np.array([True, True, True, False])
    assert next_pair(with_new, rng=np.random.default_rng(6), open_items=withdrawn).cause == "most_information"


def test_an_item_asked_about_too_rarely_comes_first_even_where_little_is_learned():
    settled = fitted(10, [0.2, 0.1, 0.0, -0.3], 40)
    far_behind = replace(settled, score=np.array([3.0, 2.9, 3.1, -9.0]), asked=np.array([30, 30, 30, 4]))
    found = next_pair(far_behind, rng=np.random.default_rng(1), plan="estimated")
    assert (3 in (found.left, found.right), found.cause) == (True, "few_choices")
    enough = next_pair(far_behind, rng=np.random.default_rng(1), plan="estimated", least_asked=4)
    assert (3 in (enough.left, enough.right), enough.cause) == (False, "most_information")


@pytest.mark.parametrize("plan", ["estimated", "drawn"])
def test_nobody_starves(plan):
    rows: list[tuple[int, int, int]] = []
    rng = np.random.default_rng(9)
    for _ in range(50):  # ten items, five times each, is at most fifty choices
        left, right, chosen = (list(column) for column in zip(*rows, strict=True)) if rows else ([], [], [])
        pair = next_pair(pairwise_scores(left, right, chosen, n_items=10, recruitment="opt_in"), rng=rng, plan=plan)
        rows.append((pair.left, pair.right, int(rng.choice([1, -1]))))
    assert np.bincount([item for one, other, _ in rows for item in (one, other)], minlength=10).min() >= 5


@pytest.mark.slow
def test_drawn_plans_keep_the_intervals_honest_and_estimated_ones_do_not():
    # The table of docs/methods/next-pair.md in small: asking where the estimates say one learns most believes its own luck.
    coverage = {
        plan: np.mean([planned_run(seed, plan, n=120, n_items=10, refit=4)[2] for seed in range(30)]) for plan in ("estimated", "drawn")
    }
    assert coverage["drawn"] > 0.92
    assert coverage["estimated"] < coverage["drawn"] - 0.02


def test_next_pair_among_several_best_spreads_people_over_them():
    scores = fitted(11, [1.0, 0.4, -0.1, -1.3], 80)
    rng = np.random.default_rng(12)
    pairs = {
        tuple(sorted((found.left, found.right)))
        for found in (next_pair(scores, rng=rng, among=3, least_asked=0, plan="estimated") for _ in range(200))
    }
    assert len(pairs) == 3


def test_covariance_is_that_of_scores_that_add_up_to_zero():
    # The inverse of the whole information, projected onto a sum of zero, computed the long way.
    rng = np.random.default_rng(13)
    contrasts = rng.normal(size=(30, 5))
    contrasts -= contrasts.mean(axis=1, keepdims=True)
    information = contrasts.T @ contrasts
    np.testing.assert_allclose(covariance_of(information, 5), np.linalg.pinv(information), atol=1e-10)
    with_prior = information + 0.3 * np.eye(5)
    centre = np.eye(5) - 0.2
    np.testing.assert_allclose(covariance_of(with_prior, 5), centre @ np.linalg.inv(with_prior) @ centre, atol=1e-10)


@pytest.mark.parametrize("seen", [[(0, 9)], [(-1, 0)]])
def test_next_pair_refuses_pairs_it_does_not_know(seen):
    with pytest.raises(ValueError, match="items are 0 to 2"):
        next_pair(fitted(14, [0.0, 0.1, 0.2], 10), rng=np.random.default_rng(1), seen=seen)
