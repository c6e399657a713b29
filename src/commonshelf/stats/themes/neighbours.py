"""The most alike of many texts, without comparing each with each: look only where a text's own neighbourhood is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from commonshelf.stats.themes.embedder import unit_rows
from commonshelf.stats.themes.spherical import add_up, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

ALL_PAIRS_UP_TO = 12_000
CELLS_SEARCHED = 20
ROUNDS = 3
ROWS_AT_ONCE = 512
STRIP = 64


def blocks(vectors: NDArray[np.float32]) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float32]]]:
    """Yield (rows, candidates, likeness): each row once, with the texts that may be its neighbours and their cosines.

    Up to 12,000 texts every pair is looked at. Beyond, the texts fall into about sqrt(n) cells and only the twenty cells nearest to
    a text's own are searched: a neighbour across a far border can be missed.
    """
    n = len(vectors)
    if n <= ALL_PAIRS_UP_TO:
        everything = np.arange(n)
        for start in range(0, n, ROWS_AT_ONCE):
            yield everything[start : start + ROWS_AT_ONCE], everything, vectors[start : start + ROWS_AT_ONCE] @ vectors.T
        return
    cell_of, middles = _cells(vectors)
    order = np.argsort(cell_of, kind="stable")
    borders = np.searchsorted(cell_of[order], np.arange(len(middles) + 1))
    close = np.argsort(-(middles @ middles.T), axis=1, kind="stable")[:, :CELLS_SEARCHED]
    for cell, around in enumerate(close):
        rows = order[borders[cell] : borders[cell + 1]]
        if len(rows):
            candidates = np.concatenate([order[borders[other] : borders[other + 1]] for other in {cell, *around.tolist()}])
            yield rows, candidates, vectors[rows] @ vectors[candidates].T


def _cells(vectors: NDArray[np.float32]) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """Part the texts by a few rounds of means that start from texts evenly spread over the list: no lot is drawn."""
    n = len(vectors)
    middles = vectors[np.linspace(0, n - 1, int(np.sqrt(n))).astype(np.intp)].copy()
    sample = vectors[:: max(1, n // (64 * len(middles)))]
    for _round in range(ROUNDS):
        middles = unit_rows(add_up(sample, nearest(sample, middles)[0], len(middles)))
    return nearest(vectors, middles)[0], middles


def most_alike(likeness: NDArray[np.float32], wanted: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return (row, column) of the `wanted` largest of each row, and of a few more that are nearly as large.

    The largest of each of many strips of a row are looked at instead of the whole row: the last of the best strips is a bar that
    at least `wanted` entries reach, and no more than a handful besides.
    """
    width = likeness.shape[1]
    strips = width // STRIP
    if wanted >= width:  # everything is asked for
        bars = likeness.min(axis=1)
    elif strips < 2 * wanted:
        bars = np.partition(likeness, width - wanted, axis=1)[:, width - wanted]
    else:
        best = likeness[:, : strips * STRIP].reshape(len(likeness), STRIP, strips).max(axis=1)
        bars = np.partition(best, strips - wanted, axis=1)[:, strips - wanted]
    rows, columns = np.divmod(np.flatnonzero(likeness >= bars[:, None]), width)  # many times as quick as nonzero in two dimensions
    return rows, columns


def smooth(vectors: NDArray[np.float32], *, neighbours: int) -> NDArray[np.float32]:
    """Return each vector as the mean of its own and its most alike `neighbours`, at length one.

    A short text says a thing in one of many ways; what its neighbours say fills in the others.
    """
    smoothed = np.zeros_like(vectors)
    for rows, candidates, likeness in blocks(vectors):
        places, columns = most_alike(likeness, neighbours + 1)
        starts = np.searchsorted(places, np.arange(len(rows) + 1))
        near = sparse.csr_matrix((np.ones(len(columns), dtype=np.float32), candidates[columns], starts), shape=(len(rows), len(vectors)))
        smoothed[rows] = near @ vectors
    smoothed[~vectors.any(axis=1)] = 0
    return unit_rows(smoothed)
