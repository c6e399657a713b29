"""How alike two ways of grouping the same people are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.opinion.errors import NoGroupsError, UnequalLengthsError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


def adjusted_rand_index(one: ArrayLike, other: ArrayLike) -> float:
    """Return Hubert and Arabie's adjusted Rand index: 1 for the same groups by whatever numbers, 0 on average for groups drawn by lot.

    one and other have shape (people,) and hold whole numbers. Two groupings that each put everybody together, or everybody alone, are the same: 1.
    Raises UnequalLengthsError; NoGroupsError for nobody. Source: Hubert and Arabie (1985), Journal of Classification 2, 193-218.
    """
    first, second = np.asarray(one), np.asarray(other)
    if first.shape != second.shape or first.ndim != 1:
        raise UnequalLengthsError(f"the groupings have shapes {first.shape} and {second.shape}")
    if first.size == 0:
        raise NoGroupsError("nobody is in a group")
    rows, columns = (np.unique(each, return_inverse=True)[1] for each in (first, second))
    cells = np.unique(rows * (int(columns.max()) + 1) + columns, return_counts=True)[1]
    together, by_one, by_other = _pairs(cells), _pairs(np.bincount(rows)), _pairs(np.bincount(columns))
    everything = first.size * (first.size - 1) / 2
    chance = by_one * by_other / everything if everything else 0.0
    most = (by_one + by_other) / 2
    return 1.0 if most == chance else (together - chance) / (most - chance)


def _pairs(sizes: NDArray[np.int64]) -> float:
    """Return how many pairs of people share a group."""
    exact = sizes.astype(np.float64)
    return float((exact * (exact - 1)).sum() / 2)
