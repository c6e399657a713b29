"""What turns texts into vectors is exchangeable: our own, a text model of an optional extra, or vectors worked out elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

from commonshelf.stats.themes.errors import VectorsDoNotFitError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

NOTHING = 1e-10


class Embedder(Protocol):
    """Anything that gives texts vectors, such that texts about one thing have a small angle between them.

    All the texts of one question are passed in one call, so that a method may learn from them what is common and what is rare.
    A text without any meaning for the method gets a row of zeros. No call may need a network or draw lots.
    """

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return an array of shape (texts, dimensions)."""


def check_vectors(vectors: ArrayLike, n: int) -> NDArray[np.float32]:
    """Return a private copy of shape (n, dimensions). Raises VectorsDoNotFitError for another shape or a number that is not finite."""
    try:
        kept = np.array(vectors, dtype=np.float32)
    except (TypeError, ValueError) as fault:
        raise VectorsDoNotFitError(f"vectors must be numbers in an even array: {fault}") from fault
    if kept.ndim != 2 or kept.shape[0] != n or (n and not kept.shape[1]):
        raise VectorsDoNotFitError(f"vectors has shape {kept.shape}; {n} texts need ({n}, dimensions)")
    if not np.isfinite(kept).all():
        raise VectorsDoNotFitError(
            f"the vector at position {int(np.argmin(np.isfinite(kept).all(axis=1)))} holds a number that is not finite"
        )
    return kept


def unit_rows(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the rows at length one; a row of zeros stays."""
    lengths = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))[:, None]
    unit: NDArray[np.float32] = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return unit


def centred_unit_rows(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return unit rows minus what all have in common (it tells nothing apart), at length one again; rows of zeros stay."""
    unit = unit_rows(vectors)
    meant = unit.any(axis=1)
    if not meant.any():
        return unit
    unit -= unit.sum(axis=0) / meant.sum(dtype=np.float32)
    unit[~meant] = 0
    # Texts that say exactly what all say are left with rounding errors, which must not be blown up to length one.
    unit[np.einsum("ij,ij->i", unit, unit) < NOTHING] = 0
    return unit_rows(unit)
