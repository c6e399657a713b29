"""What everybody knows about a table: its rows and columns add up to its margins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def with_margins(cells: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the table with its totals as one more entry along each axis: (k,) becomes (k+1,), (r, c) becomes (r+1, c+1), and so on."""
    table = cells
    for axis in range(cells.ndim):
        table = np.concatenate([table, table.sum(axis=axis, keepdims=True)], axis=axis)
    return table


def sum_rules(shape: tuple[int, ...]) -> NDArray[np.float64]:
    """Return the rules of a table with margins as a matrix: rules @ table.ravel() == 0.

    shape is that of the table WITH margins. Along each axis every line of cells, minus its total, is zero. Such a matrix describes
    a network, so bounds found with fractions are whole numbers: an attacker who knows that people are whole gains nothing.
    """
    places = np.arange(int(np.prod(shape))).reshape(shape)
    rules = []
    for axis in range(len(shape)):
        for line in np.moveaxis(places, axis, -1).reshape(-1, shape[axis]):
            rule = np.zeros(places.size)
            rule[line[:-1]] = 1.0
            rule[line[-1]] = -1.0
            rules.append(rule)
    return np.array(rules)
