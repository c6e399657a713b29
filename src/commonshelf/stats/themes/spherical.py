"""Spherical k-means: groups of directions, whatever the length of the vectors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from commonshelf.stats.themes.embedder import unit_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

SAMPLE_PER_GROUP = 40
SAMPLE_AT_LEAST = 1_500
ROUNDS_OF_A_TRY = 8
CANDIDATES = 5
ROUNDS = 40
BLOCK = 8_192


@dataclass(frozen=True)
class Grouping:
    """Group of each text, cosine with the middle of its group, the middles (groups, dimensions), and the mean cosine."""

    group_of: NDArray[np.intp]
    likeness: NDArray[np.float32]
    middles: NDArray[np.float32]
    score: float


def nearest(vectors: NDArray[np.float32], middles: NDArray[np.float32]) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """Return for each vector the nearest middle and its cosine, a block at a time so that memory stays small."""
    group_of = np.empty(len(vectors), dtype=np.intp)
    likeness = np.empty(len(vectors), dtype=np.float32)
    for start in range(0, len(vectors), BLOCK):
        cosines = vectors[start : start + BLOCK] @ middles.T
        best = cosines.argmax(axis=1)
        group_of[start : start + BLOCK] = best
        likeness[start : start + BLOCK] = np.take_along_axis(cosines, best[:, None], axis=1)[:, 0]
    return group_of, likeness


def add_up(vectors: NDArray[np.float32], group_of: NDArray[np.intp], groups: int) -> NDArray[np.float32]:
    """Return the sum of the vectors of each group."""
    n = len(vectors)
    member = sparse.csr_matrix((np.ones(n, dtype=np.float32), group_of, np.arange(n + 1)), shape=(n, groups))
    return np.asarray(member.T @ vectors, dtype=np.float32)


def group_vectors(vectors: NDArray[np.float32], k: int, *, rng: np.random.Generator, starts: int = 4) -> Grouping:
    """Part unit vectors into k groups that lie closest to their middles: several starts on a sample, the best goes on with everyone.

    vectors has shape (texts, dimensions), rows of length one, 1 <= k <= texts. Source: Dhillon and Modha (2001), Machine Learning 42,
    143-175; seeding after Arthur and Vassilvitskii (2007). See docs/methods/themes.md.
    """
    size = min(len(vectors), max(SAMPLE_AT_LEAST, SAMPLE_PER_GROUP * k))
    sample = vectors if size == len(vectors) else vectors[np.sort(rng.choice(len(vectors), size=size, replace=False))]
    tries = [_settle(sample, _seeds(sample, k, rng), ROUNDS_OF_A_TRY) for _start in range(starts)]
    best = max(tries, key=lambda one: one.score)
    return _settle(vectors, best.middles, ROUNDS)


def regroup_vectors(vectors: NDArray[np.float32], middles: NDArray[np.float32]) -> Grouping:
    """Go on from groups known before: the same rounds, started from their middles."""
    return _settle(vectors, middles, ROUNDS)


def _seeds(vectors: NDArray[np.float32], k: int, rng: np.random.Generator) -> NDArray[np.float32]:
    """Pick k texts far from each other: of a few drawn with a chance that grows with distance, the one that leaves the least."""
    picked = [int(rng.integers(len(vectors)))]
    distance = np.maximum(1 - vectors @ vectors[picked[0]], 0)
    while len(picked) < k:
        reach = np.cumsum(distance, dtype=np.float64)
        lots = rng.random(CANDIDATES)
        drawn = np.minimum(np.searchsorted(reach, lots * reach[-1], side="right"), len(vectors) - 1)
        if reach[-1] <= 0:
            drawn = (lots * len(vectors)).astype(np.intp)
        left = np.minimum(distance[:, None], np.maximum(1 - vectors @ vectors[drawn].T, 0))
        best = int(left.sum(axis=0).argmin())
        picked.append(int(drawn[best]))
        distance = left[:, best]
    return vectors[picked]


def _settle(vectors: NDArray[np.float32], middles: NDArray[np.float32], rounds: int) -> Grouping:
    """Move texts to the nearest middle and middles to their texts, until nobody moves or the rounds are over."""
    group_of, likeness = nearest(vectors, middles)
    for _round in range(rounds):
        middles = _middles(vectors, group_of, likeness, len(middles))
        before, (group_of, likeness) = group_of, nearest(vectors, middles)
        if np.array_equal(before, group_of):
            break
    return Grouping(group_of, likeness, middles, float(likeness.mean()))


def _middles(vectors: NDArray[np.float32], group_of: NDArray[np.intp], likeness: NDArray[np.float32], groups: int) -> NDArray[np.float32]:
    """Return the middles; a group that lost everyone starts anew at the text that fits its own group least."""
    middles = unit_rows(add_up(vectors, group_of, groups))
    empty = np.flatnonzero(~middles.any(axis=1))
    if len(empty):
        middles[empty] = vectors[np.argsort(likeness, kind="stable")[: len(empty)]]
    return middles
