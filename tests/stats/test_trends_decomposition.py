from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from commonshelf.stats.trends import decompose
from tests.stats.oracles.reference import r_says

NAN = float("nan")
TWO_WEEKS = np.arange(np.datetime64("2026-03-02"), np.datetime64("2026-03-16"))  # a Monday first


def test_level_weekday_expected_and_dispersion_equal_r_glm():
    data = r_says("trends_decompose.R")
    counts = [NAN if each is None else each for each in data["counts"]]
    found = decompose(counts, data["days"], exposure=data["exposure"])
    for name in ("level", "weekday", "weekday_error", "expected"):
        assert getattr(found, name) == pytest.approx(data[name], rel=1e-8), name
    assert found.dispersion == pytest.approx(data["dispersion"], rel=1e-8)
    assert (found.season_known, found.closed) == (True, sum(each == 0 for each in data["exposure"]))


def test_weekdays_by_hand():
    counts = [10, 20] * 7
    found = decompose(counts, np.arange(np.datetime64("2026-03-02"), np.datetime64("2026-03-16")))
    assert found.expected.sum() == pytest.approx(sum(counts))
    assert found.weekday == pytest.approx(np.full(7, 1.0))  # Mondays had 10 and 20, and so had every other day
    assert found.level == pytest.approx(np.full(14, 15.0))


def test_sundays_are_told_from_the_rest_by_hand():
    counts = [20, 20, 20, 20, 20, 20, 5] * 2
    found = decompose(counts, TWO_WEEKS)
    assert found.weekday[6] / found.weekday[0] == pytest.approx(0.25)
    assert np.prod(found.weekday) == pytest.approx(1.0)
    assert found.expected == pytest.approx(counts)
    assert found.dispersion == pytest.approx(0.0, abs=1e-12)
    assert found.explanation.endswith("quietest Sunday (-70 %). From 14 counts; 0 missing, 0 closed.")


def test_closed_days_and_missing_days_say_nothing():
    counts, opened = np.array([20.0, 20, 20, 20, 20, 20, 5] * 2), np.ones(14)
    whole = decompose(counts, TWO_WEEKS)
    counts[9], counts[8], opened[8] = NAN, 0, 0
    found = decompose(counts, TWO_WEEKS, exposure=opened)
    assert found.weekday == pytest.approx(whole.weekday)
    assert (found.counted, found.missing, found.closed) == (12, 1, 1)
    assert (found.expected[8], found.expected[9]) == (0.0, pytest.approx(20.0))
    assert np.isnan(found.surprise[[8, 9]]).all()


def test_weekly_club_has_no_weekday_and_less_than_a_year_no_season():
    days = np.datetime64("2026-01-05") + 7 * np.arange(20)
    found = decompose([12, 14] * 10, days)
    assert (found.season_known, found.weekday[0], found.level[3]) == (False, 1.0, pytest.approx(13.0))
    assert np.isnan(found.weekday[1:]).all()


def test_weekday_on_which_nobody_comes_has_a_factor_of_nearly_nothing():
    found = decompose([20, 20, 20, 20, 20, 20, 0] * 2, TWO_WEEKS)
    assert found.expected[6] < 1e-6
    assert found.expected[0] == pytest.approx(20.0)


@given(st.lists(st.one_of(st.integers(0, 300), st.just(NAN)), min_size=30, max_size=120), st.integers(0, 5000))
@settings(max_examples=40, deadline=None)
def test_expected_adds_up_to_what_was_counted_and_nothing_is_written_to(counts, start):
    given_counts = np.array([*counts, 5, 6, 7, 8, 9, 10, 11], dtype=float)
    days = np.datetime64("2015-01-01") + start + np.arange(len(given_counts))
    given_counts.setflags(write=False)
    days.setflags(write=False)
    if np.isfinite(given_counts).sum() < 10:
        return
    found = decompose(given_counts, days)
    known = np.isfinite(given_counts)
    assert found.expected[known].sum() == pytest.approx(given_counts[known].sum(), rel=1e-6)
    assert not found.expected.flags.writeable
