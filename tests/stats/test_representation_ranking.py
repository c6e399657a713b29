from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from commonshelf.stats.representation import CensusError, rank_missing
from commonshelf.stats.representation.pooling import learn_pooling
from tests.stats.oracles.reference import r_says


def rank(heard, people, seed=1, **given_too):
    return rank_missing(heard, people, recruitment="probability", rng=np.random.default_rng(seed), **given_too)


def test_believed_ratios_are_those_of_the_same_model_in_r():
    said = r_says("representation.R")
    heard, expected = np.array(said["heard"], dtype=float), np.array(said["expected"])
    np.testing.assert_allclose(learn_pooling(heard, expected).means(heard, expected), said["believed"], rtol=2e-3)


def test_with_many_groups_believed_ratios_come_close_to_the_best_guess_of_r():
    said = r_says("representation.R")
    heard, expected = np.array(said["many_heard"], dtype=float), np.array(said["many_expected"])
    pooling = learn_pooling(heard, expected)
    np.testing.assert_allclose(pooling.means(heard, expected), said["plugged"], rtol=0.02)
    assert pooling.spread == pytest.approx(said["theta"] ** -0.5, rel=0.05)


def test_a_tiny_group_nobody_of_whom_was_heard_does_not_lead_the_list():
    people = [4, 3_000, 3_000, 4_000, 20_000]
    heard = [0, 20, 110, 150, 720]
    result = rank(heard, people)
    assert result.order[0] == 1
    assert result.chance_first[1] > 0.7
    assert result.rank_low[0] <= 2
    assert result.rank_high[0] == 5
    assert result.chance_below[1] > 0.99
    assert result.ratio[0] > 0.5


def test_ranking_by_people_puts_the_large_group_first():
    heard, people = [10, 300, 690], [300, 4_000, 5_700]
    by_ratio, by_people = rank(heard, people), rank(heard, people, by="people")
    assert by_ratio.order[0] == 0
    assert by_people.order[0] == 1


def test_the_same_seed_gives_the_same_ranking_and_another_nearly():
    one, again, other = (rank([3, 40, 57], [1_000, 4_000, 5_000], seed=seed) for seed in (4, 4, 5))
    np.testing.assert_array_equal(one.rank, again.rank)
    np.testing.assert_allclose(one.chance_first, other.chance_first, atol=0.03)


def test_census_error_makes_the_ranking_less_sure():
    plain = rank([10, 90], [2_000, 8_000])
    rough = rank([10, 90], [2_000, 8_000], census_error=CensusError([1_200, 1_200]))
    assert rough.high[0] - rough.low[0] > 1.1 * (plain.high[0] - plain.low[0])


def test_volunteers_are_carried_and_everybody_leaves_nothing_to_smooth():
    people = [5_000, 5_000]
    volunteers = rank_missing([1, 99], people, recruitment="opt_in", rng=np.random.default_rng(1))
    everybody = rank_missing([1, 99], people, recruitment="census", rng=np.random.default_rng(1))
    assert all(sentence.startswith("If those heard had been drawn by chance") for sentence in volunteers.explanation)
    np.testing.assert_allclose(everybody.ratio, [0.02, 1.98])
    np.testing.assert_allclose(everybody.low, everybody.high)


@given(st.lists(st.tuples(st.integers(0, 80), st.integers(1, 10_000)), min_size=1, max_size=7).filter(lambda groups: groups[0][0] > 0))
@settings(max_examples=20, deadline=None)
def test_ranking_holds_together(groups):
    heard, people = zip(*groups, strict=True)
    result = rank(heard, people)
    assert sorted(result.order) == list(range(len(groups)))
    assert result.rank.sum() == pytest.approx(sum(range(1, len(groups) + 1)))
    assert result.chance_first.sum() == pytest.approx(1)
    assert (result.rank_low <= result.rank_high).all()
    assert (result.low <= result.high).all()


@pytest.mark.slow
def test_rank_intervals_hold_the_true_rank_as_often_as_they_say():
    rng = np.random.default_rng(21)
    inside = []
    for _ in range(60):
        people = rng.dirichlet(np.full(8, 1.5)) + 0.002
        people /= people.sum()
        true = rng.gamma(6, 1 / 6, 8)
        heard = rng.multinomial(300, people * true / (people * true).sum())
        result = rank_missing(heard, people * 50_000, recruitment="probability", rng=rng)
        ranks = true.argsort().argsort() + 1
        inside.append((result.rank_low <= ranks) & (ranks <= result.rank_high))
    assert np.mean(inside) > 0.88
