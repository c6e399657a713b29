"""Words of any language, without lists: spaces part them, and where a script has no spaces, pairs of letters stand in."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from itertools import chain, count
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from commonshelf.stats.themes.errors import NotTextsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

# Thai, Lao, Myanmar, Khmer, kana, and Han with its extensions: scripts that run on without spaces.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"
RUN = re.compile(f"[{UNSPACED}]+")
# Vowel signs of Indic scripts are no letters to Python, and yet inside a word; an apostrophe joins, an underline does not.
WORD = re.compile(r"(?:[^\W_]|[\u0900-\u0dff])+(?:['’](?:[^\W_]|[\u0900-\u0dff])+)*")
ARABIC_MARKS = re.compile("[\u0640\u064b-\u065f\u0670]")


@dataclass(frozen=True)
class WordCounts:
    """How often each text uses each word: counts has shape (texts, words)."""

    words: tuple[str, ...]
    counts: sparse.csr_matrix


def check_texts(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the texts as a tuple. Raises NotTextsError, with the position, for anything that is not a string."""
    if isinstance(texts, str):
        raise NotTextsError("texts is one string; put several into a list")
    kept = tuple(texts)
    for place, text in enumerate(kept):
        if not isinstance(text, str):
            raise NotTextsError(f"the text at position {place} is {type(text).__name__}, not a string")
    return kept


def words_of(text: str) -> list[str]:
    """Return the words of a text, small letters, in their order; a run without spaces gives its pairs of letters."""
    if text.isascii():
        return WORD.findall(text.lower())
    text = ARABIC_MARKS.sub("", unicodedata.normalize("NFKC", text).casefold())
    spaced = RUN.sub(lambda run: f" {' '.join(_pairs(run[0]))} ", text)
    return WORD.findall(spaced)


def _pairs(run: str) -> Iterable[str]:
    return [run] if len(run) == 1 else (run[place : place + 2] for place in range(len(run) - 1))


def count_words(texts: Sequence[str], *, split: Callable[[str], Sequence[str]] = words_of) -> WordCounts:
    """Count the words of each text; split says what a word is. Words stand in the order in which they first came."""
    found: defaultdict[str, int] = defaultdict(count().__next__)  # a word not met before gets the next number
    rows = [[found[word] for word in split(text)] for text in texts]
    lengths = np.fromiter(map(len, rows), dtype=np.int64, count=len(rows))
    places = np.fromiter(chain.from_iterable(rows), dtype=np.int32, count=int(lengths.sum()))
    starts = np.concatenate([[0], np.cumsum(lengths)])
    counts = sparse.csr_matrix((np.ones(len(places), dtype=np.float32), places, starts), shape=(len(rows), len(found)))
    counts.sum_duplicates()
    return WordCounts(words=tuple(found), counts=counts)


def texts_with(counts: sparse.csr_matrix) -> NDArray[np.float64]:
    """Return for each word in how many texts it stands."""
    return np.bincount(counts.indices, minlength=counts.shape[1]).astype(np.float64)
