"""Weights that are never negative and add up to one: the mix of controls nearest to the changed unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROUNDING = 1e-14
TIE = 1e-10


@dataclass(frozen=True)
class Mix:
    """weights, shape (controls,), and whether any other weights would do as well."""

    weights: NDArray[np.float64]
    unique: bool


def nearest_mix(target: NDArray[np.float64], candidates: NDArray[np.float64], *, ridge: float = 0.0) -> Mix:
    """Return the w >= 0 with sum 1 that makes |target - w·candidates|² + ridge |w|² least; exactly, in finitely many steps.

    target has shape (d,), candidates (m, d), m >= 1. Seen from the target the candidates span a body, and the nearest mix is the point of
    it closest to the origin. Source: Wolfe (1976), Finding the nearest point in a polytope, Math. Programming 11, 128-149.
    """
    points = candidates - target
    if ridge > 0:
        points = np.hstack([points, np.sqrt(ridge) * np.eye(len(candidates))])
    largest = float((points**2).sum(axis=1).max())
    if largest == 0:
        return Mix(np.eye(len(points))[0], len(points) == 1)
    chosen = [int((points**2).sum(axis=1).argmin())]
    weights = np.ones(1)
    nearest = points[chosen[0]]
    while True:
        reach = points @ nearest
        best = int(reach.argmin())
        if reach[best] >= nearest @ nearest - ROUNDING * largest or best in chosen:
            break
        trial, trial_weights = _settle(points, [*chosen, best], np.append(weights, 0.0))
        moved = trial_weights @ points[trial]
        if moved @ moved >= nearest @ nearest:
            break
        chosen, weights, nearest = trial, trial_weights, moved
    full = np.zeros(len(points))
    full[chosen] = weights
    return Mix(full / full.sum(), _unique(points, nearest, largest))


def _settle(points: NDArray[np.float64], chosen: list[int], weights: NDArray[np.float64]) -> tuple[list[int], NDArray[np.float64]]:
    """Walk to the nearest point of the plane through the chosen ones, dropping those whose weight reaches zero on the way."""
    while True:
        goal = _nearest_in_plane(points[chosen])
        if (goal > ROUNDING).all():
            return chosen, goal
        falling = goal <= ROUNDING
        stride = float((weights[falling] / np.maximum(weights[falling] - goal[falling], ROUNDING)).min())
        weights = weights + min(1.0, stride) * (goal - weights)
        dropped = int(np.flatnonzero(falling)[weights[falling].argmin()])
        chosen = chosen[:dropped] + chosen[dropped + 1 :]
        weights = np.delete(weights, dropped)


def _nearest_in_plane(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the weights, of any sign, with sum 1 whose mix lies closest to the origin."""
    steps = np.linalg.lstsq((points[1:] - points[0]).T, -points[0], rcond=None)[0]
    return np.concatenate([[1 - steps.sum()], steps])


def _unique(points: NDArray[np.float64], nearest: NDArray[np.float64], largest: float) -> bool:
    """Tell whether the points that touch the nearest plane are in general position: then only one mix of them reaches it."""
    touching = points[points @ nearest - nearest @ nearest <= TIE * largest]
    return len(touching) == 1 or int(np.linalg.matrix_rank(touching[1:] - touching[0])) == len(touching) - 1
