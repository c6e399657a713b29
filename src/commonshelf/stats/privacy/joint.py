"""Whether tables must be looked at through the one table that crosses all their axes, and that table's cells."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from commonshelf.stats.privacy.entries import part_axis
from commonshelf.stats.privacy.errors import TooManyCellsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from commonshelf.stats.privacy.entries import Entries, Printed
    from commonshelf.stats.privacy.linked_table import Grouping

MOST_JOINT_CELLS = 20_000


def hangs_in_a_ring(tables: Sequence[Printed], groupings: Sequence[Grouping]) -> bool:
    """Whether the tables' axes form a ring, as age × area, area × language, language × age do.

    Without a ring, tables that agree where they overlap always come from some common table of people, so looking at them one
    beside the other loses nothing. In a ring they may not, and an attacker who knows that there is one learns from it.
    Source: Beeri, Fagin, Maier and Yannakakis (1983), J. ACM 30, 479-513; Graham's reduction tells the two apart.
    """
    coarse_of = {grouping.fine: {other.coarse for other in groupings if other.fine == grouping.fine} for grouping in groupings}
    edges = [set(table.axes).union(*(coarse_of.get(axis, set()) for axis in table.axes)) for table in tables]
    for table, edge in zip(tables, edges, strict=True):
        if table.part is not None:
            edge.add(part_axis(table.part))
    while True:
        before = [set(edge) for edge in edges]
        for edge in edges:
            edge -= {axis for axis in edge if sum(axis in other for other in edges) == 1}
        edges = [edge for at, edge in enumerate(edges) if edge and not _inside_another(at, edges)]
        if edges == before:
            return bool(edges)


def _inside_another(at: int, edges: list[set[str]]) -> bool:
    return any(edges[at] < other or (edges[at] == other and at < place) for place, other in enumerate(edges))


def joint_rules(entries: Entries, groupings: Sequence[Grouping]) -> sparse.csr_array:
    """Return which cells of the common table each entry counts, shape (entries, cells): entry == row @ cells. Printed zeros leave no cell.

    Raises TooManyCellsError beyond 20,000 cells.
    """
    parents = {grouping.coarse: grouping for grouping in groupings if any((grouping.fine, 0) in key for key in entries.keys)}
    axes = {axis: size for axis, size in entries.sizes.items() if axis not in parents}
    cells = int(np.prod(list(axes.values()), dtype=np.float64))
    if cells > MOST_JOINT_CELLS:
        raise TooManyCellsError(
            f"these tables cross {len(axes)} axes in a ring, {cells} cells; the most that is searched is {MOST_JOINT_CELLS}"
        )
    shape = tuple(axes.values())
    where = dict(zip(axes, np.indices(shape).reshape(len(shape), -1), strict=True))
    for coarse, grouping in parents.items():
        where[coarse] = np.array(grouping.parents)[where[grouping.fine]]
    everyone = np.ones(cells, dtype=bool)
    rows = [reduce(np.logical_and, (where[axis] == category for axis, category in key), everyone) for key in entries.keys]
    belongs = np.array(rows)
    empty = belongs[(entries.values == 0) & entries.printed].any(axis=0)
    return sparse.csr_array(belongs[:, ~empty].astype(np.float64))
