"""The next pair to ask about: the most informative, unseen by this person, and no item starves."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy.stats import chisquare

from commonshelf.stats.ranking import next_pair, pairwise_scores
from commonshelf.stats.ranking.likelihood import covariance_of
from tests.stats.simulated_choices import simulated_choices


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
    found = next_pair(scores, rng=np.random.default_rng(2), least_asked=0)
    best = max(gains, key=gains.get)
    assert tuple(sorted((found.left, found.right))) == best
    assert found.cause == "most_information"
    np.testing.assert_allclose(found.gain, gains[best], rtol=1e-9)
    np.testing.assert_allclose(found.chance, scores.difference(found.left, found.right).chance)


def test_next_pair_among_equals_is_drawn_evenly_and_on_either_side():
    nothing = pairwise_scores([], [], [], n_items=4, recruitment="opt_in")
    rng = np.random.default_rng(3)
    drawn = [next_pair(nothing, rng=rng) for _ in range(3600)]
    shown = {pair: sum((each.left, each.right) == pair for each in drawn) for pair in {(each.left, each.right) for each in drawn}}
    assert {each.alike for each in drawn} == {6}
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


def test_nobody_starves_and_the_ranking_is_learned_sooner_than_by_chance():
    truth = np.linspace(-2, 2, 10)
    rng = np.random.default_rng(9)
    asked: dict[str, list[tuple[int, int, int]]] = {"planned": [], "by chance": []}
    for step in range(300):
        for plan, rows in asked.items():
            if plan == "planned":
                left, right, chosen = (list(column) for column in zip(*rows, strict=True)) if rows else ([], [], [])
                pair = next_pair(pairwise_scores(left, right, chosen, n_items=10, recruitment="opt_in"), rng=rng)
                one, other = pair.left, pair.right
            else:
                one, other = (int(item) for item in rng.choice(10, 2, replace=False))
            rows.append((one, other, 1 if rng.random() < 1 / (1 + np.exp(truth[other] - truth[one])) else -1))
        if step == 49:  # ten items, five times each, is at most fifty choices
            stood = np.bincount([item for one, other, _ in asked["planned"] for item in (one, other)], minlength=10)
            assert stood.min() >= 5
    spread = {}
    for plan, rows in asked.items():
        left, right, chosen = zip(*rows, strict=True)
        found = pairwise_scores(left, right, chosen, n_items=10, recruitment="opt_in")
        spread[plan] = np.linalg.slogdet(found.covariance + 0.1)[1]
    assert spread["planned"] < spread["by chance"]


def test_next_pair_among_several_best_spreads_people_over_them():
    scores = fitted(11, [1.0, 0.4, -0.1, -1.3], 80)
    rng = np.random.default_rng(12)
    pairs = {tuple(sorted((found.left, found.right))) for found in (next_pair(scores, rng=rng, among=3, least_asked=0) for _ in range(200))}
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
