"""Odd inputs of privacy."""

from __future__ import annotations

from functools import partial

import numpy as np

from commonshelf.stats import errors
from commonshelf.stats.privacy import (
    Grouping,
    LinkedTable,
    ShownTable,
    bounds_of_hidden,
    bounds_of_linked,
    round_at_random,
    round_controlled,
    round_to_nearest,
    suppress_linked,
    suppress_table,
)
from commonshelf.stats.privacy.errors import TablesDisagreeError, TooManyCellsError, UnknownAxisError
from tests.stats.edge_cases.case import NAN, EdgeCase

safe = partial(suppress_table, threshold=10)
together = partial(suppress_linked, threshold=10)
lot = partial(np.random.default_rng, 1)


def line(*counts, axis="age", part=None):
    return LinkedTable((axis,), counts, part=part)


def ring(size):
    return [LinkedTable(axes, np.ones((size, size))) for axes in (("a", "b"), ("b", "c"), ("a", "c"))]


CASES = [
    EdgeCase("table, empty", partial(safe, []), errors.EmptyTableError),
    EdgeCase("table, rows without columns", partial(safe, [[], []]), errors.EmptyTableError),
    EdgeCase("table, a bare number", partial(safe, 4), errors.WrongShapeError),
    EdgeCase("table, three ways", partial(safe, [[[1]]]), errors.WrongShapeError),
    EdgeCase("table, uneven", partial(safe, [[1, 2], [3]]), errors.NotACountError),
    EdgeCase("table, a missing cell", partial(safe, [12, NAN]), errors.MissingCellError),
    EdgeCase("table, fewer than none", partial(safe, [12, -1]), errors.NotACountError),
    EdgeCase("table, only zeros", partial(safe, [0, 0]), answer={"total": 0.0}),
    EdgeCase("table, one large cell", partial(safe, [50]), answer={"total": 50.0}),
    EdgeCase("table, threshold 0", partial(suppress_table, [1, 2], threshold=0), errors.OutOfRangeError),
    EdgeCase("table, threshold one and a half", partial(suppress_table, [1, 2], threshold=1.5), errors.OutOfRangeError),
    EdgeCase("table, nothing small at threshold 1", partial(suppress_table, [1, 2], threshold=1), answer={"total": 3.0}),
    EdgeCase("attack on nothing", partial(bounds_of_hidden, []), errors.EmptyTableError),
    EdgeCase("attack on a contradiction", partial(bounds_of_hidden, [5, NAN, 4]), errors.ContradictionError),
    EdgeCase("attack on a lone total", partial(bounds_of_hidden, [5]), errors.EmptyTableError),
    EdgeCase("attack on a number", partial(bounds_of_hidden, 5), errors.WrongShapeError),
    EdgeCase("linked tables, none", partial(together, []), errors.EmptyTableError),
    EdgeCase("linked tables, one person", partial(together, [line(1)]), answer={"entries": 2, "hidden_entries": 2}),
    EdgeCase("linked tables, only zeros", partial(together, [line(0, 0)]), answer={"entries": 3, "hidden_entries": 0}),
    EdgeCase("linked tables, the same table twice", partial(together, [line(3, 40), line(3, 40)]), answer={"hidden_entries": 2}),
    EdgeCase("linked tables, a missing cell", partial(together, [line(3, NAN)]), errors.MissingCellError),
    EdgeCase("linked tables, threshold 0", partial(suppress_linked, [line(3)], threshold=0), errors.OutOfRangeError),
    EdgeCase("linked tables, threshold not a number", partial(suppress_linked, [line(3)], threshold=NAN), errors.OutOfRangeError),
    EdgeCase("linked tables, one name for two axes", partial(together, [line(3, 4), line(3, 4, 5)]), UnknownAxisError),
    EdgeCase("linked tables, different totals", partial(together, [line(3, 4), line(3, 5, axis="area")]), TablesDisagreeError),
    EdgeCase("linked tables, a part larger than all", partial(together, [line(3, 4), line(3, 5, part="card")]), TablesDisagreeError),
    EdgeCase(
        "linked tables, all of them a part", partial(together, [line(30, 40), line(30, 40, part="card")]), answer={"hidden_entries": 0}
    ),
    EdgeCase(
        "linked tables, a group without a parent",
        partial(together, [line(3, 4)], groupings=[Grouping("old", "age", (0,))]),
        UnknownAxisError,
    ),
    EdgeCase(
        "linked tables, a grouping of a grouping",
        partial(together, [line(3, 4)], groupings=[Grouping("b", "age", (0, 1)), Grouping("c", "b", (0, 0))]),
        UnknownAxisError,
    ),
    EdgeCase("linked tables, a ring beyond all search", partial(together, ring(28)), TooManyCellsError),
    EdgeCase("linked table, no axis", partial(LinkedTable, (), 3), errors.WrongShapeError),
    EdgeCase("linked table, no cells", partial(LinkedTable, ("age",), []), errors.EmptyTableError),
    EdgeCase("linked table, one name twice", partial(LinkedTable, ("age", "age"), [[1]]), UnknownAxisError),
    EdgeCase("linked table, half a person", partial(LinkedTable, ("age",), [0.5]), errors.NotACountError),
    EdgeCase("linked attack on nothing", partial(bounds_of_linked, []), errors.EmptyTableError),
    EdgeCase("linked attack on a lone total", partial(bounds_of_linked, [ShownTable(("age",), [5])]), errors.EmptyTableError),
    EdgeCase("linked attack, a name too many", partial(bounds_of_linked, [ShownTable(("age", "area"), [5, 5])]), UnknownAxisError),
    EdgeCase("linked attack on a contradiction", partial(bounds_of_linked, [ShownTable(("age",), [5, NAN, 4])]), errors.ContradictionError),
    EdgeCase(
        "linked attack on sums that are wrong", partial(bounds_of_linked, [ShownTable(("age",), [5, 1, 4])]), errors.ContradictionError
    ),
    EdgeCase("rounding, empty", partial(round_to_nearest, [], base=5), errors.EmptyTableError),
    EdgeCase("rounding, a bare number", partial(round_to_nearest, 4, base=5), errors.WrongShapeError),
    EdgeCase("rounding, a missing cell", partial(round_to_nearest, [NAN], base=5), errors.MissingCellError),
    EdgeCase("rounding to ones", partial(round_to_nearest, [4], base=1), errors.OutOfRangeError),
    EdgeCase("rounding to halves", partial(round_at_random, [4], base=2.5, rng=lot()), errors.OutOfRangeError),
    EdgeCase("rounding, only zeros", partial(round_controlled, [0, 0], base=5, rng=lot()), answer={"adds_up": True, "farthest": 4.0}),
    EdgeCase("rounding in three ways", partial(round_controlled, [[[1]]], base=5, rng=lot()), errors.WrongShapeError),
    EdgeCase("rounding half a person", partial(round_at_random, [0.5], base=5, rng=lot()), errors.NotACountError),
]
