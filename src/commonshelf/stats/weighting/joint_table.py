"""Raking a table of joint cells: people in the same cell get the same factor, so a sweep costs cells, not people."""

from __future__ import annotations

from itertools import pairwise
from math import prod
from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.weighting.joint_cells import by_margin
from commonshelf.stats.weighting.margins import Margin
from commonshelf.stats.weighting.newton import pairs_of_categories

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


class Side:
    """Some margins whose joint cells lie along one axis. start is where their categories begin among those of all margins.

    Nobody has weight in a category with a total of 0. There 1 stands for the total and is added to what is found, so that the
    ratio of the two is 1.
    """

    def __init__(self, totals: Sequence[NDArray[np.float64]], start: int) -> None:
        self.totals = totals
        self.sizes = [len(total) for total in totals]
        self.cells = prod(self.sizes)
        self.place = slice(start, start + sum(self.sizes))
        self._nobody = [(total == 0).astype(np.float64) for total in totals]
        self._wanted = [total + nobody for total, nobody in zip(totals, self._nobody, strict=True)]
        ends = np.cumsum([0, *self.sizes])
        self._within = [slice(int(first), int(last)) for first, last in pairwise(ends)]
        self._shapes = [(prod(self.sizes[:at]), size, -1) for at, size in enumerate(self.sizes)]

    def factors(self, logs: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the factor of each joint cell: the product of the factors of its categories. logs are those of all margins."""
        product, factors = np.ones(1), np.exp(logs[self.place])
        for within in self._within:
            product = np.multiply.outer(product, factors[within]).ravel()
        return product

    def fit(self, cells: NDArray[np.float64]) -> NDArray[np.float64]:
        """Bring each margin in turn to its totals; return total / found of every category, as it was met. Writes to cells."""
        met = np.empty(self.place.stop - self.place.start)
        for wanted, nobody, within, shape in zip(self._wanted, self._nobody, self._within, self._shapes, strict=True):
            by_category = cells.reshape(shape)
            ratio = met[within] = wanted / (np.add.reduce(by_category, axis=(0, 2)) + nobody)
            by_category *= ratio[:, None]
        return met

    def found(self, cells: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the weight in every category."""
        return np.concatenate([np.empty(0), *by_margin(cells, self.sizes)])  # a side may have no margin


class JointTable:
    """The weights of all joint cells, as a matrix: the cells of the first margins down, those of the last ones across.

    cells has shape (product of the sizes,), the first margin varying slowest. Cells of categories with a control total of 0 must
    hold 0 already. The fitted table is cells × factors(down) × factors(across); it is never written out while sweeping.
    """

    def __init__(self, cells: NDArray[np.float64], totals: Sequence[NDArray[np.float64]]) -> None:
        sizes = [len(total) for total in totals]
        middle = min(range(len(sizes)), key=lambda at: abs(prod(sizes[:at]) - prod(sizes[at:])))
        self.down = Side(totals[:middle], 0)
        self.across = Side(totals[middle:], self.down.place.stop)
        self.aims, self.repeats = np.concatenate(totals), len(totals)
        self.matrix = cells.reshape(self.down.cells, self.across.cells)

    def sweep(self, logs: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
        """Fit every margin once, in their order."""
        across = self.across.factors(logs)
        met = np.ones(len(logs))
        met[self.down.place] = self.down.fit((self.matrix @ across) * self.down.factors(logs))
        after: NDArray[np.float64] = logs + np.log(met)
        met[self.across.place] = self.across.fit((self.down.factors(after) @ self.matrix) * across)
        after[self.across.place] += np.log(met[self.across.place])
        return after, float(np.abs(1 / met - 1).max())

    def found(self, logs: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the weight in every category at these logarithms."""
        down, across = self.down.factors(logs), self.across.factors(logs)
        return np.concatenate([self.down.found((self.matrix @ across) * down), self.across.found((down @ self.matrix) * across)])

    def together(self, logs: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the weight in both of two categories, for all pairs of categories."""
        sizes = self.down.sizes + self.across.sizes
        places = np.unravel_index(np.arange(self.matrix.size), sizes)
        margins = [Margin(at, "", codes, np.ones(size), 0) for at, (codes, size) in enumerate(zip(places, sizes, strict=True))]
        return pairs_of_categories(margins, self.matrix.ravel() * self.factors(logs))

    def factors(self, logs: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the factor of every joint cell, shape (product of the sizes,)."""
        return np.multiply.outer(self.down.factors(logs), self.across.factors(logs)).ravel()
