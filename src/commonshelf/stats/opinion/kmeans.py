"""People close to each other on the map, in k groups: k-means without luck, so that the same votes always give the same groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

SAMPLE = 500  # people among whom the first centres are sought
MOST_ROUNDS = 100
SETTLED = 1e-4  # of the sum of squares, the gain under which more rounds are not worth their time


@dataclass(frozen=True)
class Clusters:
    """Group of each point (0 to k - 1), shape (points,); centres, shape (k, axes); sse, the sum of squared distances to the own centre."""

    label: NDArray[np.intp]
    centre: NDArray[np.float64]
    sse: float

    @property
    def k(self) -> int:
        """How many groups there are."""
        return int(self.centre.shape[0])


def cluster(points: NDArray[np.float64], *, most: int) -> Iterator[Clusters]:
    """Yield the groups of the points, shape (points, axes), for k = 2 up to `most`, while there are that many different points.

    Every further centre is put where, among a sample of the points, it lowers the sum of squares most.
    Source: Likas, Vlassis and Verbeek (2003), Pattern Recognition 36, 451-461 (the fast global k-means). See docs/methods/opinion-map.md.
    """
    sample = points[evenly_spaced(len(points), SAMPLE)]
    between = squared_distances(sample, sample)
    centre = sample.mean(axis=0)[None, :]
    for _k in range(2, most + 1):
        nearest = squared_distances(sample, centre).min(axis=1)
        gain = nearest.sum() - np.minimum(nearest[:, None], between).sum(axis=0)
        best = int(np.argmax(gain))
        if gain[best] <= 1e-12 * max(float(nearest.sum()), 1e-300):
            return
        centre = settle(sample, np.vstack([centre, sample[best]])).centre
        yield settle(points, centre)


def settle(points: NDArray[np.float64], centre: NDArray[np.float64], *, gain: float = SETTLED) -> Clusters:
    """Let centres and groups follow each other until little changes (Lloyd's rounds); a centre nobody is near stays where it is."""
    columns = np.ascontiguousarray(points.T)
    scale = np.einsum("ij,ij->", points, points)
    before = np.inf
    label, rest = nearest_centre(columns, centre)
    for _round in range(MOST_ROUNDS):
        sse = scale + rest
        if before - sse <= gain * max(sse, 0.0):
            break
        before = sse
        centre = centres(columns, label, centre)
        label, rest = nearest_centre(columns, centre)
    return Clusters(label=label, centre=centre, sse=float(max(sse, 0.0)))


def centres(columns: NDArray[np.float64], label: NDArray[np.intp], old: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the mean of each group's points; the old centre where a group is empty. columns has shape (axes, points)."""
    k = len(old)
    size = np.bincount(label, minlength=k)
    sums = np.column_stack([np.bincount(label, weights=column, minlength=k) for column in columns])
    return np.where(size[:, None] > 0, sums / np.maximum(size, 1)[:, None], old)


def nearest_centre(columns: NDArray[np.float64], centre: NDArray[np.float64]) -> tuple[NDArray[np.intp], float]:
    """Return the nearest centre of each point, and the sum of squared distances less the points' own squared lengths."""
    half = 0.5 * np.einsum("ij,ij->i", centre, centre)
    far = half[:, None] - centre @ columns
    label = np.zeros(columns.shape[1], dtype=np.intp)
    least = far[0].copy()
    for group in range(1, len(centre)):
        closer = far[group] < least
        label[closer] = group
        np.minimum(least, far[group], out=least)
    return label, 2.0 * float(least.sum())


def squared_distances(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the squared distances of all pairs, shape (one, other)."""
    distance: NDArray[np.float64] = (-2.0 * one) @ other.T
    distance += np.einsum("ij,ij->i", one, one)[:, None]
    distance += np.einsum("ij,ij->i", other, other)
    return np.maximum(distance, 0.0, out=distance)


def evenly_spaced(n: int, most: int) -> NDArray[np.intp]:
    """Return the places of all of n things, or of `most` spread evenly over them."""
    return np.arange(n) if n <= most else (np.arange(most) * (n / most)).astype(np.intp)
