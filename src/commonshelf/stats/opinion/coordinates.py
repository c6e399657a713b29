"""Where each person stands on the axes, in the two ways the modes know."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csc_array

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commonshelf.stats.opinion.axes import Axes


def stretched(matrix: csc_array, axes: Axes, *, given: NDArray[np.int64], statements: int) -> NDArray[np.float64]:
    """Return Polis's coordinates, shape (people, axes): the votes along the axes, times √(statements / votes given).

    `given` has shape (people,). A missing vote counts as the statement's mean; the stretching makes up for how that pulls people who voted on
    little towards the middle, and pushes those with a handful of votes to the rim. Nobody's votes: the middle. Source: Small et al. (2021).
    """
    scores: NDArray[np.float64] = matrix @ axes.directions.T
    scores *= np.sqrt(statements / np.maximum(given, 1))[:, None]
    return scores


def statement_coordinates(axes: Axes, mean: NDArray[np.float64], *, statements: int) -> NDArray[np.float64]:
    """Return where somebody would stand who agreed with one statement and voted on nothing else, shape (statements, axes)."""
    place: NDArray[np.float64] = ((1 - mean) * axes.directions).T * np.sqrt(statements)
    return place


def best_guess(matrix: csc_array, axes: Axes) -> NDArray[np.float64]:
    """Return each person's place on the axes guessed from the votes given and nothing else, shape (people, axes).

    The place t minimises Σ (vote - mean - t·w)² / noise + Σ t² / spread over the votes given: a missing vote has no term, and whoever voted on little
    stays near the middle, because little is known. noise and spread are estimated from the matrix by moments. Nobody's votes: the middle.
    Source: Robinson (1991), Statistical Science 6, 15-32 (best linear unbiased prediction).
    """
    people, count = matrix.shape[0], len(axes.directions)
    given = csc_array((np.ones_like(matrix.data), matrix.indices, matrix.indptr), shape=matrix.shape)
    first, second = np.triu_indices(count)
    weights = given @ (axes.directions[first] * axes.directions[second]).T
    normal = np.empty((people, count, count))
    normal[:, first, second] = normal[:, second, first] = weights
    shown = np.maximum(np.einsum("iaa->a", normal) / people, 1e-12)
    noise = max(float(matrix.data @ matrix.data) / max(matrix.data.size, 1), 1e-12)
    spread = np.maximum((axes.strength / people - shown * noise) / shown**2, 1e-3 * noise / shown)
    normal[:, range(count), range(count)] += noise / spread
    scores = matrix @ axes.directions.T
    place: NDArray[np.float64] = np.linalg.solve(normal, scores[..., None])[..., 0]
    return place
