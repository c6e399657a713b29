"""From short texts to suggested themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linear_sum_assignment

from commonshelf.stats.frozen import freeze
from commonshelf.stats.themes.embedder import centred_unit_rows, check_vectors, unit_rows
from commonshelf.stats.themes.errors import CodingsDoNotFitError, WrongNumberOfThemesError
from commonshelf.stats.themes.how_many import number_of_themes
from commonshelf.stats.themes.neighbours import smooth
from commonshelf.stats.themes.own_vectors import OwnVectors
from commonshelf.stats.themes.result import Silence, SuggestedThemes, Theme
from commonshelf.stats.themes.spherical import Grouping, add_up, group_vectors, regroup_vectors
from commonshelf.stats.themes.theme_words import words_of_themes
from commonshelf.stats.themes.words import check_texts, count_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    from commonshelf.stats.themes.embedder import Embedder

TEXTS_AT_LEAST = 20
DIMENSIONS = 192
NEIGHBOURS = 10
NOT_PLACED = -1


def suggest_themes(
    texts: Sequence[str],
    *,
    rng: np.random.Generator,
    embedder: Embedder | None = None,
    vectors: ArrayLike | None = None,
    k: int | None = None,
    previous: ArrayLike | None = None,
    words_shown: int = 10,
    voices_shown: int = 5,
) -> SuggestedThemes:
    """Suggest what short texts are about: themes with their words and their most typical voices.

    texts has n strings in any mix of languages. Their vectors are worked out by embedder (OwnVectors unless given), or passed as
    vectors of shape (n, dimensions). k is the number of themes; None chooses it (see number_of_themes). previous has shape (n,):
    the id of the theme each text had last time and -1 for a new text. The themes then start from where they were and keep their ids,
    so that a few new voices move few others; k None then means as many as before.

    Below twenty texts that say something, the result is silent. Raises NotTextsError, VectorsDoNotFitError, WrongNumberOfThemesError
    for k below 2 or above the texts that can be placed, CodingsDoNotFitError for a previous of another form.
    Source: Dhillon and Modha (2001) for the groups; see docs/methods/themes.md.
    """
    kept = check_texts(texts)
    before = _check_previous(previous, len(kept))
    directions = prepare_vectors(check_vectors(vectors if vectors is not None else (embedder or OwnVectors()).vectors(kept), len(kept)))
    said = np.array([bool(text.strip()) for text in kept], dtype=bool)
    placed = np.flatnonzero(directions.any(axis=1) & said)
    silence = _silence(int(said.sum()), len(placed))
    if silence:
        return _frozen((), np.full(len(kept), NOT_PLACED), np.zeros(len(kept)), silence, None)
    if k is not None and not 2 <= k <= len(placed):
        raise WrongNumberOfThemesError(f"k is {k}; these texts can make 2 to {len(placed)} themes")
    near = smooth(directions[placed], neighbours=min(NEIGHBOURS, len(placed) // 10))
    grouping, ids = _group(near, before[placed], k, rng)
    group_of = np.full(len(kept), NOT_PLACED)
    group_of[placed] = grouping.group_of
    return _describe(kept, directions, group_of, ids, before, words_shown, voices_shown)


def prepare_vectors(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return unit rows without what all have in common, turned onto at most 192 directions that hold most of what tells them apart."""
    centred = centred_unit_rows(vectors)
    if centred.shape[1] <= DIMENSIONS:
        return centred
    _strength, directions = np.linalg.eigh(centred.T @ centred)
    return unit_rows(np.ascontiguousarray(centred @ directions[:, ::-1][:, :DIMENSIONS]))


def _check_previous(previous: ArrayLike | None, n: int) -> NDArray[np.intp]:
    if previous is None:
        return np.full(n, NOT_PLACED)
    before = np.array(previous)
    if before.shape != (n,) or not (before.dtype.kind in "iu" or n == 0) or (before < NOT_PLACED).any():
        raise CodingsDoNotFitError(f"previous has shape {before.shape}; it needs one theme id from 0 up, or -1, for each of {n} texts")
    return before.astype(np.intp)


def _silence(said: int, placed: int) -> Silence | None:
    if said < TEXTS_AT_LEAST:
        return "too_few"
    return "nothing_in_common" if placed < TEXTS_AT_LEAST else None


def _group(
    near: NDArray[np.float32], before: NDArray[np.intp], k: int | None, rng: np.random.Generator
) -> tuple[Grouping, NDArray[np.intp]]:
    """Return the groups and the id of each: from where they were if their number stays, else anew and matched by whom they share."""
    known = np.unique(before[before >= 0])
    if len(known) >= 2 and k in {None, len(known)}:
        old = before >= 0
        middles = unit_rows(add_up(near[old], np.searchsorted(known, before[old]), len(known)))
        return regroup_vectors(near, middles), known
    grouping = group_vectors(near, k or number_of_themes(near, rng=rng), rng=rng)
    return grouping, _matched_ids(grouping, before, known)


def _matched_ids(grouping: Grouping, before: NDArray[np.intp], known: NDArray[np.intp]) -> NDArray[np.intp]:
    """Give each group the id of the previous theme with which it shares most texts, each id once; the rest get new ones."""
    groups = len(grouping.middles)
    shared = np.zeros((groups, len(known)))
    old = before >= 0
    np.add.at(shared, (grouping.group_of[old], np.searchsorted(known, before[old])), 1)
    ids = np.full(groups, NOT_PLACED)
    for group, theme in zip(*linear_sum_assignment(-shared), strict=True):
        if shared[group, theme]:
            ids[group] = known[theme]
    fresh = np.flatnonzero(ids == NOT_PLACED)
    ids[fresh] = np.arange(len(fresh)) + (known.max() + 1 if len(known) else 0)
    return ids


def _describe(
    texts: tuple[str, ...],
    directions: NDArray[np.float32],
    group_of: NDArray[np.intp],
    ids: NDArray[np.intp],
    before: NDArray[np.intp],
    words_shown: int,
    voices_shown: int,
) -> SuggestedThemes:
    """Name what was found: words, typical voices, fit, and how much stayed as it was."""
    placed = np.flatnonzero(group_of >= 0)
    middles = unit_rows(add_up(directions[placed], group_of[placed], len(ids)))
    fit = np.zeros(len(texts))
    fit[placed] = np.einsum("ij,ij->i", directions[placed], middles[group_of[placed]])
    words = words_of_themes(count_words(texts), group_of, len(ids), shown=words_shown)
    themes = []
    for group, name in enumerate(ids):
        members = np.flatnonzero(group_of == group)
        if len(members):
            voices = _typical(texts, members[np.argsort(-fit[members], kind="stable")], voices_shown)
            themes.append(Theme(int(name), len(members), words[group], voices, float(fit[members].mean())))
    theme_of = np.where(group_of >= 0, ids[group_of], NOT_PLACED)
    old = (before >= 0) & (theme_of >= 0)
    stays = float((before[old] == theme_of[old]).mean()) if old.any() else None
    return _frozen(tuple(sorted(themes, key=lambda theme: (-theme.size, theme.id))), theme_of, fit, None, stays)


def _typical(texts: tuple[str, ...], ordered: NDArray[np.intp], shown: int) -> tuple[int, ...]:
    """Return the first few, leaving out a text that stands there already letter by letter."""
    first: dict[str, int] = {}
    for place in ordered:
        if len(first) == shown:
            break
        first.setdefault(texts[place], int(place))
    return tuple(first.values())


def _frozen(
    themes: tuple[Theme, ...], theme_of: NDArray[np.intp], fit: NDArray[np.float64], silence: Silence | None, stays: float | None
) -> SuggestedThemes:
    freeze(theme_of, fit)
    return SuggestedThemes(themes=themes, theme_of=theme_of, fit=fit, silence=silence, stays=stays)
