from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy.stats import binom, mannwhitneyu

from commonshelf.stats.trends import dwindling, dwindling_many
from commonshelf.stats.trends.ranks import chance_of_ranks_this_low
from tests.stats.simulated_sessions import SHAPES, sessions, share_alarmed

NAN = math.nan
series = st.lists(st.one_of(st.integers(0, 60), st.just(NAN)), max_size=70)
CLUB = [14, 12, 15, 13, 14, 16, 12, 14, 13, 15, 14, 12, 8, 7, 6, 5]


def test_chance_equals_scipys_exact_test_where_no_counts_are_tied():
    rng = np.random.default_rng(5)
    for n, recent in ((12, 3), (16, 4), (60, 8), (200, 60)):
        values = rng.permutation(n).astype(float)
        reference = mannwhitneyu(values[-recent:], values[:-recent], alternative="less", method="exact").pvalue
        assert chance_of_ranks_this_low(values, recent) == pytest.approx(reference, rel=1e-10)


@given(st.lists(st.integers(0, 6), min_size=4, max_size=11), st.integers(1, 3))
@settings(max_examples=40, deadline=None)
def test_chance_equals_counting_every_possible_order_when_counts_are_tied(counts, recent):
    ranks = [sum(other < one for other in counts) + sum(other <= one for other in counts) for one in counts]
    lots = [sum(lot) <= sum(ranks[-recent:]) for lot in itertools.combinations(ranks, recent)]
    assert chance_of_ranks_this_low(np.array(counts, float), recent) == pytest.approx(np.mean(lots), rel=1e-10)


def test_dwindling_book_club_alarms_with_the_chance_of_the_one_clearest_order():
    result = dwindling(CLUB)
    assert (result.alarm, result.silence, result.usual, result.recent) == (True, None, 14.0, 6.5)
    assert result.p_value == pytest.approx(1 / math.comb(16, 4), rel=1e-12)
    assert (result.n, result.baseline_n, result.recent_n, result.missing) == (16, 12, 4, 0)


def test_dwindling_takes_what_nobody_counted_as_unknown_and_zero_as_empty():
    uncounted, empty = dwindling([*CLUB[:12], 13, NAN, NAN, NAN]), dwindling([*CLUB[:12], 13, 0, 0, 0])
    assert (uncounted.alarm, uncounted.silence, uncounted.n, uncounted.missing) == (False, "not_counted_lately", 13, 3)
    assert (empty.alarm, empty.recent, empty.n, empty.missing) == (True, 0.0, 16, 0)


def test_dwindling_is_silent_about_a_fall_that_is_certain_but_small():
    small = [100, 101] * 20 + [90] * 12
    result = dwindling(small)
    assert (result.alarm, result.silence, result.usual, result.recent) == (False, "small_fall", 100.0, 90.0)
    assert result.p_value < 0.01
    assert result.adjusted_p_value == 1.0
    assert dwindling(small, least_fall=0.1).alarm is True


def test_dwindling_counts_a_fall_from_fifteen_to_twelve_as_a_fifth():
    assert dwindling([15] * 24 + [12] * 8).alarm is True


def test_dwindling_says_too_few_when_no_order_could_reach_the_rate():
    assert dwindling([9] * 7 + [1] * 3).alarm is True
    assert dwindling([9] * 7 + [1] * 3, alarm_rate=0.005).silence == "too_few"  # 1/120 is the clearest there is
    assert dwindling([9] * 7 + [1] * 3, earliest=11).silence == "too_few"


def test_dwindling_looks_back_no_further_than_fifty_two_sessions():
    long_ago = dwindling([90] * 200 + [12] * 60)
    assert (long_ago.alarm, long_ago.usual, long_ago.baseline_n, long_ago.recent_n) == (False, 12.0, 52, 8)


@given(series)
@settings(deadline=None)
def test_dwindling_never_writes_to_its_input_and_always_answers(counts):
    given_counts = np.array(counts, dtype=float)
    given_counts.setflags(write=False)
    result = dwindling(given_counts)
    assert result.n + result.missing == len(counts)
    assert result.alarm is (result.silence is None)
    assert result.judged is (result.silence not in {"too_few", "not_counted_lately"})


@given(series, st.integers(2, 9))
@settings(deadline=None)
def test_dwindling_does_not_change_its_mind_when_everyone_brings_their_family(counts, times):
    alone, family = dwindling(counts), dwindling([count * times for count in counts])
    assert (family.alarm, family.p_value, family.silence) == (alone.alarm, alone.p_value, alone.silence)


@given(series)
@settings(deadline=None)
def test_dwindling_many_of_one_equals_dwindling(counts):
    assert dwindling_many([counts]) == (dwindling(counts),)


def test_dwindling_many_applies_benjamini_and_hochbergs_rule_by_hand():
    quiet = [14, 12, 15, 13] * 4
    first, second, third, silent = dwindling_many([CLUB, quiet, [*CLUB[:12], 9, 16, 10, 11], [3, 4]])
    raw = [first.p_value, third.p_value, second.p_value]
    assert raw == sorted(raw)
    assert first.adjusted_p_value == pytest.approx(min(raw[0] * 3, raw[1] * 3 / 2, 1.0))
    assert third.adjusted_p_value == pytest.approx(raw[1] * 3 / 2)
    assert (second.adjusted_p_value, silent.adjusted_p_value, silent.silence) == (1.0, None, "too_few")
    assert [one.alarm for one in (first, second, third, silent)] == [True, False, False, False]


def test_dwindling_many_asks_more_of_a_series_the_more_it_looks_at():
    quiet = [14, 12, 15, 13] * 4
    results = dwindling_many([CLUB] + [quiet] * 40)
    assert (dwindling(CLUB).alarm, results[0].alarm, results[0].silence) == (True, False, "no_fall")
    assert results[0].p_value == dwindling(CLUB).p_value


@pytest.mark.slow
@pytest.mark.parametrize(("people", "size"), SHAPES)
def test_dwindling_false_alarms_stay_within_the_rate(people, size):
    looks = 3000
    quiet = sessions(np.random.default_rng(11), people=people, size=size, series=looks, length=32)
    assert share_alarmed(quiet) * looks <= binom.ppf(0.999, looks, 0.01)


@pytest.mark.slow
@pytest.mark.parametrize(("people", "size", "measured"), [(12.0, 8.0, 0.79), (40.0, 8.0, 0.93), (12.0, 3.0, 0.45)])
def test_dwindling_finds_a_halving_as_often_as_the_methods_page_says(people, size, measured):
    looks = 1500
    rng = np.random.default_rng(12)
    found = share_alarmed(sessions(rng, people=people, size=size, series=looks, length=32, change_to=0.5, changed=8))
    assert abs(found - measured) <= 4 * math.sqrt(measured * (1 - measured) / looks)


@pytest.mark.slow
def test_dwindling_many_raises_any_false_alarm_at_most_at_the_rate():
    rng = np.random.default_rng(13)
    libraries = 60
    alarmed = sum(
        any(result.alarm for result in dwindling_many(sessions(rng, people=12.0, size=5.0, series=15, length=40), alarm_rate=0.05))
        for _ in range(libraries)
    )
    assert alarmed <= binom.ppf(0.999, libraries, 0.05)
