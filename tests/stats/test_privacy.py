from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import linprog

from commonshelf.stats.privacy import bounds_of_hidden, suppress_table
from commonshelf.stats.privacy.sums import with_margins

NAN = np.nan
small_tables = st.one_of(
    arrays(int, st.integers(1, 8), elements=st.integers(0, 30)),
    arrays(int, st.tuples(st.integers(1, 4), st.integers(1, 4)), elements=st.integers(0, 30)),
)


def extremes(shown, place):
    """The attack once more, written down for itself: one equation for each line, found by adding up a table that has a single 1."""
    flat = shown.ravel()
    cells = tuple(size - 1 for size in shown.shape)
    free = int(np.prod(cells))
    spread = np.column_stack([with_margins(one.reshape(cells)).ravel() for one in np.eye(free)])  # entry = spread @ cells
    known = ~np.isnan(flat)
    rule = {"A_eq": spread[known], "b_eq": flat[known]} if known.any() else {}
    # Zeros are never hidden, so whatever is hidden is at least 1.
    rule |= {"A_ub": -spread[~known], "b_ub": -np.ones((~known).sum()), "bounds": (0, None)}
    least, most = (linprog(sign * spread[place], **rule) for sign in (1, -1))
    return least.fun, (np.inf if most.status in {3, 4} else -most.fun)


def test_suppress_table_hides_a_second_count_so_that_the_total_does_not_tell():
    safe = suppress_table([3, 12, 40], threshold=10)
    np.testing.assert_array_equal(safe.shown, [NAN, NAN, 40, 55])
    np.testing.assert_array_equal(safe.suppressed, [True, True, False])
    assert safe.total == 55.0


def test_suppress_table_shows_everything_when_nothing_is_small():
    safe = suppress_table([[0, 10], [25, 40]], threshold=10)
    np.testing.assert_array_equal(safe.shown, [[0, 10, 10], [25, 40, 65], [25, 50, 75]])
    assert safe.suppressed.any() is np.False_


def test_suppress_table_hides_the_total_when_the_groups_cannot_hide_each_other():
    together, alone = suppress_table([4, 6], threshold=10), suppress_table([5, 6], threshold=10)
    np.testing.assert_array_equal(together.shown, [NAN, NAN, NAN])  # from 4 + 6 = 10, neither could be 10
    np.testing.assert_array_equal(alone.shown, [NAN, NAN, 11])


def test_suppress_table_hides_a_square_in_a_two_way_table():
    safe = suppress_table([[3, 20, 30], [40, 50, 60], [70, 80, 90]], threshold=10)
    np.testing.assert_array_equal(safe.suppressed, [[True, True, False], [True, True, False], [False, False, False]])
    np.testing.assert_array_equal(safe.shown[:, -1], [53, 150, 240, 443])


def test_suppress_table_hides_small_margins_too():
    safe = suppress_table([[3, 0], [0, 20]], threshold=10)
    np.testing.assert_array_equal(safe.hidden, [[True, False, True], [False, True, True], [True, True, False]])


def test_suppress_table_cannot_be_written_to_and_does_not_tell_which_were_small():
    counts = np.array([3, 12, 40])
    counts.setflags(write=False)
    safe = suppress_table(counts, threshold=10)
    for array in (safe.suppressed, safe.hidden, safe.shown):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0
    assert sorted(vars(safe)) == ["hidden", "shown", "suppressed", "threshold"]


def test_bounds_of_hidden_finds_what_a_careless_table_gives_away():
    bounds = bounds_of_hidden([NAN, 12, 40, 55])
    np.testing.assert_array_equal((bounds.least[0], bounds.most[0]), (3, 3))
    pair = bounds_of_hidden([NAN, NAN, 40, 42])
    np.testing.assert_array_equal((pair.least[:2], pair.most[:2]), ([1, 1], [1, 1]))


@given(small_tables, st.integers(1, 12))
@settings(max_examples=60, deadline=None)
def test_suppress_table_withstands_the_attack(counts, threshold):
    safe = suppress_table(counts, threshold=threshold)
    table, groups = with_margins(counts.astype(float)).ravel(), with_margins((counts > 0).astype(float)).ravel()
    for place in np.flatnonzero((table > 0) & (table < threshold)):
        assert safe.hidden.ravel()[place]
        least, most = extremes(safe.shown, place)
        assert least <= groups[place] + 1e-7
        assert most >= threshold - 1e-7


@given(small_tables, st.integers(2, 12))
@settings(max_examples=40, deadline=None)
def test_suppress_table_shows_only_true_figures_every_zero_and_hides_nothing_without_need(counts, threshold):
    safe = suppress_table(counts, threshold=threshold)
    table = with_margins(counts.astype(float))
    np.testing.assert_array_equal(safe.shown[~safe.hidden], table[~safe.hidden])
    assert not safe.hidden[table == 0].any()
    assert safe.hidden.any() == ((table > 0) & (table < threshold)).any()
    assert safe.hidden.sum() != 1


@given(small_tables)
@settings(max_examples=30, deadline=None)
def test_bounds_of_hidden_agree_with_the_attack_written_twice(counts):
    safe = suppress_table(counts, threshold=10)
    bounds = bounds_of_hidden(safe.shown)
    for place in np.flatnonzero(safe.hidden.ravel()):
        expected = extremes(safe.shown, place)
        np.testing.assert_allclose((bounds.least.ravel()[place], bounds.most.ravel()[place]), expected, atol=1e-6)


@pytest.mark.slow
def test_suppress_table_withstands_the_attack_on_a_table_as_large_as_a_report_has():
    rng = np.random.default_rng(3)
    counts = rng.negative_binomial(0.6, 0.6 / 14.6, (10, 8))
    safe = suppress_table(counts, threshold=10)
    bounds = bounds_of_hidden(safe.shown)
    small = (counts > 0) & (counts < 10)
    assert (bounds.least[:-1, :-1][small] == 1).all()
    assert (bounds.most[:-1, :-1][small] >= 10).all()
    assert safe.hidden.mean() < 0.5
