"""Scores of pairwise choices: against R, choix and a published table, by properties, by hand."""

from __future__ import annotations

import json
import math
import time
from dataclasses import FrozenInstanceError
from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from commonshelf.stats.errors import StatsError
from commonshelf.stats.ranking import pairwise_scores
from commonshelf.stats.ranking.errors import DisconnectedItemsError, NotAnItemError, OneSidedItemsError, OneSidedPositionError
from tests.stats.baseball import TEAMS, games
from tests.stats.oracles.reference import peer_says, r_says
from tests.stats.simulated_choices import opinionated_choices, simulated_choices

scores_of = partial(pairwise_scores, recruitment="opt_in")
likely = partial(scores_of, prior_sd=None)


@st.composite
def some_choices(draw):
    n_items = draw(st.integers(2, 7))
    pair = st.tuples(st.integers(0, n_items - 1), st.integers(1, n_items - 1), st.sampled_from([1, -1, 0, math.nan]))
    rows = [(one, (one + shift) % n_items, chosen) for one, shift, chosen in draw(st.lists(pair, max_size=40))]
    left, right, chosen = (list(column) for column in zip(*rows, strict=True)) if rows else ([], [], [])
    return n_items, left, right, chosen


def written(folder, **task):
    place = folder / "choices.json"
    place.write_text(json.dumps(task))
    return str(place)


def test_pairwise_scores_of_baseball_equal_the_published_table():
    # Agresti (2002), table 10.11, columns 3 and 5, and the pull of home in the text: 0.302.
    plain = likely(*games(), n_items=7)
    home = likely(*games(), n_items=7, position=True)
    against_baltimore = [round(plain.difference(team, 6).value, 2) for team in range(6)]
    assert dict(zip(TEAMS, against_baltimore, strict=False)) == {
        "Milwaukee": 1.58,
        "Detroit": 1.44,
        "Toronto": 1.29,
        "New York": 1.25,
        "Boston": 1.11,
        "Cleveland": 0.68,
    }
    worth = np.exp(home.score) / np.exp(home.score).sum()
    assert np.round(worth, 3).tolist() == [0.220, 0.190, 0.164, 0.157, 0.137, 0.088, 0.044]
    assert round(home.position, 3) == 0.302


@pytest.mark.parametrize("seed", [1, 2])
def test_pairwise_scores_equal_rs_logistic_regression(tmp_path, seed):
    rng = np.random.default_rng(seed)
    truth = rng.normal(0, 1, 9)
    left, right, chosen = simulated_choices(rng, truth, 600, position=0.3, equal=0.1)
    persons = rng.integers(0, 40, 600)
    place = written(tmp_path, n_items=9, left=left.tolist(), right=right.tolist(), won=((chosen + 1) / 2).tolist(), person=persons.tolist())
    reference = r_says("ranking_glm.R", place)
    for name, position in (("plain", False), ("position", True)):
        ours = likely(left, right, chosen, n_items=9, position=position)
        by_person = likely(left, right, chosen, n_items=9, position=position, persons=persons)
        theirs = reference[name]
        pull, pull_se, pull_by_person = ([ours.position], [ours.position_se], [by_person.position_se]) if position else ([], [], [])
        np.testing.assert_allclose([*ours.score, *pull], theirs["score"], rtol=1e-8, atol=1e-9)
        np.testing.assert_allclose([*ours.se, *pull_se], theirs["se"], rtol=1e-8)
        np.testing.assert_allclose([*by_person.se, *pull_by_person], theirs["se_by_person"], rtol=1e-8)


def test_pairwise_scores_equal_choix_with_and_without_prior(tmp_path):
    rng = np.random.default_rng(3)
    left, right, chosen = simulated_choices(rng, rng.normal(0, 1, 8), 400)
    winner_loser = np.where((chosen == 1)[:, None], np.column_stack([left, right]), np.column_stack([right, left]))
    place = written(tmp_path, n_items=8, winner_loser=winner_loser.tolist(), prior_sd=0.7)
    theirs = peer_says("choix", "ranking_choix.py", place)
    ours = likely(left, right, chosen, n_items=8)
    np.testing.assert_allclose(ours.score, theirs["spectral"], atol=1e-8)
    np.testing.assert_allclose(ours.score, theirs["minorize"], atol=1e-8)
    np.testing.assert_allclose(scores_of(left, right, chosen, n_items=8, prior_sd=0.7).score, theirs["prior"], atol=1e-6)


def test_pairwise_scores_of_two_items_are_what_paper_and_pencil_give():
    # 3 of 4 choices for item 0: the difference is log 3 = 1.098612, its variance 1/3 + 1 = 4/3; each score has half of the one, a quarter of the other.
    found = likely([0, 0, 1, 1], [1, 1, 0, 0], [1, 1, -1, 1], n_items=2)
    np.testing.assert_allclose(found.score, [math.log(3) / 2, -math.log(3) / 2])
    np.testing.assert_allclose(found.se, [math.sqrt(1 / 3), math.sqrt(1 / 3)])
    gap = found.difference(0, 1)
    assert (round(gap.value, 6), round(gap.se, 6), round(gap.chance, 6), gap.is_clear) == (1.098612, 1.154701, 0.75, False)
    assert (found.n, found.chosen.tolist(), found.asked.tolist()) == (4, [3.0, 1.0], [4, 4])


def test_pairwise_scores_count_equal_as_half_and_leave_the_undecided_out():
    left, right, chosen = [0, 0, 0, 0], [1, 1, 1, 1], [1, 0, math.nan, -1]
    half = scores_of(left, right, chosen, n_items=2)
    dropped = scores_of(left, right, chosen, n_items=2, ties="drop")
    assert (half.n, half.equal, half.undecided, half.chosen.tolist()) == (3, 1, 1, [1.5, 1.5])
    assert (dropped.n, dropped.equal, dropped.undecided, dropped.chosen.tolist()) == (2, 1, 1, [1.0, 1.0])
    np.testing.assert_allclose(half.score, 0, atol=1e-12)
    assert half.se[0] < dropped.se[0]


@given(some_choices(), st.randoms(use_true_random=False))
def test_pairwise_scores_add_up_to_zero_and_ignore_order_and_names(choices, shuffler):
    n_items, left, right, chosen = choices
    found = scores_of(left, right, chosen, n_items=n_items)
    assert abs(found.score.sum()) < 1e-8
    names = list(range(n_items))
    shuffler.shuffle(names)
    renamed = scores_of([names[item] for item in left], [names[item] for item in right], chosen, n_items=n_items)
    np.testing.assert_allclose(renamed.score[names], found.score, atol=1e-8)
    backwards = scores_of(left[::-1], right[::-1], chosen[::-1], n_items=n_items)
    np.testing.assert_allclose(backwards.se, found.se, atol=1e-8)
    turned = scores_of(right, left, [-answer for answer in chosen], n_items=n_items)
    np.testing.assert_allclose(turned.score, found.score, atol=1e-8)


@given(some_choices())
def test_pairwise_scores_balance_what_happened_with_what_is_expected(choices):
    # At the highest point of likelihood times prior each item's surplus of choices equals its score over the squared spread.
    n_items, left, right, chosen = choices
    found = scores_of(left, right, chosen, n_items=n_items, prior_sd=1.5)
    expected = np.zeros(n_items)
    for one, other, answer in zip(left, right, chosen, strict=True):
        if not math.isnan(answer):
            chance = 1 / (1 + math.exp(found.score[other] - found.score[one]))
            expected[one] += chance
            expected[other] += 1 - chance
    np.testing.assert_allclose(found.chosen - expected, found.score / 1.5**2, atol=1e-7)


@settings(max_examples=60)
@given(some_choices(), st.booleans())
def test_pairwise_scores_refuse_exactly_where_the_likelihood_has_no_highest_point(choices, position):
    # Where there is one, loosening the prior a thousandfold changes nothing; where there is none, something runs away with it.
    n_items, left, right, chosen = choices
    loose = [scores_of(left, right, chosen, n_items=n_items, prior_sd=spread, position=position) for spread in (1e4, 1e5)]
    found = [np.append(each.score, each.position or 0.0) for each in loose]
    stays = np.abs(found[1] - found[0]).max() < 0.1 and max(each.se.max() for each in loose) < 1e3
    try:
        firm = likely(left, right, chosen, n_items=n_items, position=position)
    except (DisconnectedItemsError, OneSidedItemsError, OneSidedPositionError):
        assert not (stays and max(each.position_se or 0.0 for each in loose) < 1e3)
    else:
        np.testing.assert_allclose(np.append(firm.score, firm.position or 0.0), found[1], atol=1e-3)


def test_refusals_say_which_items():
    with pytest.raises(DisconnectedItemsError, match=r"\[0, 1\] \[2, 3\] \[4\]") as islands:
        likely([0, 1, 2, 3], [1, 0, 3, 2], [1, 1, 1, 1], n_items=5)
    assert islands.value.groups == ((0, 1), (2, 3), (4,))
    with pytest.raises(OneSidedItemsError, match=r"\[2\] \[0, 1\]") as one_sided:
        likely([0, 1, 2, 2], [1, 0, 0, 1], [1, 1, 1, 1], n_items=3)
    assert one_sided.value.groups == ((2,), (0, 1))
    with pytest.raises(DisconnectedItemsError, match=r"2, … 99 in all|in all") as long:
        likely([], [], [], n_items=30)
    assert len(str(long.value)) < 300
    with pytest.raises(OneSidedPositionError):
        likely([0, 1], [1, 0], [1, 1], n_items=2, position=True)


def test_pairwise_scores_with_a_prior_answer_where_likelihood_alone_refuses():
    always = scores_of([2, 2, 0, 1], [0, 1, 1, 0], [1, 1, 1, 1], n_items=4)
    assert always.order.tolist() == [2, 3, 0, 1]
    assert np.isfinite(always.se).all()
    assert always.se[3] == always.se.max()
    nothing = scores_of([], [], [], n_items=3)
    np.testing.assert_allclose(nothing.score, 0)
    np.testing.assert_allclose(nothing.se, 2 * math.sqrt(2 / 3))  # the prior's spread, under a sum of zero
    assert nothing.explanation == "Nobody has chosen between the 3 items yet, so they all stand alike."


def test_pairwise_scores_with_as_many_people_as_choices_need_no_correction():
    rng = np.random.default_rng(5)
    left, right, chosen = simulated_choices(rng, np.linspace(-1, 1, 5), 4000)
    alone = scores_of(left, right, chosen, n_items=5)
    each = scores_of(left, right, chosen, n_items=5, persons=np.arange(4000))
    assert each.people == 4000
    np.testing.assert_allclose(each.se, alone.se, rtol=0.05)
    unseen = scores_of(left, right, chosen, n_items=6, persons=np.arange(4000))
    assert unseen.se[5] > 1.5


def test_pairwise_scores_say_what_they_found():
    found = scores_of([0, 0, 0, 1, 1] * 10, [1, 1, 2, 2, 0] * 10, [1, 1, 1, 1, -1] * 9 + [0, math.nan, 1, 1, -1], n_items=3)
    assert found.explanation == (
        "3 items were set against each other in 49 choices. Item 0 comes first: against an average item it would be chosen 95% of the time "
        "(between 84% and 99%). Its lead over the next is clear. 1 could not decide and are left out; 1 said both equally."
    )


def test_pairwise_scores_are_frozen_and_leave_their_input_alone():
    left, right, chosen = (np.array(each) for each in ([0, 1, 2], [1, 2, 0], [1.0, math.nan, -1.0]))
    for array in (left, right, chosen):
        array.setflags(write=False)
    found = scores_of(left, right, chosen, n_items=3)
    with pytest.raises(FrozenInstanceError):
        found.n = 1
    with pytest.raises(ValueError, match="read-only"):
        found.covariance[0, 0] = 1.0
    with pytest.raises(NotAnItemError):
        found.difference(0, 3)
    with pytest.raises(NotAnItemError):
        found.difference(1, 1)


def test_only_a_random_draw_of_people_gives_sampling_intervals():
    kinds = {how: pairwise_scores([0], [1], [1], n_items=2, recruitment=how).interval_kind for how in ("probability", "opt_in", "census")}
    assert kinds == {"probability": "wald", "opt_in": "wald_model", "census": "wald_model"}
    with pytest.raises(StatsError):
        pairwise_scores([0], [1], [1], n_items=2, recruitment="volunteers")


def test_many_choices_take_no_more_than_a_moment():
    rng = np.random.default_rng(6)
    left, right, chosen = simulated_choices(rng, rng.normal(0, 1, 500), 100_000)
    taken = []
    for _time in range(3):  # the quickest: where others work beside it, the threads of the linear algebra wait for each other
        before = time.process_time()
        found = scores_of(left, right, chosen, n_items=500)
        taken.append(time.process_time() - before)
    assert (min(taken) < 3.0, found.steps < 12) == (True, True), taken


@pytest.mark.slow
@pytest.mark.parametrize(("spread", "by_person"), [(0.0, False), (1.0, True)])
def test_intervals_cover_the_truth_as_often_as_they_say(spread, by_person):
    rng = np.random.default_rng(7)
    truth = np.array([-1.0, -0.5, 0.0, 0.2, 0.5, 0.8])
    if spread:  # what the crowd would say in the long run is what a very large one says
        left, right, chosen, _ = opinionated_choices(rng, truth, 200_000, 2, spread)
        truth = likely(left, right, chosen, n_items=6).score
    hits = []
    for _ in range(400):
        left, right, chosen, persons = opinionated_choices(
            rng, truth if not spread else np.array([-1.0, -0.5, 0.0, 0.2, 0.5, 0.8]), 60, 12, spread
        )
        found = likely(left, right, chosen, n_items=6, persons=persons if by_person else None)
        hits.append((found.low <= truth - truth.mean()) & (truth - truth.mean() <= found.high))
    assert 0.93 < np.mean(hits) < 0.97
