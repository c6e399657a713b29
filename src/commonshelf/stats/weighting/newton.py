"""The last resort of raking: where margins almost repeat each other sweeps crawl, and Newton's steps do not."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Protocol

import numpy as np

from commonshelf.stats.weighting.joint_cells import count_cells, joint_cells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from commonshelf.stats.weighting.margins import Margin

MOST_STEPS = 50
SHORTEST_STEP = 2.0**-20
"""A step that changes the factors this much less than they are wrong is no step."""
ENOUGH = 1e-4
"""The share of the descent the slope promises that a step must bring."""
LONGEST_CHANGE = 4.0
"""No factor changes by more than e to this in one step: the straight line Newton follows is only true nearby."""
SAME_DIRECTION = 1e-13
"""Directions lighter than this, against the heaviest, are none: margins of one sum always repeat each other in one of them."""


class Curved(Protocol):
    """Anything that knows what its factors give, and how that changes with them."""

    aims: NDArray[np.float64]
    """The control total of every category of every margin, one margin after the other."""
    repeats: int
    """How many margins there are: the categories of all of them hold everybody so many times."""

    def found(self, logs: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the weight in every category at these logarithms."""

    def together(self, logs: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the weight of the people who are in both of two categories, shape (categories, categories)."""


def relative_errors(found: NDArray[np.float64], aims: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return |found - aim| / aim; 0 where the aim is 0, for nobody has weight there."""
    return np.abs(found - aims) / np.where(aims > 0, aims, 1)


def newton(curved: Curved, start: NDArray[np.float64], *, tolerance: float) -> tuple[NDArray[np.float64], int]:
    """Return better logarithms and the number of steps made; a step is halved until it helps, and the one that cannot ends it.

    The factors sought make Σ weights - Σ aim × logarithm smallest: a bowl without a second bottom, so going down is enough.
    Source: Deville, Särndal and Sautory (1993), JASA 88, 1013-1020 (raking as calibration).
    """
    logs, found = start, curved.found(start)
    for steps in range(MOST_STEPS):
        error = float(relative_errors(found, curved.aims).max())
        if error <= tolerance:
            return logs, steps
        step = _direction(curved.together(logs), curved.aims - found)
        step *= min(1.0, LONGEST_CHANGE / max(float(np.abs(step).max()), LONGEST_CHANGE))
        while np.abs(step).max() > SHORTEST_STEP * error:
            tried = curved.found(logs + step)
            # Near the bottom the bowl is too flat for its depth to be told; there the errors tell.
            depth = (tried - found).sum() / curved.repeats - curved.aims @ step
            if depth < ENOUGH * ((found - curved.aims) @ step) or relative_errors(tried, curved.aims).max() < error / 2:
                break
            step /= 2
        else:
            return logs, steps
        logs, found = logs + step, tried
    return logs, MOST_STEPS


def _direction(together: NDArray[np.float64], gap: NDArray[np.float64]) -> NDArray[np.float64]:
    """Solve together × direction = gap, every category measured in the square root of what it has."""
    found = together.diagonal()
    shrink = np.divide(1, np.sqrt(found), out=np.zeros(len(found)), where=found > 0)
    solved = np.linalg.lstsq(together * shrink * shrink[:, None], gap * shrink, rcond=SAME_DIRECTION)[0]
    return np.asarray(shrink * solved, dtype=np.float64)


def pairs_of_categories(margins: Sequence[Margin], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the weight in both of two categories, for all pairs of categories of all margins."""
    ends = np.cumsum([0, *(margin.size for margin in margins)])
    weight = np.zeros((ends[-1], ends[-1]))
    for at, margin in enumerate(margins):
        own = slice(ends[at], ends[at + 1])
        weight[own, own] = np.diag(count_cells(joint_cells([margin]), margin.size, weights))
    for first, second in combinations(range(len(margins)), 2):
        pair = [margins[first], margins[second]]
        sizes = (pair[0].size, pair[1].size)
        table = count_cells(joint_cells(pair), sizes[0] * sizes[1], weights).reshape(sizes)
        down, across = slice(ends[first], ends[first + 1]), slice(ends[second], ends[second + 1])
        weight[down, across], weight[across, down] = table, table.T
    return weight
