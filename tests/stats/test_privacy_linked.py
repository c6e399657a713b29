from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from commonshelf.stats.errors import ContradictionError
from commonshelf.stats.privacy import Grouping, LinkedTable, ShownTable, bounds_of_linked, suppress_linked, suppress_table
from commonshelf.stats.privacy.errors import TablesDisagreeError
from commonshelf.stats.privacy.sums import with_margins
from tests.stats.linked_attacker import crossed, entries_of, widest

NAN = np.nan
AGE, AREA, LANGUAGE = 0, 1, 2
NAMES = ("age", "area", "language")
TREE = ((AGE, AREA), (AGE, LANGUAGE))
RING = ((AGE, AREA), (AREA, LANGUAGE), (AGE, LANGUAGE))


def people_of(seed, sizes, n):
    rng = np.random.default_rng(seed)
    shares = [rng.dirichlet(np.ones(size)) for size in sizes]
    return np.stack([rng.choice(size, n, p=share) for size, share in zip(sizes, shares, strict=True)], axis=1)


def linked(people, sizes, sets):
    return [LinkedTable(tuple(NAMES[axis] for axis in axes), crossed(people, sizes, axes)) for axes in sets]


def test_suppress_linked_hides_the_same_in_both_tables_where_one_alone_would_tell():
    age_area = [[3, 40], [30, 50]]
    age_language = [[20, 23], [45, 35]]
    safe = suppress_linked([LinkedTable(("age", "area"), age_area), LinkedTable(("age", "language"), age_language)], threshold=10)
    one, other = safe.tables
    np.testing.assert_array_equal(one.hidden, [[True, True, False], [True, True, False], [False, False, False]])
    np.testing.assert_array_equal(other.hidden, np.zeros((3, 3), dtype=bool))
    assert (safe.entries, safe.hidden_entries, safe.in_a_ring) == (15, 4, False)


def test_tables_made_safe_one_by_one_tell_together_and_made_safe_together_they_do_not():
    line, square = [5, 50, 40], [[2, 3], [25, 25], [0, 40]]
    alone = [suppress_table(line, threshold=10).shown, suppress_table(square, threshold=10).shown]
    told = bounds_of_linked([ShownTable(("age",), alone[0]), ShownTable(("age", "area"), alone[1])]).tables
    safe = suppress_linked([LinkedTable(("age",), line), LinkedTable(("age", "area"), square)], threshold=10)
    kept = bounds_of_linked([ShownTable(("age",), safe.tables[0].shown), ShownTable(("age", "area"), safe.tables[1].shown)]).tables
    assert (told[0].least[0], told[0].most[0]) == (5, 5)
    assert kept[0].most[0] >= 10
    assert kept[1].most[0, 0] >= 10


def test_suppress_linked_protects_who_is_left_when_a_part_is_subtracted():
    everybody, holders = [50, 60], [47, 40]  # three in the first group hold no card
    safe = suppress_linked([LinkedTable(("age",), everybody), LinkedTable(("age",), holders, part="card")], threshold=10)
    shown = [ShownTable(("age",), safe.tables[0].shown), ShownTable(("age",), safe.tables[1].shown, part="card")]
    outside = {bound.group: (bound.least, bound.most) for bound in bounds_of_linked(shown).outside}
    careless = bounds_of_linked([ShownTable(("age",), [50, 60, 110]), ShownTable(("age",), [47, 40, 87], part="card")]).outside
    assert {bound.group: (bound.least, bound.most) for bound in careless}[(("age", 0),)] == (3.0, 3.0)
    assert outside[(("age", 0),)][0] <= 1
    assert outside[(("age", 0),)][1] >= 10


def test_suppress_linked_sees_through_nested_groups():
    groups = (Grouping("district", "branch", (0, 0, 1, 1)),)
    tables = [LinkedTable(("branch",), [4, 20, 30, 40]), LinkedTable(("district",), [24, 70])]
    safe = suppress_linked(tables, threshold=10, groupings=groups)
    np.testing.assert_array_equal(safe.tables[0].suppressed, [True, True, False, False])
    shown = [ShownTable(("branch",), [NAN, 20, NAN, 40, 94]), ShownTable(("district",), [24, 70, 94])]
    told = bounds_of_linked(shown, groupings=groups).tables[0]
    np.testing.assert_array_equal((told.least, told.most), ([4, 20, 30, 40, 94], [4, 20, 30, 40, 94]))


def test_an_entry_hidden_here_and_shown_there_is_known():
    told = bounds_of_linked([ShownTable(("age",), [NAN, NAN, 30]), ShownTable(("age", "area"), [[2, 5, 7], [13, 10, 23], [15, 15, 30]])])
    np.testing.assert_array_equal(told.tables[0].least, [7, 23, 30])


def test_in_a_ring_the_attacker_learns_from_the_common_table_that_must_be():
    # Each table alone, and each pair, leaves the hidden cell open; that one table of people stands behind all three does not.
    ends = [[NAN, NAN, 2], [NAN, NAN, 2], [2, 2, 4]]
    tables = [ShownTable(("a", "b"), ends), ShownTable(("b", "c"), [[1, 1, 2], [1, 1, 2], [2, 2, 4]]), ShownTable(("a", "c"), ends)]
    told = bounds_of_linked(tables, whole=True).tables[0]
    np.testing.assert_array_equal((told.least[0, 0], told.most[0, 0]), (1, 1))
    with pytest.raises(ContradictionError):
        bounds_of_linked([ShownTable(("a", "b"), [[2, 0, 2], [0, 2, 2], [2, 2, 4]]),
                          ShownTable(("b", "c"), [[2, 0, 2], [0, 2, 2], [2, 2, 4]]),
                          ShownTable(("a", "c"), [[0, 2, 2], [2, 0, 2], [2, 2, 4]])])  # fmt: skip


def test_tables_that_disagree_are_refused_and_the_message_says_where():
    with pytest.raises(TablesDisagreeError, match="age 1: 9 people in one table and 8 in another"):
        suppress_linked([LinkedTable(("age",), [5, 9]), LinkedTable(("age", "area"), [[2, 3], [4, 4]])], threshold=3)


@pytest.mark.parametrize("sets", [TREE, RING])
@given(st.integers(0, 10**6), st.tuples(*[st.integers(1, 3)] * 3), st.integers(1, 120), st.integers(2, 12))
@settings(max_examples=20, deadline=None)
def test_suppress_linked_withstands_the_attack_written_twice(sets, seed, sizes, n, threshold):
    people = people_of(seed, sizes, n)
    tables = linked(people, sizes, sets)
    safe = suppress_linked(tables, threshold=threshold)
    entries = entries_of([(axes, table.shown) for axes, table in zip(sets, safe.tables, strict=True)], sizes)
    true = entries_of([(axes, with_margins(table.cells)) for axes, table in zip(sets, tables, strict=True)], sizes)
    for mask, count in true.items():
        if 0 < count < threshold:
            assert np.isnan(entries[mask])
            least, most = widest(entries, mask)
            assert most >= threshold - 1e-6
            assert least <= count + 1e-6
            assert least < most - 0.5
        elif not np.isnan(entries[mask]):
            assert entries[mask] == count
        else:
            assert count > 0
            least, most = widest(entries, mask)
            assert least < most - 0.5  # what only protects others is not told exactly either


@given(st.integers(0, 10**6), st.integers(2, 4), st.integers(5, 120), st.integers(2, 12))
@settings(max_examples=20, deadline=None)
def test_suppress_linked_withstands_subtraction_of_a_part_and_of_nested_groups(seed, areas, n, threshold):
    sizes = (3, areas, 2)
    people = people_of(seed, sizes, n)
    parents = tuple(int(area > 0) for area in range(areas))
    district = np.column_stack([people, np.array(parents)[people[:, AREA]]])
    within = people[people[:, LANGUAGE] == 0]
    tables = [
        LinkedTable(("age", "area"), crossed(people, sizes, (AGE, AREA))),
        LinkedTable(("age", "district"), crossed(district, (*sizes, 2), (AGE, 3))),
        LinkedTable(("age",), crossed(within, sizes, (AGE,)), part="members"),
    ]
    groupings = (Grouping("district", "area", parents),)
    safe = suppress_linked(tables, threshold=threshold, groupings=groupings).tables
    bounds = bounds_of_linked(
        [ShownTable(table.axes, shown.shown, table.part) for table, shown in zip(tables, safe, strict=True)], groupings=groupings
    )
    for table, bound in zip(tables, bounds.tables, strict=True):
        true = with_margins(table.cells)
        small = (true > 0) & (true < threshold)
        assert (bound.most[small] >= threshold).all()
        assert (bound.least[small] <= true[small]).all()
    rest = crossed(people, sizes, (AGE,)) - crossed(within, sizes, (AGE,))
    for bound in bounds.outside:
        count = rest[bound.group[0][1]] if bound.group else rest.sum()
        assert bound.most >= threshold or not 0 < count < threshold


@given(st.integers(0, 10**6), st.integers(10, 60))
@settings(max_examples=8, deadline=None)
def test_searching_whole_numbers_never_finds_more_room_and_without_a_ring_finds_the_same(seed, n):
    sizes = (2, 3, 2)
    people = people_of(seed, sizes, n)
    for sets in (TREE, RING):
        safe = suppress_linked(linked(people, sizes, sets), threshold=5).tables
        shown = [ShownTable(tuple(NAMES[axis] for axis in axes), table.shown) for axes, table in zip(sets, safe, strict=True)]
        loose, tight = bounds_of_linked(shown).tables, bounds_of_linked(shown, whole=True).tables
        for one, other in zip(loose, tight, strict=True):
            assert (one.least <= other.least).all()
            assert (one.most >= other.most).all()
            assert sets is RING or ((one.least == other.least).all() and (one.most == other.most).all())


@given(st.integers(0, 10**6), st.integers(5, 60))
@settings(max_examples=6, deadline=None)
def test_in_a_ring_whole_numbers_of_people_are_no_key_either(seed, n):
    sizes = (2, 3, 2)
    people = people_of(seed, sizes, n)
    tables = linked(people, sizes, RING)
    safe = suppress_linked(tables, threshold=5).tables
    bounds = bounds_of_linked([ShownTable(table.axes, shown.shown) for table, shown in zip(tables, safe, strict=True)], whole=True)
    for table, bound in zip(tables, bounds.tables, strict=True):
        true = with_margins(table.cells)
        small = (true > 0) & (true < 5)
        assert (bound.most[small] >= 5).all()


def cheapest_by_brute_force(true, threshold, small, price):
    """Try every set of further entries of one two-way table, the cheapest first."""
    free = np.flatnonzero(true.ravel() >= threshold)
    sets = [extra for size in range(len(free) + 1) for extra in combinations(free, size)]
    for extra in sorted(sets, key=lambda extra: price[list(extra)].sum()):
        lines = np.isin(np.arange(true.size).reshape(true.shape), [*small, *extra])
        if 1 in {*lines.sum(axis=0), *lines.sum(axis=1)}:
            continue  # one hidden entry alone in its line is told by the others
        shown = true.astype(float).ravel()
        shown[small] = NAN
        shown[list(extra)] = NAN
        table = ShownTable(("a", "b"), shown.reshape(true.shape))
        bounds = bounds_of_linked([table]).tables[0]
        if (bounds.most.ravel()[small] >= threshold).all() and (bounds.least.ravel()[small] <= np.minimum(true.ravel()[small], 2)).all():
            return price[list(extra)].sum()
    raise AssertionError


@pytest.mark.slow
def test_suppress_linked_comes_close_to_the_cheapest_set_found_by_brute_force():
    rng = np.random.default_rng(12)
    ours, best = [], []
    for _ in range(20):
        counts = rng.integers(3, 25, (2, 3))
        true = with_margins(counts.astype(float))
        small = np.flatnonzero(true.ravel() < 8)
        price = np.array([[1, 1, 1, 10], [1, 1, 1, 10], [10, 10, 10, 100]]).ravel().astype(float)
        hidden = suppress_linked([LinkedTable(("a", "b"), counts)], threshold=8).tables[0].hidden.ravel()
        ours.append(price[np.setdiff1d(np.flatnonzero(hidden), small)].sum())
        best.append(cheapest_by_brute_force(true, 8, small, price))
    assert (np.array(ours) >= np.array(best)).all()
    assert np.mean(np.array(ours) == np.array(best)) >= 0.8
    assert sum(ours) <= 1.25 * sum(best)


@pytest.mark.slow
def test_two_hundred_linked_cells_are_protected_and_few_others_hidden():
    sizes = (8, 15, 6)
    people = people_of(5, sizes, 3000)
    tables = linked(people, sizes, TREE)
    safe = suppress_linked(tables, threshold=10)
    small = sum(int(((table.cells > 0) & (table.cells < 10)).sum()) for table in tables)
    assert sum(table.cells.size for table in tables) == 168
    assert small <= safe.hidden_entries <= 1.6 * small
