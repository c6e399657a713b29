"""The words that set a theme apart, without a list of words to leave out: what is common everywhere weighs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from commonshelf.stats.themes.words import WordCounts

SMOOTHING = 0.5


def words_of_themes(found: WordCounts, group_of: NDArray[np.intp], groups: int, *, shown: int) -> list[tuple[str, ...]]:
    """Return for each group its most telling words, best first; texts with group -1 are left out.

    The weight of a word in a theme is its part of the Kullback-Leibler divergence between the theme and all texts, p log(p / q), p the
    share of the theme's texts that use it and q the share of all, times how much it keeps to few themes: 1 minus the entropy of its
    shares over the themes, out of the most there could be. The second factor is what drops the small words of a language that
    only some texts are in. A word of only one text of a theme of several is not shown.
    """
    placed = np.flatnonzero(group_of >= 0)
    member = sparse.csr_matrix((np.ones(len(placed)), (group_of[placed], placed)), shape=(groups, found.counts.shape[0]), dtype=np.float64)
    stands = sparse.csr_matrix(found.counts, dtype=np.float64, copy=True)
    stands.data[:] = 1
    inside = sparse.csr_matrix(member @ stands)
    overall = np.asarray(inside.sum(axis=0)).ravel() / max(len(placed), 1)
    sizes = np.asarray(member.sum(axis=1)).ravel()
    faithful = _keeping_to_few(inside, sizes)
    return [_best(inside[group], sizes[group], overall, faithful, found.words, shown) for group in range(groups)]


def _keeping_to_few(inside: sparse.csr_matrix, sizes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for each word 1 minus the relative entropy of its shares over the themes: 1 in one theme only, 0 in all alike."""
    groups, words = inside.shape
    rate = inside.data / np.repeat(np.maximum(sizes, 1), np.diff(inside.indptr))
    rate /= np.bincount(inside.indices, weights=rate, minlength=words)[inside.indices]
    entropy = -np.bincount(inside.indices, weights=rate * np.log(rate), minlength=words)
    return np.asarray(1 - entropy / np.log(max(groups, 2)))


def _best(
    row: sparse.csr_matrix,
    size: float,
    overall: NDArray[np.float64],
    faithful: NDArray[np.float64],
    words: Sequence[str],
    shown: int,
) -> tuple[str, ...]:
    several = (row.data >= 2) | (size < 4)
    uses, places = row.data[several], row.indices[several]
    share = uses / (size + SMOOTHING)
    weight = share * np.log(np.maximum(share, 1e-12) / overall[places]) * faithful[places]
    # Equal weights are told apart by the word itself, so that the order never hangs on how the texts were sorted.
    best = sorted((-round(float(each), 12), words[place]) for each, place in zip(weight, places, strict=True) if each > 0)[:shown]
    return tuple(word for _weight, word in best)
