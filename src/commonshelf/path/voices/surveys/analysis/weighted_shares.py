"""Whether a weighted share beside an unweighted one would tell on somebody.

Each says how many chose an answer, one of them counting some groups for more. With two groups, both together say how many of each chose it, however
few those are. So a weighted share is shown only where every small number in a group stays possible from 1 up to the threshold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

HALF_A_PERCENT: Final = 0.005


def weighted_share_tells(
    chose: NDArray[np.bool_], weights: NDArray[np.float64], sides: Sequence[NDArray[np.int64]], threshold: int
) -> bool:
    """Say whether the share of those who chose, weighted and in whole percent, narrows a small number of people of one group.

    `sides` are the groups that were weighted, a number for each person and variable. Whoever tries is taken to know how large each group is and how much
    each of its people counts.
    """
    if not sides:
        return False
    _cells, cell = np.unique(np.stack(sides, axis=1), axis=0, return_inverse=True)
    sizes = np.bincount(cell)
    counts_for = np.bincount(cell, weights=weights) / sizes
    shown = round(100 * float(weights[chose].sum() / weights.sum())) / 100
    bounds = ((shown - HALF_A_PERCENT) * weights.sum(), (shown + HALF_A_PERCENT) * weights.sum())
    whole = int(chose.sum())
    for side in sides:
        for group in np.unique(side[chose]):
            if int((chose & (side == group)).sum()) >= threshold:
                continue
            inside = np.isin(np.arange(len(sizes)), cell[side == group])
            if not all(_is_possible(least, whole, inside, sizes, counts_for, bounds) for least in (1, threshold)):
                return True
    return False


def _is_possible(
    people: int,
    whole: int,
    inside: NDArray[np.bool_],
    sizes: NDArray[np.int64],
    counts_for: NDArray[np.float64],
    bounds: tuple[float, float],
) -> bool:
    """Say whether so many people of a group can be among the `whole` who chose, with the weighted share as it is shown."""
    if people > sizes[inside].sum() or not 0 <= whole - people <= sizes[~inside].sum():
        return False
    of_group = _least_and_most(people, sizes[inside], counts_for[inside])
    of_others = _least_and_most(whole - people, sizes[~inside], counts_for[~inside])
    return of_group[0] + of_others[0] <= bounds[1] and of_group[1] + of_others[1] >= bounds[0]


def _least_and_most(people: int, sizes: NDArray[np.int64], counts_for: NDArray[np.float64]) -> tuple[float, float]:
    """Return how little and how much so many people can count together."""
    found = []
    for order in (np.argsort(counts_for), np.argsort(-counts_for)):
        before = np.cumsum(sizes[order]) - sizes[order]
        taken = np.clip(people - before, 0, sizes[order])
        found.append(float((taken * counts_for[order]).sum()))
    return found[0], found[1]
