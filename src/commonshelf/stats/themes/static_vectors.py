"""Vectors that know what words mean: English from one table, fifteen more languages from another, in one space for all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.themes.embedder import centred_unit_rows
from commonshelf.stats.themes.word_tables import WordTable, english_words, multilingual_words
from commonshelf.stats.themes.words import check_texts, count_words, texts_with

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from scipy import sparse

SHARE_OF_MULTILINGUAL = 0.4
PLAINLY_ENGLISH = frozenset(
    [
        "the",
        "and",
        "of",
        "that",
        "it",
        "with",
        "are",
        "be",
        "this",
        "not",
        "have",
        "we",
        "you",
        "my",
        "how",
        "they",
        "our",
        "should",
        "there",
        "what",
        "why",
        "when",
        "for",
        "to",
        "is",
        "would",
        "could",
        "because",
    ]
)
"""A few small words that English sentences cannot do without and few other languages have."""
SMALL_WORDS_AT_LEAST = 0.06
EDGES = ".,;:!?()[]\"'“”‘’«»"


@dataclass(frozen=True)
class StaticVectors:
    """The embedder of the extra `texts`: the mean of what the words of a text mean, each word by itself.

    Every text is read in a table of 16 languages (Arabic, Chinese, Dutch, English, French, German, Italian, Japanese, Korean, Polish,
    Portuguese, Russian, Spanish, Thai, Turkish and traditional Chinese); so far as it is English, in a finer English table
    too. Word order is lost. Raises TextModelMissingError where the extra is not installed. See docs/methods/themes.md.
    """

    english: WordTable = field(default_factory=english_words)
    multilingual: WordTable = field(default_factory=multilingual_words)

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return an array of shape (texts, dimensions of both tables); the part of the English table is shorter where less is English."""
        found = count_words(check_texts(texts), split=str.split)
        if not found.words:
            return np.zeros((len(texts), 1), dtype=np.float32)
        english = english_share(found.words, found.counts)[:, None]
        meant = centred_unit_rows(np.asarray(found.counts @ self.english.read(found.words), dtype=np.float32))
        shared = centred_unit_rows(np.asarray(found.counts @ self.multilingual.read(found.words), dtype=np.float32))
        return np.concatenate([english * meant, np.float32(SHARE_OF_MULTILINGUAL) * shared], axis=1)


def english_share(words: Sequence[str], counts: sparse.csr_matrix) -> NDArray[np.float32]:
    """Return for each text how English it is, in 0..1, from the company its words keep in the other texts.

    A text with enough small English words counts as English. A word is as English as the texts it stands in, and a text as its
    words: so "Homeless services", which has no small word, is known by what else is said about the homeless.
    """
    small = np.array([word.strip(EDGES).lower() in PLAINLY_ENGLISH for word in words], dtype=np.float32)
    lengths = np.maximum(np.asarray(counts.sum(axis=1)).ravel(), 1)
    plainly = ((counts @ small) / lengths >= SMALL_WORDS_AT_LEAST).astype(np.float32)
    stands = counts.copy()
    stands.data[:] = 1
    of_word = (stands.T @ plainly) / np.maximum(texts_with(counts), 1)
    return np.asarray((stands @ of_word) / np.maximum(np.diff(counts.indptr), 1), dtype=np.float32)
