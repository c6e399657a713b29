"""Texts that are the same but for a few letters or words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from commonshelf.stats.counts import check_share
from commonshelf.stats.frozen import freeze
from commonshelf.stats.themes.words import check_texts, count_words, texts_with

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

PIECE = 4
ROWS_AT_ONCE = 1_024
MORE_THAN_SPACES = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class NearDuplicates:
    """Groups of texts that say the same in almost the same letters: positions in the list, groups and members in order.

    pairs has shape (pairs, 2), likeness shape (pairs,): Jaccard's index of the pieces of each pair, from the bar to 1.
    """

    groups: tuple[tuple[int, ...], ...]
    pairs: NDArray[np.intp]
    likeness: NDArray[np.float64]


def near_duplicates(texts: Sequence[str], *, bar: float = 0.7) -> NearDuplicates:
    """Find texts that share at least `bar` of their pieces of four letters, whatever their capitals, points and spaces.

    Likeness is Jaccard's index: pieces in both / pieces in either. Every pair is weighed exactly, but pairs are looked for only along
    pieces rare enough that a pair over the bar must share one, so that long lists stay quick. Groups join what hangs together
    through other texts. Texts without a letter or digit belong to no pair.

    Raises NotTextsError; OutOfRangeError unless 0 < bar < 1. Source: Broder (1997), Compression and Complexity of Sequences, 21-29; the
    prefix filter of Bayardo, Ma and Srikant (2007), WWW, 131-140. See docs/methods/near-duplicates.md.
    """
    check_share("bar", bar)
    kept = check_texts(texts)
    counts = count_words(kept, split=_pieces).counts
    counts.data[:] = 1
    sizes = np.diff(counts.indptr)
    first = _first_pieces(counts, bar)
    found: list[tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float64]]] = []
    for start in range(0, len(kept), ROWS_AT_ONCE):
        rows = np.arange(start, min(start + ROWS_AT_ONCE, len(kept)))
        met = sparse.coo_matrix(first[rows] @ first.T)
        left, right = rows[met.row], met.col
        # The shorter of a pair cannot share more than all of itself.
        hopeful = (left < right) & (np.minimum(sizes[left], sizes[right]) >= bar * np.maximum(sizes[left], sizes[right]))
        left, right = left[hopeful], right[hopeful]
        shared = np.asarray(counts[left].multiply(counts[right]).sum(axis=1)).ravel()
        likeness = shared / (sizes[left] + sizes[right] - shared)
        over = likeness >= bar
        found.append((left[over], right[over].astype(np.intp), likeness[over]))
    return _gather(found, len(kept))


def _pieces(text: str) -> list[str]:
    plain = MORE_THAN_SPACES.sub("", unicodedata.normalize("NFKC", text).casefold())
    starts = range(max(len(plain) - PIECE + 1, min(len(plain), 1)))
    return list(dict.fromkeys(plain[start : start + PIECE] for start in starts))


def _first_pieces(counts: sparse.csr_matrix, bar: float) -> sparse.csr_matrix:
    """Keep of each text its rarest pieces, just as many that two texts over the bar share at least one of them."""
    rank = np.empty(counts.shape[1], dtype=np.int64)
    rank[np.argsort(texts_with(counts), kind="stable")] = np.arange(counts.shape[1])
    sizes = np.diff(counts.indptr)
    row = np.repeat(np.arange(counts.shape[0]), sizes)
    order = np.lexsort((rank[counts.indices], row))
    place = np.arange(len(order)) - np.repeat(counts.indptr[:-1], sizes)
    needed = sizes - np.ceil(bar * sizes - 1e-9).astype(np.int64) + 1
    first = order[place < needed[row]]
    ones = np.ones(len(first), dtype=np.float32)
    return sparse.csr_matrix((ones, (row[first], counts.indices[first])), shape=counts.shape)


def _gather(found: Sequence[tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float64]]], n: int) -> NearDuplicates:
    left, right, likeness = (np.concatenate(parts) if parts else np.zeros(0) for parts in (list(zip(*found, strict=True)) or [(), (), ()]))
    pairs = np.stack([left, right], axis=1).astype(np.intp)
    order = np.lexsort((pairs[:, 1], pairs[:, 0]))
    pairs, likeness = pairs[order], likeness[order].astype(np.float64)
    freeze(pairs, likeness)
    linked = sparse.coo_matrix((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(n, n))
    _count, group_of = connected_components(linked, directed=False) if n else (0, np.zeros(0, dtype=np.intp))
    members: dict[int, list[int]] = {}
    for place in np.unique(pairs):
        members.setdefault(int(group_of[place]), []).append(int(place))
    return NearDuplicates(groups=tuple(tuple(group) for group in members.values()), pairs=pairs, likeness=likeness)
