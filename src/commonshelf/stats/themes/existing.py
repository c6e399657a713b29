"""Which existing theme a new voice may belong to, learned from the codings people accepted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from commonshelf.stats.frozen import freeze
from commonshelf.stats.reading import read_numbers
from commonshelf.stats.themes.embedder import centred_unit_rows, check_vectors
from commonshelf.stats.themes.errors import CodingsDoNotFitError, VectorsDoNotFitError
from commonshelf.stats.themes.own_vectors import OwnVectors
from commonshelf.stats.themes.words import check_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    from commonshelf.stats.themes.embedder import Embedder

CODED_AT_LEAST = 20
VOICES_OF_A_THEME = 3
PENALTIES = (0.03, 0.1, 0.3, 1.0, 3.0, 10.0)


@dataclass(frozen=True)
class ExistingThemes:
    """Scores of shape (new texts, themes): the higher, the likelier; about 1 is as sure as an accepted coding, 0 is none.

    NaN stands under a theme with fewer than three accepted voices: too few to learn from. best has shape (new texts,): the column of
    the highest score, -1 where there is none. penalty is the one chosen.
    """

    scores: NDArray[np.float64]
    best: NDArray[np.intp]
    silence: Literal["too_few"] | None = None
    penalty: float | None = None

    @property
    def explanation(self) -> str:
        """The same in plain English; the application has its own sentences, translated."""
        if self.silence:
            return "Too few voices were coded by people to suggest themes for new ones: at least twenty, three of a theme, are needed."
        learned = int((~np.isnan(self.scores)).any(axis=0).sum()) if len(self.scores) else 0
        return f"{int((self.best >= 0).sum())} new voices have a suggestion, out of {learned} themes with enough accepted codings."


def suggest_existing_themes(
    texts: Sequence[str],
    codings: ArrayLike,
    new_texts: Sequence[str],
    *,
    embedder: Embedder | None = None,
    vectors: tuple[ArrayLike, ArrayLike] | None = None,
) -> ExistingThemes:
    """Suggest existing themes for new voices, from the voices people have coded.

    texts has n coded strings; codings has shape (n, themes), 1 or True where a person accepted that theme for that text: a text may
    have several themes, or none. new_texts has m strings. embedder (OwnVectors unless given) reads both together; vectors replaces
    it by two arrays, of the n and of the m. Each theme is a ridge regression of yes and no on the vectors; the penalty, one for
    all, is the one of six that foresees each coded voice best when it is left out.

    Silent below twenty coded texts, or when no theme has three. Raises NotTextsError, CodingsDoNotFitError, VectorsDoNotFitError.
    Source: Hoerl and Kennard (1970), Technometrics 12, 55-67; Allen (1974), ibid. 16, 125-127, for leaving one out.
    See docs/methods/suggesting-themes.md.
    """
    old, new = check_texts(texts), check_texts(new_texts)
    accepted = _check_codings(codings, len(old))
    learnable = accepted.sum(axis=0) >= VOICES_OF_A_THEME
    scores = np.full((len(new), accepted.shape[1]), np.nan)
    if len(old) < CODED_AT_LEAST or not learnable.any():
        return _frozen(scores, np.full(len(new), -1), "too_few", None)
    directions = _directions(old, new, embedder, vectors)
    scores[:, learnable], penalty = _ridge(directions[: len(old)], accepted[:, learnable], directions[len(old) :])
    best = np.flatnonzero(learnable)[scores[:, learnable].argmax(axis=1)] if len(new) else np.zeros(0, dtype=np.intp)
    best = np.where(directions[len(old) :].any(axis=1), best, -1)
    return _frozen(scores, best, None, penalty)


def _directions(
    old: tuple[str, ...], new: tuple[str, ...], embedder: Embedder | None, vectors: tuple[ArrayLike, ArrayLike] | None
) -> NDArray[np.float64]:
    if vectors is None:
        both = check_vectors((embedder or OwnVectors()).vectors(old + new), len(old) + len(new))
    else:
        first = check_vectors(vectors[0], len(old))
        second = check_vectors(vectors[1], len(new)).reshape(len(new), -1) if len(new) else np.zeros((0, first.shape[1]), np.float32)
        if first.shape[1] != second.shape[1]:
            raise VectorsDoNotFitError(f"the coded texts have {first.shape[1]} dimensions and the new ones {second.shape[1]}")
        both = np.concatenate([first, second])
    return centred_unit_rows(both).astype(np.float64)


def _check_codings(codings: ArrayLike, n: int) -> NDArray[np.float64]:
    accepted = read_numbers(codings, CodingsDoNotFitError, "codings must be yes and no in an even table")
    if accepted.ndim != 2 or accepted.shape[0] != n or not np.isin(accepted, (0.0, 1.0)).all():
        raise CodingsDoNotFitError(f"codings has shape {accepted.shape}; {n} coded texts need ({n}, themes) of 0 and 1")
    return accepted


def _ridge(known: NDArray[np.float64], accepted: NDArray[np.float64], asked: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    """Return the scores of the asked and the penalty whose left-out forecasts were best. All penalties share one decomposition."""
    middle, usual = known.mean(axis=0), accepted.mean(axis=0)
    left, strength, right = np.linalg.svd(known - middle, full_matrices=False)
    turned = left.T @ (accepted - usual)
    errors = []
    for penalty in PENALTIES:
        shrink = strength**2 / (strength**2 + penalty)
        leverage = 1 / len(known) + (left**2) @ shrink
        residual = (accepted - usual - left @ (shrink[:, None] * turned)) / np.maximum(1 - leverage, 1e-9)[:, None]
        errors.append(float((residual**2).mean()))
    penalty = PENALTIES[int(np.argmin(errors))]
    weights = right.T @ ((strength / (strength**2 + penalty))[:, None] * turned)
    return usual + (asked - middle) @ weights, penalty


def _frozen(
    scores: NDArray[np.float64], best: NDArray[np.intp], silence: Literal["too_few"] | None, penalty: float | None
) -> ExistingThemes:
    freeze(scores, best)
    return ExistingThemes(scores=scores, best=best, silence=silence, penalty=penalty)
