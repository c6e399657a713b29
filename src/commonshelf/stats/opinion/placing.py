"""Steps that both ways of mapping share: who is placed, which way an axis points, which group is called first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commonshelf.stats.opinion.axes import Axes

FEWEST_PLACED = 15


def placed(given: NDArray[np.int64], *, least_votes: int, statements: int) -> NDArray[np.intp]:
    """Return the people who gave enough votes to be put in a group, ascending.

    Enough is `least_votes`, or all statements where there are fewer. Where that leaves under 15 people, those with the most votes join them.
    """
    enough = np.flatnonzero(given >= max(1, min(least_votes, statements)))
    if enough.size >= FEWEST_PLACED:
        return enough
    busiest = np.argsort(-given, kind="stable")[:FEWEST_PLACED]
    return np.sort(busiest[given[busiest] > 0])


def oriented(axes: Axes, before: NDArray[np.float64] | None) -> Axes:
    """Turn each axis so that its strongest statement lies in the positive direction, or so that it points the way it did before.

    `before` has shape (axes, statements then); statements may have come since.
    """
    directions = axes.directions
    if before is None:
        strongest = np.abs(directions).argmax(axis=1)
        sign = np.sign(directions[np.arange(len(directions)), strongest])
    else:
        sign = np.sign(np.einsum("as,as->a", directions[: len(before), : before.shape[1]], before[: len(directions)]))
        sign = np.concatenate([sign, np.ones(len(directions) - len(sign))])
    return replace(axes, directions=directions * np.where(sign < 0, -1.0, 1.0)[:, None])


def largest_first(label: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the groups numbered anew, the largest first and none empty, and the old number of each."""
    old, people = np.unique(label, return_counts=True)
    order = old[np.argsort(-people, kind="stable")]
    number = np.empty(int(old[-1]) + 1, dtype=np.intp)
    number[order] = np.arange(order.size)
    return number[label], order


def padded(block: NDArray[np.float64], statements: int) -> NDArray[np.float64]:
    """Return directions of shape (statements then, any) for the statements there are now."""
    return np.vstack([block, np.zeros((statements - len(block), block.shape[1]))]) if statements > len(block) else block
