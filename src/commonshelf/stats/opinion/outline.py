"""What a way of mapping finds, before anything is said about the groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from commonshelf.stats.opinion.opinion_map import Start


@dataclass(frozen=True)
class Outline:
    """Places and groups; every field as in OpinionMap, but strength, the sum of squares along each axis, shape (2,)."""

    coordinates: NDArray[np.float64]
    statement_coordinates: NDArray[np.float64]
    directions: NDArray[np.float64]
    strength: NDArray[np.float64]
    mean: NDArray[np.float64]
    group: NDArray[np.int64]
    chance: NDArray[np.float64]
    support: tuple[tuple[int, float], ...]
    start: Start
