from __future__ import annotations

import itertools
import time
from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from commonshelf.stats.ties import group_ties, people_ties

# Three story times in May, two in June. 0 and 1 meet in May and again in June; 2 comes alone in May and meets both in June; 3 is new in June.
PERSONS = [0, 1, 2, 0, 1, 2, 2, 3]
SESSIONS = [0, 0, 1, 3, 3, 3, 4, 4]
MONTHS = [5, 5, 5, 6, 6]


def came_by_session(persons, sessions):
    came = defaultdict(set)
    for person, session in zip(persons, sessions, strict=True):
        if person >= 0:
            came[session].add(person)
    return came


def test_people_ties_of_three_story_times_can_be_counted_by_hand():
    may, june = people_ties(PERSONS, SESSIONS, session_periods=MONTHS, person_groups=[0, 0, 1, 1], threshold=1).periods
    assert (may.people, may.returning, may.returning_share, may.pairs, may.new_pairs, may.bridging_share) == (3, 0, 0.0, 1, 1, 0.0)
    assert (june.people, june.returning, june.returning_share, june.pairs, june.new_pairs) == (4, 3, 0.75, 4, 3)
    # new in June: 0-2 and 1-2 bridge, 2-3 does not; of the six ends two are of the first group: 1 - 1/9 - 4/9
    assert (june.bridging_share, june.bridging_by_chance) == (pytest.approx(2 / 3), pytest.approx(4 / 9))


def test_people_ties_say_nothing_of_fewer_people_than_the_threshold():
    may, june = people_ties(PERSONS, SESSIONS, session_periods=MONTHS, person_groups=[0, 0, 1, 1], threshold=4).periods
    assert (may.people, may.returning, may.pairs, may.new_pairs, may.bridging_share) == (None, None, None, None, None)
    assert (june.people, june.returning, june.returning_share) == (4, None, None)  # one newcomer would be given away
    assert (june.pairs, june.new_pairs, june.bridging_share) == (4, None, None)  # the one old pair would be given away


def test_people_ties_leave_strangers_and_crowds_aside_and_say_how_many():
    persons, sessions = [0, 1, -1, 0, 1, 2, 3, 0, 0], [0, 0, 0, 1, 1, 1, 1, 0, 0]
    result = people_ties(persons, sessions, session_periods=[1, 1], threshold=1, largest_session=2)
    assert (result.unknown, result.sessions_too_large) == (1, 1)
    assert (result.periods[0].people, result.periods[0].pairs) == (4, 1)


@st.composite
def towns(draw):
    attendances = draw(st.lists(st.tuples(st.integers(-1, 12), st.integers(0, 9)), min_size=1, max_size=80))
    if all(person < 0 for person, _session in attendances):
        attendances.append((3, 0))
    periods = draw(st.lists(st.integers(0, 3), min_size=10, max_size=10))
    groups = draw(st.lists(st.integers(-1, 2), min_size=13, max_size=13))
    return attendances, periods, groups


@given(towns())
@settings(max_examples=80, deadline=None)
def test_people_ties_equal_counting_with_sets(town):
    attendances, periods, groups = town
    persons, sessions = zip(*attendances, strict=True)
    came = came_by_session(persons, sessions)
    seen_people, seen_pairs = set(), set()
    result = people_ties(persons, sessions, session_periods=periods, person_groups=groups, threshold=1)
    expected = sorted({periods[session] for session, people in came.items() if people})
    assert [one.period for one in result.periods] == expected
    for told in result.periods:
        held = [people for session, people in came.items() if periods[session] == told.period]
        people = set().union(*held)
        pairs = {pair for one in held for pair in itertools.combinations(sorted(one), 2)}
        assert (told.people, told.returning) == (len(people), len(people & seen_people))
        assert (told.pairs, told.new_pairs) == (len(pairs), len(pairs - seen_pairs))
        known = [(groups[a], groups[b]) for a, b in pairs - seen_pairs if groups[a] >= 0 and groups[b] >= 0]
        across = np.mean([a != b for a, b in known]) if known else None
        assert told.bridging_share == (None if across is None else pytest.approx(across))
        seen_people |= people
        seen_pairs |= pairs


@given(towns(), st.integers(2, 6))
@settings(max_examples=60, deadline=None)
def test_people_ties_never_show_nor_give_away_a_few(town, threshold):
    attendances, periods, _groups = town
    persons, sessions = zip(*attendances, strict=True)
    for told in people_ties(persons, sessions, session_periods=periods, threshold=threshold).periods:
        if told.returning is not None:
            for part in (told.people, told.returning, told.people - told.returning):
                assert part == 0 or part >= threshold
        if told.new_pairs is not None:
            for part in (told.pairs, told.new_pairs, told.pairs - told.new_pairs):
                assert part == 0 or part >= threshold / 2  # k people make at least k / 2 pairs


@given(towns())
@settings(max_examples=40, deadline=None)
def test_group_ties_equal_counting_with_sets(town):
    attendances, labels, _groups = town
    persons, sessions = zip(*attendances, strict=True)
    members = defaultdict(set)
    for session, people in came_by_session(persons, sessions).items():
        members[labels[session]] |= people
    result = group_ties(persons, sessions, session_groups=labels, groups=4, threshold=1)
    assert result.people.tolist() == [len(members[group]) for group in range(4)]
    for one, other in itertools.permutations(range(4), 2):
        assert result.shared[one, other] == len(members[one] & members[other])
    everyone = set().union(*members.values())
    assert result.bridging_people == sum(sum(person in group for group in members.values()) > 1 for person in everyone)


def test_group_ties_hide_a_shared_number_that_leaves_a_few():
    chess, music, talks = range(20), range(8, 30), range(12, 20)  # shared: chess and music 12, and 8 of chess stayed away
    persons = [*chess, *music, *talks]
    sessions = [0] * 20 + [1] * 22 + [2] * 8
    result = group_ties(persons, sessions, session_groups=[0, 1, 2], threshold=5)
    assert (result.shared[0, 1], result.overlap[0, 1], result.shared[0, 2], result.shared[1, 2]) == (12, 0.6, 8, 8)
    stricter = group_ties(persons, sessions, session_groups=[0, 1, 2], threshold=9)
    np.testing.assert_array_equal(stricter.shared, np.full((3, 3), np.nan))
    np.testing.assert_array_equal(stricter.people, [20, 22, np.nan])
    assert (stricter.bridging_people, stricter.bridging_share) == (12, 0.4)
    assert not result.shared.flags.writeable


def test_group_ties_hide_a_shared_number_from_both_sides_when_one_group_came_nearly_whole():
    persons, sessions = [*range(30), *range(18, 32)], [0] * 30 + [1] * 14  # of the second group all but two came to the first
    result = group_ties(persons, sessions, session_groups=[0, 1], threshold=5)
    assert np.isnan(result.shared).all()
    assert result.people.tolist() == [30, 14]


def test_ties_do_not_depend_on_order_or_on_the_numbers_people_bear():
    rng = np.random.default_rng(4)
    persons, sessions = rng.integers(0, 60, 500), rng.integers(0, 40, 500)
    periods, order, names = np.sort(rng.integers(0, 5, 40)), rng.permutation(500), 7 * rng.permutation(60) + 1000
    plain = people_ties(persons, sessions, session_periods=periods)
    assert people_ties(names[persons][order], sessions[order], session_periods=periods) == plain


def test_a_hundred_thousand_attendances_take_about_a_second():
    rng = np.random.default_rng(5)
    persons, sessions = rng.integers(0, 20_000, 100_000), rng.integers(0, 5_000, 100_000)
    periods, groups = np.sort(rng.integers(0, 24, 5_000)), rng.integers(0, 30, 5_000)
    began = time.process_time()
    result = people_ties(persons, sessions, session_periods=periods, person_groups=rng.integers(0, 8, 20_000))
    shared = group_ties(persons, sessions, session_groups=groups)
    assert time.process_time() - began < 4.0  # 0.6 s on a quiet machine
    assert (len(result.periods), shared.shared.shape) == (24, (30, 30))
