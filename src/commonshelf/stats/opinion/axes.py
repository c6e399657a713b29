"""The axes along which people differ most, from votes that stay sparse.

A vote is taken less the mean of its statement, so a missing vote set to that mean is exactly 0 and needs no room. The axes are those of a
principal component analysis of the full matrix, though nobody ever writes the full matrix down.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.opinion.votes import Votes, blocks, sparse

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csc_array

FEW_STATEMENTS = 128  # up to here the full matrix statements × statements is cheaper than asking step by step
WIDEST_BASIS = 40
MOST_STEPS = 60
LOOK_EVERY = 2
SMALLEST = float(np.finfo(np.float64).tiny)
GOLDEN = 0.6180339887498949


@dataclass(frozen=True)
class Axes:
    """Axes of opinion: directions has shape (axes, statements), of length 1 each; strength the sums of squares along them."""

    directions: NDArray[np.float64]
    strength: NDArray[np.float64]
    block: NDArray[np.float64]
    steps: int


def centred(votes: Votes, left_out: NDArray[np.bool_]) -> tuple[csc_array, NDArray[np.float64]]:
    """Return the votes less the mean of their statement, and the means; statements left out are 0 throughout."""
    size = np.diff(votes.start)
    full = np.flatnonzero(size)
    mean = np.zeros(votes.statements)
    if full.size:
        mean[full] = np.add.reduceat(votes.value, votes.start[full], dtype=np.int64) / size[full]
    mean[left_out] = 0.0
    data = np.empty(len(votes))
    for statements, run in blocks(votes):
        np.subtract(votes.value[run], np.repeat(mean[statements], size[statements]), out=data[run])
    if left_out.any():
        data[np.repeat(left_out, size)] = 0.0
    return sparse(votes, data), mean


def find_axes(matrix: csc_array, *, count: int, tolerance: float, start: NDArray[np.float64] | None = None) -> Axes:
    """Return the `count` strongest axes of a sparse matrix, fewer never: where nothing is left to explain they are 0.

    tolerance bounds the length of (XᵀX v - strength v) relative to the greatest strength. `start`, shape (statements, any), are guesses, such
    as the axes before some votes came in.
    """
    statements = matrix.shape[1]
    if statements <= max(FEW_STATEMENTS, 2 * count + 2):
        strength, vectors = np.linalg.eigh((matrix.T @ matrix).toarray())
        found, kept, steps = vectors[:, ::-1], strength[::-1], 1
    else:
        found, kept, steps = _block_krylov(matrix, count, tolerance, start)
    directions = np.zeros((count, statements))
    real = min(count, found.shape[1])
    directions[:real] = found[:, :real].T
    strengths = np.zeros(count)
    strengths[:real] = np.maximum(kept[:real], 0.0)
    directions[strengths <= 1e-12 * max(1.0, strengths[0])] = 0.0
    return Axes(directions, strengths, np.ascontiguousarray(found[:, :count]), steps)


def _block_krylov(
    matrix: csc_array, count: int, tolerance: float, start: NDArray[np.float64] | None
) -> tuple[NDArray[np.float64], NDArray[np.float64], int]:
    """Widen a basis by what XᵀX makes of it until the best directions in it hardly change; start over from the best when it grows wide."""
    block = _orthonormal(_guesses(matrix.shape[1], count) if start is None else start, None)
    look_every = LOOK_EVERY if start is None else 1
    basis, image, inside = block[:, :0], block[:, :0], np.empty((0, 0))
    back = matrix.T
    strength, mix = np.empty(0), np.empty((0, 0))
    for step in range(1, MOST_STEPS + 1):
        fresh = np.column_stack([back @ column for column in (matrix @ block).T])  # column by column, for back reads at random
        basis, image = np.hstack([basis, block]), np.hstack([image, fresh])
        inside = _bordered(inside, basis.T @ fresh)
        if step % look_every == 0 or step == MOST_STEPS or basis.shape[1] + block.shape[1] > WIDEST_BASIS:
            strength, mix = (each[..., ::-1] for each in np.linalg.eigh(inside))
            off = image @ mix[:, :count] - (basis @ mix[:, :count]) * strength[:count]
            if np.linalg.norm(off, axis=0).max() <= tolerance * max(float(strength[0]), SMALLEST):
                break
            if basis.shape[1] + block.shape[1] > WIDEST_BASIS:
                top = mix[:, : 2 * count + 2]
                basis, image, inside, fresh = basis @ top, image @ top, np.diag(strength[: 2 * count + 2]), off
        block = _orthonormal(fresh, basis)
        if block.shape[1] == 0:
            strength, mix = (each[..., ::-1] for each in np.linalg.eigh(inside))
            break
    return basis @ mix, strength, step


def _bordered(inside: NDArray[np.float64], columns: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the symmetric matrix `inside` with new columns at its right and the same as rows below."""
    old, width = inside.shape[0], columns.shape[1]
    wider = np.empty((old + width, old + width))
    wider[:old, :old] = inside
    wider[:, old:] = columns
    wider[old:, :old] = columns[:old].T
    return wider


def _orthonormal(block: NDArray[np.float64], basis: NDArray[np.float64] | None) -> NDArray[np.float64]:
    """Return what the block adds to the basis, as directions of length 1 at right angles; twice, or rounding would blur it."""
    scale = float(np.linalg.norm(block))
    if basis is not None:
        for _twice in range(2):
            block = block - basis @ (basis.T @ block)
    q, r = np.linalg.qr(block)
    fresh = np.abs(np.diag(r)) > 1e-13 * max(scale, SMALLEST)
    return np.ascontiguousarray(q[:, fresh])


def _guesses(statements: int, count: int) -> NDArray[np.float64]:
    """Return directions that favour nothing, the same every time: multiples of the golden section, wrapped."""
    steps = np.arange(1, statements * count + 1) * GOLDEN
    guesses: NDArray[np.float64] = (np.modf(steps)[0] - 0.5).reshape(statements, count)
    return guesses
