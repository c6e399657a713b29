from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from hypothesis.extra.numpy import arrays

from commonshelf.stats.privacy import round_at_random, round_controlled, round_to_nearest
from commonshelf.stats.privacy.sums import with_margins

tables = st.one_of(
    arrays(int, st.integers(1, 8), elements=st.integers(0, 60)),
    arrays(int, st.tuples(st.integers(1, 5), st.integers(1, 5)), elements=st.integers(0, 60)),
)
bases = st.integers(2, 12)
seeds = st.integers(0, 2**32 - 1)


def test_round_to_nearest_by_hand_and_halves_go_to_the_even_multiple():
    table = round_to_nearest([[1, 5], [13, 20]], base=10)
    np.testing.assert_array_equal(table.rounded, [[0, 0, 10], [10, 20, 30], [10, 20, 40]])
    assert (table.adds_up, table.farthest, table.method) == (False, 5.0, "nearest")
    np.testing.assert_array_equal(round_to_nearest([15, 25], base=10).rounded, [20, 20, 40])


@given(tables, bases)
@settings(max_examples=60, deadline=None)
def test_round_to_nearest_is_never_farther_than_it_says_and_always_the_same(counts, base):
    table = round_to_nearest(counts, base=base)
    assert (table.rounded % base == 0).all()
    assert np.abs(table.rounded - with_margins(counts.astype(float))).max() <= table.farthest
    np.testing.assert_array_equal(table.rounded, round_to_nearest(counts, base=base).rounded)


@given(tables, bases, seeds)
@settings(max_examples=60, deadline=None)
@pytest.mark.parametrize("method", [round_at_random, round_controlled])
def test_rounding_by_lot_gives_a_neighboring_multiple_and_leaves_multiples_alone(method, counts, base, seed):
    table = method(counts, base=base, rng=np.random.default_rng(seed))
    true = with_margins(counts.astype(float))
    assert (table.rounded % base == 0).all()
    assert np.abs(table.rounded - true).max() < base
    np.testing.assert_array_equal(table.rounded[true % base == 0], true[true % base == 0])


@given(tables, bases, seeds)
@settings(max_examples=60, deadline=None)
def test_round_controlled_adds_up(counts, base, seed):
    table = round_controlled(counts, base=base, rng=np.random.default_rng(seed))
    inner = table.rounded[(slice(-1),) * counts.ndim]
    np.testing.assert_array_equal(with_margins(inner), table.rounded)
    assert table.adds_up


@pytest.mark.parametrize("method", [round_at_random, round_controlled])
def test_rounding_by_lot_is_right_on_average(method):
    counts = np.array([[1, 2, 7], [4, 0, 3], [9, 11, 6]])
    rng = np.random.default_rng(20260801)
    draws = np.array([method(counts, base=5, rng=rng).rounded for _ in range(2_000)])
    true = with_margins(counts.astype(float))
    error = draws.std(axis=0) / np.sqrt(len(draws))
    assert (np.abs(draws.mean(axis=0) - true) <= 4.5 * error).all()


def test_rounded_tables_cannot_be_written_to_and_the_counts_stay():
    counts = np.array([3, 12, 40])
    counts.setflags(write=False)
    for table in (round_to_nearest(counts, base=5), round_controlled(counts, base=5, rng=np.random.default_rng(1))):
        with pytest.raises(ValueError, match="read-only"):
            table.rounded[0] = 0
