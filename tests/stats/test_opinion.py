from __future__ import annotations

from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from commonshelf.stats.opinion import add_votes, adjusted_rand_index, describe_groups, divisiveness, gather_votes, map_opinions, tally
from commonshelf.stats.opinion.kmeans import cluster
from commonshelf.stats.opinion.silhouette import silhouettes
from tests.stats.opinion_conversations import drawn

vote = st.tuples(st.integers(0, 12), st.integers(0, 8), st.sampled_from([1, 0, -1]))
some_votes = st.lists(vote, min_size=1, max_size=120)

# Two camps of two and a loner: A and B like statement 0 and not 1, C and D the other way, E passed once. Everybody likes 2.
PERSON = [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4]
STATEMENT = [0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0]
VALUE = [1, -1, 1, 1, -1, 1, -1, 1, 1, -1, 1, 1, 0]
CAMPS = [0, 0, 1, 1, -1]


def columns(votes):
    return [list(column) for column in zip(*votes, strict=True)]


def as_dict(votes):
    return dict(zip(zip(votes.person.tolist(), votes.statement.tolist(), strict=True), votes.value.tolist(), strict=True))


@given(some_votes)
def test_the_last_vote_of_a_person_on_a_statement_counts(votes):
    kept = gather_votes(*columns(votes), people=13, statements=9)
    last = {(person, statement): value for person, statement, value in votes}
    assert as_dict(kept) == last
    assert (len(kept), kept.replaced) == (len(last), len(votes) - len(last))
    np.testing.assert_array_equal(kept.given, np.bincount([person for person, _ in last], minlength=13))


@given(some_votes, some_votes)
def test_votes_added_later_count_as_if_they_had_come_with_the_others(early, late):
    grown = add_votes(gather_votes(*columns(early)), *columns(late))
    whole = gather_votes(*columns(early + late))
    for name in ("person", "value", "start", "given"):
        np.testing.assert_array_equal(getattr(grown, name), getattr(whole, name))
    assert grown.replaced == whole.replaced


@settings(deadline=None)
@given(some_votes, st.sampled_from(["polis", "latent_classes"]))
def test_every_conversation_has_a_map_and_the_votes_are_not_written_to(votes, mode):
    given_ = [np.array(column) for column in columns(votes)]
    before = [column.copy() for column in given_]
    found = map_opinions(gather_votes(*given_), mode=mode)
    assert all((old == new).all() for old, new in zip(before, given_, strict=True))
    assert np.isfinite(found.coordinates).all()
    assert found.n == (found.group >= 0).sum() >= 1
    assert set(found.group[found.group >= 0].tolist()) == set(range(found.k))
    assert 0 <= found.explained.sum() <= 1 + 1e-9


def test_figures_of_two_camps_are_what_paper_and_pencil_give():
    said = describe_groups(gather_votes(PERSON, STATEMENT, VALUE), CAMPS)
    assert said.people.tolist() == [2, 2]
    # Statement 0: camp 0 agrees 2 of 2, (2 + 1) / (2 + 2) = 3/4; camp 1 agrees 0 of 2, 1/4; E is in no camp.
    assert said.agree.share[:, 0].tolist() == [0.75, 0.25]
    assert said.agree.ratio[:, 0].tolist() == [3.0, pytest.approx(1 / 3)]
    assert said.common_ground.agree.tolist() == [3 / 16, 3 / 16, 9 / 16]
    assert said.common_ground.lowest_agree.tolist() == [0.25, 0.25, 0.75]
    assert said.common_ground.fewest_votes.tolist() == [2, 2, 2]
    assert said.agree.share_z[0, 0] == pytest.approx(2 * 3**0.5 * (3 / 3 - 0.5))
    assert said.everybody.votes[0].tolist() == [5, 4, 4]


def test_two_camps_are_found_and_stand_on_either_side():
    votes = gather_votes(PERSON, STATEMENT, VALUE)
    found = map_opinions(votes, mode="polis", least_votes=3, groups=2)
    assert found.group[0] == found.group[1] != found.group[2] == found.group[3]
    assert np.sign(found.coordinates[0, 0]) == -np.sign(found.coordinates[2, 0])
    # E passed on statement 0, whose mean over five votes is 0: the middle, exactly.
    assert found.coordinates[4].tolist() == [0.0, 0.0]


def test_divisiveness_is_newcombes_difference_of_agree_rates():
    # Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10: 56/70 - 48/80 lies in 0.0524 to 0.3339.
    person = np.arange(150)
    value = np.array([1] * 56 + [-1] * 14 + [1] * 48 + [-1] * 32)
    votes = gather_votes(person, np.zeros(150, int), value)
    found = divisiveness(tally(votes, np.repeat([0, 1], [70, 80])))
    assert found.difference[0] == pytest.approx(0.2)
    assert (round(found.low[0], 4), round(found.high[0], 4)) == (0.0524, 0.3339)
    assert (found.most[0], found.least[0], found.n_most[0], found.n_least[0]) == (0, 1, 70, 80)


def test_divisiveness_says_nothing_of_a_group_that_hardly_voted():
    votes = gather_votes(np.arange(30), np.zeros(30, int), np.array([1] * 21 + [-1] * 9))
    found = divisiveness(tally(votes, np.repeat([0, 1], [21, 9])))
    assert np.isnan(found.difference[0])
    assert (found.most[0], found.n_most[0], found.ranking.size) == (-1, 0, 0)


def test_polis_scores_move_people_with_few_votes_out_and_the_houses_leave_them_in_the_middle():
    asked = drawn(400, 60, share=0.5, seed=3)
    keep = (asked.person != 0) | (np.cumsum(asked.person == 0) <= 2)
    votes = gather_votes(asked.person[keep], asked.statement[keep], asked.value[keep], people=400, statements=60)
    polis, house = (map_opinions(votes, mode=mode) for mode in ("polis", "latent_classes"))
    lengths = [np.hypot(*found.coordinates.T) for found in (polis, house)]
    shares = [np.mean(length < length[0]) for length in lengths]
    assert votes.given[0] == 2
    assert shares[1] < shares[0]
    assert (polis.group[0], house.group[0]) == (-1, -1)
    assert polis.missing_votes != house.missing_votes


def test_polis_takes_a_statement_left_out_for_passed_by_all_and_the_house_does_not_look_at_it():
    asked = drawn(300, 40, share=0.5, seed=4, hidden=(5,))
    other = asked._replace(value=np.where(asked.statement == 5, -asked.value, asked.value))
    for mode in ("polis", "latent_classes"):
        one, two = (map_opinions(each.votes, mode=mode, left_out=asked.left_out) for each in (asked, other))
        np.testing.assert_array_equal(one.coordinates, two.coordinates)
        np.testing.assert_array_equal(one.group, two.group)
        assert not any(told.statement == 5 for group in one.figures.representative for told in group)


def test_a_map_after_new_votes_equals_one_from_nothing_and_keeps_its_bearings():
    asked = drawn(1_500, 150, share=0.2, seed=5)
    votes = asked.votes
    rng = np.random.default_rng(6)
    later = rng.integers(0, 1_500, 50), rng.integers(0, 152, 50), rng.choice([1, 0, -1], 50)
    for mode, alike in (("polis", 0.97), ("latent_classes", 0.97)):
        before = map_opinions(votes, mode=mode)
        grown = add_votes(votes, *later)
        warm, cold = map_opinions(grown, mode=mode, before=before), map_opinions(grown, mode=mode)
        for axis in (0, 1):
            assert abs(np.corrcoef(warm.coordinates[:, axis], cold.coordinates[:, axis])[0, 1]) > 0.999
            assert np.corrcoef(warm.coordinates[:, axis], before.coordinates[:, axis])[0, 1] > 0.99
        assert adjusted_rand_index(warm.group, cold.group) > alike
        assert np.mean(warm.group == before.group) > alike


def test_the_houses_groups_come_closer_to_the_truth_than_polis_does():
    asked = drawn(2_000, 120, share=0.3, seed=1)
    truth = {}
    for mode in ("polis", "latent_classes"):
        found = map_opinions(asked.votes, mode=mode)
        placed = found.group >= 0
        truth[mode] = adjusted_rand_index(found.group[placed], asked.group[placed])
    assert truth["latent_classes"] > truth["polis"] + 0.1


def test_large_sparse_axes_equal_those_of_the_full_matrix():
    votes = drawn(800, 300, share=0.1, seed=2).votes
    full = np.full((800, 300), np.nan)
    full[votes.person, votes.statement] = votes.value
    filled = np.where(np.isnan(full), 0.0, full - np.nanmean(full, axis=0))
    _left, lengths, right = np.linalg.svd(filled, full_matrices=False)
    found = map_opinions(votes, mode="polis")
    assert np.abs((found.directions * right[:2]).sum(axis=1)) == pytest.approx([1, 1], abs=1e-9)
    np.testing.assert_allclose(found.explained, lengths[:2] ** 2 / (lengths**2).sum(), rtol=1e-8)


def test_silhouettes_equal_the_definition_written_out():
    rng = np.random.default_rng(1)
    points = rng.normal(size=(40, 2)) + np.repeat([[0, 0], [4, 0]], 20, axis=0)
    two = next(iter(cluster(points, most=2)))
    widths = []
    for i, label in enumerate(two.label):
        distance = np.linalg.norm(points - points[i], axis=1)
        own = distance[(two.label == label) & (np.arange(40) != i)].mean()
        other = distance[two.label != label].mean()
        widths.append((other - own) / max(own, other))
    assert silhouettes(points, [two])[0] == pytest.approx(np.mean(widths))


def test_adjusted_rand_index_is_what_paper_and_pencil_give():
    # Pairs together: 2 in one, 2 in the other, 1 in both, of 10: expected 0.4, at most 2, so (1 - 0.4) / (2 - 0.4).
    assert adjusted_rand_index([0, 0, 1, 1, 2], [0, 0, 1, 2, 2]) == pytest.approx(0.375)
    assert adjusted_rand_index([0, 0, 1], [5, 5, 3]) == 1.0


def test_a_map_cannot_be_changed_afterwards():
    found = map_opinions(gather_votes(PERSON, STATEMENT, VALUE))
    with pytest.raises(FrozenInstanceError):
        found.mode = "polis"
    with pytest.raises(ValueError, match="read-only"):
        found.coordinates[0] = 0
