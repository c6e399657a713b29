"""Which joint cell everybody is in, how much weight each cell holds, and what that adds up to in each margin."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from commonshelf.stats.weighting.margins import Margin

CHUNK = 1 << 16
"""People are walked through this many at a time: what is worked out in between stays in the processor's cache."""


def chunks(people: int) -> Iterator[slice]:
    """Yield slices that cover everybody once."""
    for at in range(0, people, CHUNK):
        yield slice(at, at + CHUNK)


def joint_cells(margins: Sequence[Margin]) -> NDArray[np.unsignedinteger]:
    """Return the number of each person's joint cell, shape (people,); the first margin varies slowest."""
    people = len(margins[0].codes)
    keys = np.empty(people, np.min_scalar_type(prod(margin.size for margin in margins)))
    for part in chunks(people):
        chunk = keys[part]
        chunk[:] = margins[0].cells(part)
        for margin in margins[1:]:
            chunk *= keys.dtype.type(margin.size)
            np.add(chunk, margin.cells(part), out=chunk, casting="unsafe")  # fits: the type was chosen for the last cell
    return keys


def count_cells(keys: NDArray[np.unsignedinteger], cells: int, weights: NDArray[np.float64] | None = None) -> NDArray[np.float64]:
    """Return the weight in each joint cell, shape (cells,); without weights everybody counts 1."""
    counts = np.zeros(cells)
    for part in chunks(len(keys)):
        counts += np.bincount(keys[part], None if weights is None else weights[part], minlength=cells)
    return counts


def spread(factors: NDArray[np.float64], keys: NDArray[np.unsignedinteger], people: NDArray[np.float64], room: NDArray[np.float64]) -> None:
    """Multiply each of these people's weights by the factor of their cell; room is a place to work in, at least as long."""
    room = room[: len(people)]
    np.take(factors, keys, out=room, mode="clip")  # every key is in range; "clip" only spares NumPy a copy
    people *= room


def by_margin(cells: NDArray[np.float64], sizes: Sequence[int]) -> list[NDArray[np.float64]]:
    """Return what the joint cells of some margins add up to in each of them."""
    sums, before = [], 1
    for size in sizes:
        sums.append(cells.reshape(before, size, -1).sum(axis=(0, 2)))
        before *= size
    return sums


def in_groups(sizes: Sequence[int], largest: int) -> list[slice]:
    """Return neighbouring margins taken together, as many as have at most `largest` joint cells (or one margin alone)."""
    groups = [slice(0, 1)]
    for at in range(1, len(sizes)):
        if prod(sizes[groups[-1].start : at + 1]) <= largest:
            groups[-1] = slice(groups[-1].start, at + 1)
        else:
            groups.append(slice(at, at + 1))
    return groups
