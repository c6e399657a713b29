from __future__ import annotations

import numpy as np
from hypothesis import given, strategies as st

from commonshelf.stats.ties import level_movement, weighted_commitment

# The worked table of the Orbit Model ("Measure gravity", January to March 2022): explorers, participants, contributors, leaders.
ORBIT = [[17, 15, 12], [8, 9, 10], [4, 5, 6], [1, 1, 2]]


def test_weighted_commitment_gives_orbits_worked_table():
    result = weighted_commitment(ORBIT, threshold=1)
    assert result.totals.tolist() == [441.0, 504.0, 666.0]
    assert result.by_level.tolist() == [[17, 15, 12], [128, 144, 160], [196, 245, 294], [100, 100, 200]]
    assert (result.changes.tolist(), result.members.tolist()) == ([63.0, 162.0], [30.0, 30.0, 30.0])
    np.testing.assert_allclose(result.gravity, [2.1, 5.4], rtol=1e-12)


def test_weighted_commitment_hides_the_levels_of_a_few_and_keeps_the_whole():
    result = weighted_commitment(ORBIT)
    assert result.totals.tolist() == [441.0, 504.0, 666.0]
    np.testing.assert_array_equal(np.isnan(result.by_level), [[False] * 3, [True, True, False], [True] * 3, [True] * 3])


def test_gravity_of_a_growing_community_is_per_person_who_was_there_before():
    result = weighted_commitment([[10, 30]], weights=[2.0])
    assert (result.totals.tolist(), result.gravity.tolist()) == ([40.0, 120.0], [8.0])


def test_level_movement_counts_what_became_of_each_level():
    before = [0] * 10 + [1] * 10 + [-1] * 5
    after = [1] * 5 + [0] * 5 + [1] * 5 + [0] * 5 + [0] * 5
    result = level_movement(before, after, levels=2, threshold=5)
    assert (result.moved_up.tolist(), result.held.tolist(), result.moved_down.tolist()) == ([0.5, 0.0], [0.5, 0.5], [0.0, 0.5])
    assert (result.left.tolist(), result.people.tolist(), result.joined) == ([0.0, 0.0], [10.0, 10.0], 5)


def test_level_movement_hides_a_level_of_which_one_share_speaks_of_a_few():
    before, after = [0] * 20 + [1] * 20, [0] * 17 + [-1] * 3 + [1] * 10 + [0] * 10
    result = level_movement(before, after, levels=2, threshold=5)
    np.testing.assert_array_equal(result.held, [np.nan, 0.5])
    np.testing.assert_array_equal(result.left, [np.nan, 0.0])
    assert result.people.tolist() == [20.0, 20.0]


@given(st.lists(st.tuples(st.integers(-1, 3), st.integers(-1, 3)), min_size=1, max_size=60))
def test_level_movement_shares_of_a_level_add_up_to_one(moves):
    moves.append((0, 2))
    before, after = zip(*moves, strict=True)
    result = level_movement(before, after, levels=4, threshold=1)
    there = np.bincount([one for one in before if one >= 0], minlength=4) > 0
    whole = result.moved_up + result.held + result.moved_down + result.left
    np.testing.assert_allclose(whole[there], 1.0)
    assert np.isnan(whole[~there]).all()
    assert result.joined == sum(one < 0 <= other for one, other in moves)
