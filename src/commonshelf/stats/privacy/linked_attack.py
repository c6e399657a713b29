"""The attack on several published tables at once: everything they say together, solved for what they hide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds as Limits, LinearConstraint, milp

from commonshelf.stats.counts import as_counts
from commonshelf.stats.errors import ContradictionError, EmptyTableError
from commonshelf.stats.privacy.attack import Bounds
from commonshelf.stats.privacy.entries import OUTSIDE, Printed, gather, part_axis
from commonshelf.stats.privacy.errors import UnknownAxisError
from commonshelf.stats.privacy.joint import hangs_in_a_ring, joint_rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    from commonshelf.stats.privacy.entries import Entries
    from commonshelf.stats.privacy.linked_table import Grouping

ROUNDING = 1e-6
UNBOUNDED = frozenset({3, 4})  # what scipy's milp says of a value that may grow without end (4: that, or there is no such table)


@dataclass(frozen=True, eq=False)
class ShownTable:
    """One published table WITH its totals, NaN where hidden; axes and part as in LinkedTable."""

    axes: tuple[str, ...]
    shown: ArrayLike
    part: str | None = None


@dataclass(frozen=True)
class OutsideBounds:
    """How closely the people outside a part can be bounded: group is one category for each axis, empty for all of them."""

    part: str
    group: tuple[tuple[str, int], ...]
    least: float
    most: float


@dataclass(frozen=True, eq=False)
class LinkedBounds:
    """What the attack found: for each table the least and the most each entry can be, and the same for people outside the parts."""

    tables: tuple[Bounds, ...]
    outside: tuple[OutsideBounds, ...]


def bounds_of_linked(tables: Sequence[ShownTable], *, groupings: Sequence[Grouping] = (), whole: bool = False) -> LinkedBounds:
    """Find how closely an attacker who reads all these tables can bound every hidden entry.

    The attacker knows every printed entry, how the tables hang together, that a zero is never hidden (so hidden means 1 or more),
    that nobody outside a part counts less than 0, and, for tables in a ring, that all come from one table of people. whole=False
    solves linear programs and rounds their ends to whole people; whole=True searches whole numbers of people themselves (slower,
    never wider; for tables without a ring of at most two axes it finds the same). An end may be inf.

    Raises EmptyTableError, NotACountError, UnknownAxisError, TooManyCellsError, and TablesDisagreeError or ContradictionError when
    the tables cannot all be true. Source: Fischetti and Salazar (2001), Management Science 47, 1008-1027. See docs/methods/linked-tables.md.
    """
    if not tables:
        raise EmptyTableError("there is no table")
    printed = [_printed(table) for table in tables]
    entries = gather(printed, groupings)
    joint = joint_rules(entries, groupings) if hangs_in_a_ring(printed, groupings) else None
    least, most = _ends(entries, joint, whole=whole)
    outside = [
        OutsideBounds(part, tuple(sorted(key - {(part_axis(part), OUTSIDE)})), float(least[place]), float(most[place]))
        for part in sorted({table.part for table in tables if table.part is not None})
        for place, key in enumerate(entries.keys)
        if (part_axis(part), OUTSIDE) in key
    ]
    return LinkedBounds(tuple(Bounds(least[places], most[places]) for places in entries.places), tuple(outside))


def _printed(table: ShownTable) -> Printed:
    shown = as_counts(table.shown)
    if shown.ndim != len(table.axes) or len(set(table.axes)) != len(table.axes):
        raise UnknownAxisError(f"a table with {shown.ndim} dimensions needs as many different names, not {table.axes}")
    if shown.ndim == 0 or min(shown.shape) < 2:
        raise EmptyTableError("a table with margins has at least one cell and its total along each axis")
    return Printed(table.axes, shown, table.part)


def _ends(entries: Entries, joint: sparse.csr_array | None, *, whole: bool) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    n = len(entries.values)
    sums = entries.rules if joint is None else sparse.block_array([[entries.rules, None], [sparse.eye_array(n), -joint]])
    extra = 0 if joint is None else joint.shape[1]
    hidden = np.isnan(entries.values)
    low = np.concatenate([np.where(hidden, np.where(entries.printed, 1.0, 0.0), entries.values), np.zeros(extra)])
    high = np.concatenate([np.where(hidden, np.inf, entries.values), np.full(extra, np.inf)])
    nothing = np.zeros(sums.shape[0])
    rule = LinearConstraint(sparse.csc_array(sums), nothing, nothing)

    def end(goal: NDArray[np.float64]) -> float:
        answer = milp(goal, integrality=np.full(n + extra, int(whole)), bounds=Limits(low, high), constraints=rule)
        if answer.status in UNBOUNDED and goal.any():
            return -np.inf
        if answer.x is None:
            raise ContradictionError(f"the published entries contradict each other: {answer.message}")
        return float(answer.fun)

    least, most = entries.values.copy(), entries.values.copy()
    end(np.zeros(n + extra))  # there is such a table; so what fails below has no end
    for place in np.flatnonzero(hidden):
        goal = np.zeros(n + extra)
        goal[place] = 1.0
        least[place] = np.ceil(end(goal) - ROUNDING)
        most[place] = np.floor(-end(-goal) + ROUNDING)
    return least, most
