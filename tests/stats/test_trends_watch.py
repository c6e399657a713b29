from __future__ import annotations

import itertools
from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy.stats import binom, nbinom

from benchmarks.alarm_data import DEVELOPMENT_SEEDS, VARIANTS, town
from commonshelf.stats.trends import simulate_threshold, threshold_of, watch
from commonshelf.stats.trends.odds import BLOCK, CHANCES, FALLS, MOST_A_WEEK, PLACES, log_odds
from commonshelf.stats.trends.spread import SIZES, _log_likelihoods
from commonshelf.stats.trends.usual import WAVE_SPREAD, Usual, learn_usual
from commonshelf.stats.trends.weekly import as_weekly
from tests.stats.oracles.reference import peer_says

NAN = float("nan")
QUIET, OVER = 52, 16
PLAIN = VARIANTS[0]


def clubs(*, fallen=(), closed=(), weeks=QUIET + OVER, people=14):
    """Three clubs of about 14 without chance in them; those named fall to 6 in week 60, nobody comes in the closed weeks."""
    counts = people + (np.arange(weeks) * 7 % 5 - 2.0) + np.zeros((3, 1))
    for series in fallen:
        counts[series, 60:] = 6 + np.arange(weeks - 60) % 2
    counts[:, list(closed)] = 0
    return counts


def quiet_series(seed, *, series=12, weeks=80, missing=0.1):
    rng = np.random.default_rng(seed)
    counts = rng.negative_binomial(9, 9 / (9 + rng.uniform(4, 40, (series, 1))), (series, weeks)).astype(float)
    counts[rng.random(counts.shape) < missing] = NAN
    return counts


def test_score_equals_summing_over_every_beginning_depth_and_level_by_scipy():
    rng = np.random.default_rng(4)
    weekly = as_weekly(rng.poisson(9.0, (2, 18)).astype(float), learned=12, branch=None, exposure=None)
    expected, size, error = np.full((2, 18), 10.0), np.array([7.0, 30.0]), np.array([0.1, 0.2])
    usual = Usual(expected, np.full(2, 10.0), error, size, np.zeros((2, 0)), np.zeros((2, 0)), 0.0)
    score, _ = log_odds(weekly, usual)
    for series, week in itertools.product(range(2), range(6)):
        fell, quiet = 0.0, 0.0
        for place, chance in zip(PLACES, CHANCES, strict=True):
            level = 10 * np.exp(place * error[series])
            seen = weekly.people[series, 12 : 13 + week]
            same = nbinom.logpmf(seen, size[series], size[series] / (size[series] + level))
            quiet += chance * np.exp(same.sum())
            for begun, fall in itertools.product(range(week + 1), FALLS):
                less = nbinom.logpmf(seen, size[series], size[series] / (size[series] + fall * level))
                ratio = np.minimum(less - same, MOST_A_WEEK)[begun:].sum()
                fell += chance * np.exp(same.sum() + ratio) / len(FALLS)
        assert score[series, week] == pytest.approx(np.log(fell / quiet), abs=1e-10)


def test_size_likelihoods_differ_as_scipys_do():
    rng = np.random.default_rng(3)
    people, expected = rng.poisson(20, (4, 30)).astype(float), rng.uniform(10, 30, (4, 30))
    known = rng.random((4, 30)) > 0.2
    ours = _log_likelihoods(people * known, expected * known, known)
    weeks, usual = known.sum(axis=1), (expected * known).sum(axis=1) / known.sum(axis=1)
    for column, size in enumerate(SIZES):
        whole = (nbinom.logpmf(people, size, size / (size + expected)) * known).sum(axis=1)
        theirs = whole - 0.5 * np.log(weeks * usual / (1 + usual / size))
        gap = ours[:, column] - theirs
        assert gap == pytest.approx(gap_of_first(ours, people, expected, known), rel=1e-9, abs=1e-8)


def gap_of_first(ours, people, expected, known):
    size = SIZES[0]
    weeks, usual = known.sum(axis=1), (expected * known).sum(axis=1) / known.sum(axis=1)
    whole = (nbinom.logpmf(people, size, size / (size + expected)) * known).sum(axis=1)
    return ours[:, 0] - whole + 0.5 * np.log(weeks * usual / (1 + usual / size))


def test_level_season_and_their_errors_equal_statsmodels_where_there_is_much_to_learn_from():
    data = peer_says("statsmodels", "trends_level.py")
    weekly = as_weekly([data["counts"]], learned=500, branch=None, exposure=data["exposure"])
    usual = learn_usual(weekly, period=52.0, harmonics=1)
    theirs = peer_says("statsmodels", "trends_level.py", repr(float(usual.size[0])))
    ours = np.concatenate([np.log(usual.level), usual.season[0]])
    assert ours == pytest.approx(theirs["coefficients"], abs=2e-3)  # ours lean on what is believed beforehand, by a tenth of an error
    assert np.concatenate([usual.level_error, usual.season_error[0]]) == pytest.approx(theirs["errors"], rel=0.01)


def test_book_club_that_loses_its_people_is_named_with_its_numbers():
    seen = watch(clubs(fallen=[1]), learned=QUIET)
    assert seen.alarm.tolist() == [False, True, False]
    (club,) = seen.alarms
    assert (club.number, club.since, club.standing, club.weeks_since) == (1, 60, True, 8)
    assert club.sentence("Tuesday book club", "March") == "Tuesday book club: 14 → 6 since March"
    assert club.explanation == "Series 1: 14 → 6 since week 60"
    assert 60 < club.alarmed < 65
    assert seen.explanation == "1 of 3 series alarm; 0.3 of them a year would alarm by chance alone. 0 could not be judged."


def test_club_that_came_back_is_said_to_have_come_back():
    counts = np.concatenate([clubs(fallen=[1]), clubs(weeks=24)], axis=1)
    club = watch(counts, learned=QUIET).series(1)
    assert (club.alarm, club.standing) == (True, False)
    assert club.sentence("Club").startswith("Club: ")
    assert "come back" in club.sentence("Club") or club.since is None


def test_known_closure_is_no_fall_and_the_same_zeros_unknown_are():
    closed = range(58, 64)
    counts, opened = clubs(closed=closed), np.ones(QUIET + OVER)
    opened[list(closed)] = 0
    assert watch(counts, learned=QUIET, exposure=opened).alarm.any() == np.False_
    assert watch(counts, learned=QUIET).alarm.all() == np.True_


def test_one_empty_week_alarms_nobody():
    assert not watch(clubs(closed=[60]), learned=QUIET).alarm.any()
    assert not watch(clubs(closed=[60], people=90), learned=QUIET).alarm.any()


def test_slip_of_the_pen_blinds_nobody():
    counts = clubs(fallen=[1], people=1000)
    counts[1, 54] = 1_000_000
    seen = watch(counts, learned=QUIET)
    assert np.isfinite(seen.score).all()
    assert seen.alarm.tolist() == [False, True, False]


def test_half_the_days_open_is_half_the_people_and_no_fall():
    counts, opened = clubs(people=40), np.ones(QUIET + OVER)
    opened[56:] = 0.5
    counts[:, 56:] = np.floor(counts[:, 56:] / 2)
    assert not watch(counts, learned=QUIET, exposure=opened).alarm.any()
    assert watch(counts, learned=QUIET).alarm.all()


def test_weeks_nobody_counted_are_not_part_of_what_came_since():
    counts = clubs(fallen=[1])
    counts[1, [62, 65]] = NAN
    club = watch(counts, learned=QUIET).series(1)
    assert (club.weeks_since, round(club.usual), round(club.recent)) == (6, 14, 6)


def test_lone_series_learns_its_season_from_itself_once():
    weekly = as_weekly(clubs()[:1], learned=QUIET, branch=None, exposure=None)
    usual = learn_usual(weekly, period=52.0, harmonics=1)
    seen = usual.expected[0, :QUIET]
    information = (seen / (1 + seen / usual.size[0])).sum() / 2  # on each coefficient; 52 weeks make level, cosine and sine independent
    assert usual.season_error[0] == pytest.approx(np.full(2, (information + 1 / (WAVE_SPREAD**2 + usual.stray**2)) ** -0.5), rel=0.02)


def test_season_known_from_a_year_is_no_fall():
    weeks = np.arange(104)
    counts = np.round(30 * np.exp(0.4 * np.cos(2 * np.pi * weeks / 52)) + weeks * 7 % 5) + np.zeros((4, 1))
    assert not watch(counts, learned=52).alarm.any()
    assert watch(counts, learned=52, harmonics=0).alarm.all()


def test_series_that_cannot_be_judged_say_why_and_leave_the_others_alone():
    counts = np.concatenate([clubs(fallen=[1]), clubs(), clubs()[:1]])
    counts[3, :14] = NAN  # 38 weeks are left; 39 it takes
    counts[4, :QUIET] = 0
    counts[5, QUIET:] = NAN
    seen = watch(counts, learned=QUIET)
    assert [seen.series(number).unjudged for number in range(7)] == [None, None, None, "too_few", "nobody_came", "not_counted_since", None]
    assert (seen.alarm.tolist()[:3], seen.alarm[3:].any()) == ([False, True, False], np.False_)
    assert seen.expected_false_alarms == pytest.approx(0.4)
    assert seen.series(3).sentence("Club") == "Club: cannot tell (too few)"


def test_result_cannot_be_written_to():
    seen = watch(clubs(), learned=QUIET)
    for array in (seen.score, seen.threshold, seen.expected, seen.alarm_at, seen.since, seen.usual, seen.recent):
        assert array.flags.writeable is False
    with pytest.raises(FrozenInstanceError):
        seen.false_alarms = 0.5


@given(st.integers(0, 1000))
@settings(max_examples=15, deadline=None)
def test_watch_never_writes_to_its_input_and_knows_nothing_of_later_weeks(seed):
    counts = quiet_series(seed)
    counts.setflags(write=False)
    whole, early = watch(counts, learned=52), watch(counts[:, :66], learned=52)
    assert whole.score[:, :14] == pytest.approx(early.score, abs=1e-12)
    assert (whole.alarm >= early.alarm).all()


@given(st.integers(0, 1000))
@settings(max_examples=15, deadline=None)
def test_order_of_the_series_and_names_of_the_branches_do_not_matter(seed):
    counts, order = quiet_series(seed), np.random.default_rng(seed).permutation(12)
    branch = np.array(["north", "south", "west"])[np.arange(12) % 3]
    one, other = watch(counts, learned=52, branch=branch), watch(counts[order], learned=52, branch=np.arange(12)[order] % 3 + 7)
    assert other.score == pytest.approx(one.score[order], abs=1e-9)


@given(st.integers(0, 1000), st.integers(0, 79))
@settings(max_examples=15, deadline=None)
def test_closed_week_says_as_little_as_an_uncounted_one(seed, week):
    counts = quiet_series(seed)
    uncounted, closed, opened = counts.copy(), counts.copy(), np.ones(80)
    uncounted[:, week], closed[:, week], opened[week] = NAN, 0, 0
    assert watch(closed, learned=52, exposure=opened).score == pytest.approx(watch(uncounted, learned=52).score, abs=1e-9)


def test_many_series_are_scored_as_each_block_alone():
    counts = np.concatenate([quiet_series(seed, series=100) for seed in range(5)])
    weekly = as_weekly(counts, learned=52, branch=None, exposure=None)
    usual = learn_usual(weekly, period=52.0, harmonics=1)
    few = as_weekly(counts[BLOCK - 5 : BLOCK + 5], learned=52, branch=None, exposure=None)
    rows = slice(BLOCK - 5, BLOCK + 5)
    parts = {name: getattr(usual, name)[rows] for name in ("expected", "level", "level_error", "size", "season", "season_error")}
    assert log_odds(few, Usual(**parts, stray=0.0))[0] == pytest.approx(log_odds(weekly, usual)[0][rows], abs=1e-12)


def test_threshold_asks_more_for_a_lower_rate_a_shorter_past_and_a_longer_watch():
    assert threshold_of(0.01, learned=52) > threshold_of(0.05, learned=52) > threshold_of(0.2, learned=52)
    assert (np.diff(threshold_of(0.1, learned=[39, 45, 52, 80, 104, 260])) < 0).all()
    assert np.isnan(threshold_of(0.1, learned=[38, 11])).all()
    assert np.isnan(threshold_of(0.1, learned=[11, 12], season=False)).tolist() == [True, False]
    assert threshold_of(0.1, learned=52, watched=150) > threshold_of(0.1, learned=52)
    assert threshold_of(0.1, learned=300) == threshold_of(0.1, learned=260)


def quiet_alarms(kind, *, towns=4, rate=0.1, seed=DEVELOPMENT_SEEDS[1]):
    alarms = []
    for number in range(towns):
        here = town(seed, 0, number, variant=kind, fall="none")
        seen = watch(here.counts, learned=kind.learned, branch=here.branch, exposure=here.exposure, false_alarms=rate, period=52.0)
        alarms.append(seen.alarm)
    return np.concatenate(alarms)


@pytest.mark.slow
@pytest.mark.parametrize("kind", [each for each in VARIANTS if not each.closures], ids=lambda each: each.name)
@pytest.mark.parametrize("rate", [0.02, 0.1])
def test_quiet_series_alarm_at_the_rate_set_for_a_year_all_looks_included(kind, rate):
    alarms = quiet_alarms(kind, rate=rate)
    low, high = binom.ppf([0.001, 0.999], len(alarms), rate)
    assert 0.8 * low <= alarms.sum() <= 1.2 * high


@pytest.mark.slow
@pytest.mark.parametrize(("harmonics", "learned"), [(1, 45), (0, 15)])
def test_rate_holds_for_three_series_alone_and_a_short_past(harmonics, learned):
    rng = np.random.default_rng(19)
    alarms = []
    for _ in range(300):
        level, size = rng.uniform(5, 40, (3, 1)), rng.uniform(5, 40, (3, 1))
        counts = rng.negative_binomial(size, size / (size + level), (3, learned + 52)).astype(float)
        alarms.append(watch(counts, learned=learned, harmonics=harmonics).alarm)
    assert np.sum(alarms) <= binom.ppf(0.999, 900, 0.1)


@pytest.mark.slow
def test_falls_are_found_as_often_as_the_methods_page_says():
    for fall, measured in (("third", 0.83), ("half", 0.99)):
        here = town(DEVELOPMENT_SEEDS[1], 2, 0, variant=PLAIN, fall=fall)
        seen = watch(here.counts, learned=PLAIN.learned, branch=here.branch, period=52.0)
        late = seen.alarm_at - here.changes
        early = seen.alarm & (late < 0)
        found = (seen.alarm & (late < 16))[~early].mean()
        assert abs(found - measured) <= 4 * np.sqrt(measured * (1 - measured) / 950) + 0.01


@pytest.mark.slow
def test_simulated_threshold_holds_the_rate_too():
    here = town(DEVELOPMENT_SEEDS[2], 0, 0, variant=PLAIN, fall="none")
    own = simulate_threshold(here.counts, learned=52, branch=here.branch, rng=np.random.default_rng(1), towns=10, period=52.0)
    assert own == pytest.approx(float(threshold_of(0.1, learned=52)), abs=0.35)
    other = town(DEVELOPMENT_SEEDS[2], 0, 1, variant=PLAIN, fall="none")
    alarmed = watch(other.counts, learned=52, branch=other.branch, threshold=own, period=52.0).alarm.sum()
    assert 0.8 * binom.ppf(0.001, 1000, 0.1) <= alarmed <= 1.2 * binom.ppf(0.999, 1000, 0.1)


def test_simulated_threshold_is_the_same_for_the_same_seed_and_needs_only_a_few_weeks_of_watch():
    counts = clubs()
    one, other = (simulate_threshold(counts, learned=QUIET, rng=np.random.default_rng(2), towns=3) for _ in range(2))
    assert one == other
    assert 2 < one < 12
