"""Raking by many margins: too many joint cells for one table, so the margins are taken in groups, each a table of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.weighting.joint_cells import CHUNK, chunks, spread
from commonshelf.stats.weighting.joint_table import JointTable, Side
from commonshelf.stats.weighting.newton import pairs_of_categories

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from commonshelf.stats.weighting.margins import Margin

INNER_SWEEPS = 5
"""How often a group is fitted before the people are walked through again: its table is small, the people are many."""


class RowGroups:
    """The weights of all people, and for each group of margins the joint cell every person is in.

    weights has shape (people,), belongs to this object, and always holds the starting weights × the factors of the logarithms
    last asked about.
    """

    def __init__(
        self,
        margins: Sequence[Margin],
        groups: Sequence[Side],
        keys: Sequence[NDArray[np.unsignedinteger]],
        weights: NDArray[np.float64],
    ) -> None:
        self.margins, self.groups, self.keys, self.weights = margins, groups, keys, weights
        self.aims, self.repeats = np.concatenate([total for group in groups for total in group.totals]), len(margins)
        self.held = np.zeros(groups[-1].place.stop)

    def sweep(self, logs: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
        """Fit the groups in their order, each by a few sweeps over its own table."""
        logs, worst = logs.copy(), 0.0
        for group, keys in zip(self.groups, self.keys, strict=True):
            table = JointTable(self._count(logs, group, keys), group.totals)
            moved, error = table.sweep(np.zeros(len(logs[group.place])))
            for _again in range(INNER_SWEEPS - 1):
                moved, _ = table.sweep(moved)
            logs[group.place] += moved
            worst = max(worst, error)
        return logs, worst

    def found(self, logs: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the weight in every category at these logarithms."""
        return np.concatenate([group.found(self._count(logs, group, keys)) for group, keys in zip(self.groups, self.keys, strict=True)])

    def together(self, logs: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the weight of the people who are in both of two categories, for all pairs of categories."""
        self._count(logs, self.groups[0], self.keys[0])
        return pairs_of_categories(self.margins, self.weights)

    def _count(self, logs: NDArray[np.float64], group: Side, keys: NDArray[np.unsignedinteger]) -> NDArray[np.float64]:
        """Return the weight in each cell of the group, after multiplying in whatever the factors changed since last time."""
        change = logs - self.held
        changed = [(part.factors(change), cells) for part, cells in zip(self.groups, self.keys, strict=True) if change[part.place].any()]
        self.held = logs.copy()
        counts, room = np.zeros(group.cells), np.empty(min(CHUNK, len(self.weights)))
        for part in chunks(len(self.weights)):
            weights = self.weights[part]
            for factors, cells in changed:
                spread(factors, cells[part], weights, room)
            counts += np.bincount(keys[part], weights, minlength=group.cells)
        return counts
