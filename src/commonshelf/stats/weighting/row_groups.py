"""Raking by many margins: too many joint cells for one table, so the margins are taken in groups, each a table of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.weighting.joint_cells import CHUNK, chunks, spread
from commonshelf.stats.weighting.joint_table import JointTable, Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

INNER_SWEEPS = 5
"""How often a group is fitted before the people are walked through again: its table is small, the people are many."""


class RowGroups:
    """The weights of all people, and for each group of margins the joint cell every person is in.

    weights has shape (people,), belongs to this object, and always holds the starting weights × the factors of the logarithms
    last asked about.
    """

    def __init__(self, groups: Sequence[Side], keys: Sequence[NDArray[np.unsignedinteger]], weights: NDArray[np.float64]) -> None:
        self.groups, self.keys, self.weights = groups, keys, weights
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

    def errors(self, logs: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the relative error of every category at these logarithms."""
        met = [group.ratios(self._count(logs, group, keys)) for group, keys in zip(self.groups, self.keys, strict=True)]
        return np.abs(1 / np.concatenate(met) - 1)

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
