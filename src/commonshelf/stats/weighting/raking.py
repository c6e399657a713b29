"""What happens inside `rake`: from people to joint cells, to factors, and back to people."""

from __future__ import annotations

from itertools import accumulate
from math import prod
from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.weighting.errors import NotConvergedError
from commonshelf.stats.weighting.joint_cells import by_margin, chunks, count_cells, in_groups, joint_cells
from commonshelf.stats.weighting.joint_table import JointTable, Side
from commonshelf.stats.weighting.margins import with_unknown
from commonshelf.stats.weighting.row_groups import RowGroups
from commonshelf.stats.weighting.settling import Settled, settle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from commonshelf.stats.weighting.margins import Margin

LARGEST_TABLE = 1 << 17
"""So many joint cells are one table (a megabyte). More are several: larger ones mean fewer walks through the people, but leave the cache."""


def fit_margins(
    margins: Sequence[Margin], totals: Sequence[NDArray[np.float64]], base: NDArray[np.float64] | None, *, tolerance: float, rounds: int
) -> tuple[NDArray[np.float64], Settled]:
    """Return everybody's weight, and how it settled; base is None where everybody begins with 1. Raises EmptyCellError and NotConvergedError."""
    if base is None and not all(margin.totals.all() for margin in margins):
        base = np.ones(len(margins[0].codes))
    start = None if base is None else starting_weights(margins, base)
    groups = in_groups([margin.size for margin in margins], LARGEST_TABLE)
    keys = [joint_cells(margins[group]) for group in groups]
    tables = [count_cells(cells, prod(margin.size for margin in margins[group]), start) for group, cells in zip(groups, keys, strict=True)]
    found = [
        sums for group, table in zip(groups, tables, strict=True) for sums in by_margin(table, [margin.size for margin in margins[group]])
    ]
    aims = [with_unknown(*each) for each in zip(margins, totals, found, strict=True)]
    scale = float(totals[0].sum() / tables[0].sum())
    if len(groups) == 1:
        table = JointTable(tables[0] * scale, aims)
        settled = _settle(table, margins, aims, tolerance, rounds)
        return _spread_out(table.factors(settled.logs) * scale, keys[0], start), settled
    weights = np.full(len(keys[0]), scale) if start is None else start * scale
    starts = [sum(map(len, aims[: group.start])) for group in groups]
    sides = [Side(aims[group], at) for group, at in zip(groups, starts, strict=True)]
    return weights, _settle(RowGroups(margins, sides, keys, weights), margins, aims, tolerance, rounds)


def starting_weights(margins: Sequence[Margin], base: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the weights to begin with: base, and 0 for people in a category with a control total of 0."""
    unwanted = [margin for margin in margins if not margin.totals.all()]
    start = base.copy() if unwanted else base
    for margin in unwanted:
        start[np.append(margin.totals, 1.0)[margin.codes] == 0] = 0.0  # -1, not known, is the appended last
    return start


def _settle(
    fit: JointTable | RowGroups, margins: Sequence[Margin], aims: Sequence[NDArray[np.float64]], tolerance: float, rounds: int
) -> Settled:
    """Settle, or raise NotConvergedError that says which category is worst off."""
    settled = settle(fit, np.zeros(sum(map(len, aims))), tolerance=tolerance, max_sweeps=rounds)
    if settled.errors.max() <= tolerance:
        return settled
    worst = int(np.argmax(settled.errors))
    ends = list(accumulate(map(len, aims)))
    at = next(at for at, end in enumerate(ends) if worst < end)
    where = f"category {worst - ends[at] + len(aims[at])} of {margins[at].name}"
    raise NotConvergedError(settled.sweeps, float(settled.errors.max()), where)


def _spread_out(factors: NDArray[np.float64], keys: NDArray[np.unsignedinteger], start: NDArray[np.float64] | None) -> NDArray[np.float64]:
    """Return everybody's weight: what they began with × the factor of their joint cell."""
    weights = np.empty(len(keys))
    for part in chunks(len(keys)):
        np.take(factors, keys[part], out=weights[part], mode="clip")  # every key is in range; "clip" only spares NumPy a copy
        if start is not None:
            weights[part] *= start[part]
    return weights
