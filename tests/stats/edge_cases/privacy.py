"""Odd inputs of privacy."""

from __future__ import annotations

from functools import partial

from commonshelf.stats import errors
from commonshelf.stats.privacy import bounds_of_hidden, suppress_table
from tests.stats.edge_cases.case import NAN, EdgeCase

safe = partial(suppress_table, threshold=10)

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
]
