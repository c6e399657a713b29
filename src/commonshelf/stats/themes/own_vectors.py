"""Vectors from the texts alone: rare words weigh more than common ones, spellings share their parts, and a sparse SVD joins what goes together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import svds

from commonshelf.stats.themes.embedder import unit_rows
from commonshelf.stats.themes.words import WordCounts, check_texts, count_words, texts_with

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

PART_LENGTHS = (3, 4, 5)


@dataclass(frozen=True)
class OwnVectors:
    """The embedder without any text model: TF-IDF of words and of parts of words, then latent semantic analysis.

    It knows no language, so it sees that two texts share words, not that two words mean the same: texts in two languages never meet.
    The same texts always get the same vectors. Source: Deerwester et al. (1990), JASIS 41, 391-407. See docs/methods/themes.md.
    """

    dimensions: int = 100

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return an array of shape (texts, at most dimensions); rows of length one, or zero where a text has no word that another has."""
        found = count_words(check_texts(texts))
        weighed = sparse.hstack([weigh(found.counts), weigh(_parts(found))], format="csr")
        turned = _strongest_directions(weighed, self.dimensions)
        turned[np.diff(weighed.indptr) == 0] = 0  # the decomposition leaves rounding errors there
        return unit_rows(turned)


def weigh(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    """Return TF-IDF rows of length one: (1 + log count) * log((1 + n) / texts with the word), of words in two texts or more."""
    n = counts.shape[0]
    documents = texts_with(counts)
    # In a handful of texts a word of every text says nothing, and the weight below is almost zero by itself.
    rare = np.where(documents >= 2, np.log((1 + n) / np.maximum(documents, 1)), 0.0)
    weighed = sparse.csr_matrix(counts, dtype=np.float64, copy=True)
    weighed.data = (1 + np.log(weighed.data)) * rare[weighed.indices]
    weighed.eliminate_zeros()
    lengths = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel())
    return sparse.csr_matrix(sparse.diags(1 / np.where(lengths > 0, lengths, 1.0)) @ weighed)


def _parts(found: WordCounts) -> sparse.csr_matrix:
    """Count the parts of the words of each text: pieces of 3 to 5 letters, the edges of the word marked; each word is cut only once."""
    cut = count_words(found.words, split=_parts_of)
    return sparse.csr_matrix(found.counts @ cut.counts)


def _parts_of(word: str) -> list[str]:
    edged = f" {word} "
    return [edged[start : start + length] for length in PART_LENGTHS for start in range(len(edged) - length + 1)]


def _strongest_directions(weighed: sparse.csr_matrix, dimensions: int) -> NDArray[np.float32]:
    smaller = min(weighed.shape)
    if not weighed.nnz or not smaller:
        return np.zeros((weighed.shape[0], 1), dtype=np.float32)
    if smaller <= dimensions + 1:
        left, strength, _right = np.linalg.svd(weighed.toarray(), full_matrices=False)
    else:
        left, strength, _right = svds(weighed, k=dimensions, v0=np.ones(smaller))
    return np.asarray(left * strength, dtype=np.float32)
