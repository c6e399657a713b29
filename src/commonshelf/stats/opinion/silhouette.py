"""How much closer people stand to their own group than to the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.opinion.kmeans import evenly_spaced, squared_distances

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commonshelf.stats.opinion.kmeans import Clusters

SAMPLE = 1_000  # all pairs of so many people are looked at; beyond, a sample of that size
ROWS_AT_ONCE = 50  # few enough for the distances to stay in the processor's cache


def silhouettes(points: NDArray[np.float64], found: list[Clusters], *, sample: int = SAMPLE) -> list[float]:
    """Return the mean silhouette width (-1 to 1) of each clustering of the points, shape (points, axes).

    Exact up to `sample` points; beyond, the distances among an evenly spaced sample are used, so that cost grows no further.
    A point alone in its group counts 0, as usual. Source: Rousseeuw (1987), J. Comput. Appl. Math. 20, 53-65.
    """
    if not found:
        return []
    chosen = evenly_spaced(len(points), sample)
    seen = points if len(points) <= sample else points[chosen].astype(np.float32)
    members = [(clusters.label[chosen][:, None] == np.arange(clusters.k)).astype(seen.dtype) for clusters in found]
    every = np.hstack(members)
    parts = [np.sqrt(squared_distances(seen[first : first + ROWS_AT_ONCE], seen)) @ every for first in range(0, len(seen), ROWS_AT_ONCE)]
    sums = np.split(np.vstack(parts), np.cumsum([clusters.k for clusters in found])[:-1], axis=1)
    return [_mean_width(total, member) for total, member in zip(sums, members, strict=True)]


def _mean_width(sums: NDArray[np.float64], member: NDArray[np.float64]) -> float:
    """Return the mean width from the summed distances of each point to each group, and who belongs to which; both of shape (points, k)."""
    size = member.sum(axis=0)
    if np.count_nonzero(size) < 2:
        return 0.0
    fellows = member @ size - 1
    own = (sums * member).sum(axis=1) / np.maximum(fellows, 1)
    others = np.where((member == 0) & (size > 0), sums / np.maximum(size, 1), np.inf).min(axis=1)
    widest = np.maximum(own, others)
    width = np.where((fellows > 0) & (widest > 0), (others - own) / np.where(widest > 0, widest, 1.0), 0.0)
    return float(width.mean(dtype=np.float64))
