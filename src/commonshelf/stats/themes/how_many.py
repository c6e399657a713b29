"""How many themes there are, when nobody said: the number whose groups stand apart most clearly for most voices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.themes.spherical import group_vectors

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commonshelf.stats.themes.spherical import Grouping

CANDIDATES = (2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100)
VOICES_FOR_A_THEME = 8
SAMPLE = 3_000
NEARLY_AS_CLEAR = 0.95


def number_of_themes(vectors: NDArray[np.float32], *, rng: np.random.Generator) -> int:
    """Return how many groups the vectors fall into, at least 2.

    Tried are 2 to 100, so long as a theme has 8 voices on average. Each is judged by the mean silhouette against the middles,
    (b - a) / max(a, b), where a is the distance 1 - cosine to the own and b to the next middle. The smallest number whose silhouette
    comes within 5 % of the best is taken: fewer themes are easier to read. Source: Rousseeuw (1987), J. Comput. Appl. Math. 20,
    53-65, in the simplified form of Hruschka et al. (2006).
    """
    sample = vectors if len(vectors) <= SAMPLE else vectors[np.sort(rng.choice(len(vectors), size=SAMPLE, replace=False))]
    tried = [k for k in CANDIDATES if k == 2 or k * VOICES_FOR_A_THEME <= len(sample)]
    clear = np.array([silhouette(sample, group_vectors(sample, k, rng=rng, starts=2)) for k in tried])
    return tried[int(np.argmax(clear >= NEARLY_AS_CLEAR * clear.max()))]


def silhouette(vectors: NDArray[np.float32], grouping: Grouping) -> float:
    """Return the mean simplified silhouette of a grouping, in -1..1."""
    nearest_two = -np.partition(-(vectors @ grouping.middles.T), 1, axis=1)[:, :2]
    own, following = 1 - nearest_two[:, 0], 1 - nearest_two[:, 1]
    return float(np.mean((following - own) / np.maximum(following, 1e-9)))
