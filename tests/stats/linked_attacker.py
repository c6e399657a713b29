"""The attack on linked tables written a second time: over the one table that crosses every axis, cell by cell, never using the rules."""

from __future__ import annotations

from itertools import product

import numpy as np
from scipy.optimize import linprog


def crossed(people, sizes, axes):
    """Count people (one row each, one column an axis) in the table of some of the axes."""
    table = np.zeros([sizes[axis] for axis in axes], dtype=int)
    np.add.at(table, tuple(people[:, axis] for axis in axes), 1)
    return table


def entries_of(tables, sizes):
    """Give (axes, shown with totals) as a dict from the mask over all joint cells to what is shown there (NaN where every table hides it)."""
    joint = list(product(*(range(size) for size in sizes)))
    found = {}
    for axes, shown in tables:
        for place in product(*(range(size) for size in shown.shape)):
            told = [(axis, at) for axis, at, size in zip(axes, place, shown.shape, strict=True) if at < size - 1]
            mask = tuple(all(cell[axis] == at for axis, at in told) for cell in joint)
            if mask not in found or np.isnan(found[mask]):
                found[mask] = shown[place]
    return found


def widest(entries, mask):
    """Return the least and the most the entry can be for whoever sees all the others: hidden ones are at least 1."""
    masks = np.array(list(entries), dtype=float)
    values = np.array(list(entries.values()))
    hidden = np.isnan(values)
    rule = {"A_ub": -masks[hidden], "b_ub": -np.ones(hidden.sum()), "bounds": (0, None)}
    if (~hidden).any():
        rule |= {"A_eq": masks[~hidden], "b_eq": values[~hidden]}
    least, most = (linprog(sign * np.array(mask, dtype=float), **rule) for sign in (1, -1))
    return least.fun, (np.inf if most.status in {3, 4} else -most.fun)
