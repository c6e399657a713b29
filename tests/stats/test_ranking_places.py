"""Intervals of places: what they promise, and that they keep it."""

from __future__ import annotations

import numpy as np
import pytest

from commonshelf.stats.ranking import pairwise_scores, rank_intervals
from tests.stats.simulated_choices import simulated_choices


def fitted(seed, truth, n):
    left, right, chosen = simulated_choices(np.random.default_rng(seed), truth, n)
    return pairwise_scores(left, right, chosen, n_items=len(truth), recruitment="opt_in")


def test_places_are_sure_where_items_are_far_apart_and_open_where_nobody_chose():
    sure = rank_intervals(fitted(1, np.array([2.0, 0.0, -2.0]), 3000), rng=np.random.default_rng(2))
    assert (sure.place.tolist(), sure.best.tolist(), sure.worst.tolist(), sure.surely_first) == ([1, 2, 3], [1, 2, 3], [1, 2, 3], 0)
    nothing = pairwise_scores([], [], [], n_items=4, recruitment="opt_in")
    open_ended = rank_intervals(nothing, rng=np.random.default_rng(2))
    assert (open_ended.best.tolist(), open_ended.worst.tolist(), open_ended.surely_first) == ([1] * 4, [4] * 4, None)


def test_the_critical_value_of_two_items_is_the_normal_quantile():
    # With two items there is one difference, so its critical value is that of a normal variable: 1.96.
    two = rank_intervals(fitted(3, np.array([0.1, -0.1]), 500), rng=np.random.default_rng(4), draws=40_000)
    np.testing.assert_allclose(two.critical_value, 1.96, atol=0.03)


def test_places_hold_their_item_and_are_wider_together_than_alone():
    scores = fitted(5, np.linspace(-1, 1, 12), 1500)
    together = rank_intervals(scores, rng=np.random.default_rng(6))
    alone = rank_intervals(scores, rng=np.random.default_rng(6), simultaneous=False)
    for found in (together, alone):
        assert (found.best <= found.place).all()
        assert (found.place <= found.worst).all()
        for item, apart in enumerate(found.critical_value):  # counted the long way, pair by pair
            others = [scores.difference(other, item) for other in range(12) if other != item]
            assert found.best[item] == 1 + sum(other.value > apart * other.se for other in others)
            assert found.worst[item] == 12 - sum(other.value < -apart * other.se for other in others)
    assert (together.critical_value >= alone.critical_value).all()
    assert (together.best <= alone.best).all()
    assert (together.worst >= alone.worst).all()
    again = rank_intervals(scores, rng=np.random.default_rng(6))
    assert again.critical_value.tolist() == together.critical_value.tolist()


@pytest.mark.slow
@pytest.mark.parametrize("simultaneous", [True, False])
def test_places_hold_the_true_place_as_often_as_they_say(simultaneous):
    rng = np.random.default_rng(8)
    truth = np.array([0.8, 0.5, 0.45, 0.4, -0.3, -0.5, -1.35])  # near ties are where a plain bootstrap of places fails
    place = np.arange(1, 8)
    hits = []
    for _ in range(400):
        left, right, chosen = simulated_choices(rng, truth, 400)
        scores = pairwise_scores(left, right, chosen, n_items=7, recruitment="opt_in", prior_sd=None)
        found = rank_intervals(scores, rng=rng, draws=400, simultaneous=simultaneous, level=0.9)
        inside = (found.best <= place) & (place <= found.worst)
        hits.append(inside.all() if simultaneous else inside.mean())
    assert np.mean(hits) >= 0.88
