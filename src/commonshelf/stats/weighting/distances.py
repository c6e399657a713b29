"""How far calibration may move a weight, and at what price: the curve from what a person is offered to their factor."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from commonshelf.stats.errors import OutOfRangeError

if TYPE_CHECKING:
    from collections.abc import Callable

Distance = Literal["linear", "raking", "logit"]
"""linear: factors 1 + u, which may turn negative. raking: exp(u), never negative. logit: between two bounds."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Curve:
    """factor(u) is what a weight is multiplied by, slope(u) its derivative; both take and return shape (people,)."""

    factor: Callable[[Floats], Floats]
    slope: Callable[[Floats], Floats]


def curve(distance: Distance, bounds: tuple[float, float] | None) -> Curve:
    """Return the curve of a distance. Raises OutOfRangeError for an unknown one, or for bounds that do not lie around 1."""
    if distance not in get_args(Distance):
        raise OutOfRangeError(f"distance is {distance!r}; it must be one of {', '.join(get_args(Distance))}")
    if bounds is None:
        if distance == "logit":
            raise OutOfRangeError("logit needs bounds: the smallest and the largest factor a weight may be changed by")
        return Curve(lambda u: 1 + u, np.ones_like) if distance == "linear" else Curve(np.exp, np.exp)
    low, high = bounds
    if not (low < 1 < high):
        raise OutOfRangeError(f"bounds are {bounds}; the factor 1, which changes nothing, must lie between them")
    if distance == "logit":
        return _logit(low, high)
    return _clipped(curve(distance, None), low, high)


def _clipped(free: Curve, low: float, high: float) -> Curve:
    def slope(u: Floats) -> Floats:
        factor = free.factor(u)
        return np.where((factor > low) & (factor < high), free.slope(u), 0.0)

    return Curve(lambda u: np.clip(free.factor(u), low, high), slope)


def _logit(low: float, high: float) -> Curve:
    if not (math.isfinite(low) and math.isfinite(high)):
        raise OutOfRangeError(f"bounds are {(low, high)}; logit needs both of them")
    steep = (high - low) / ((1 - low) * (high - 1))

    def share(u: Floats) -> Floats:
        """Return how far between the bounds the factor lies: (1 - low) / (high - low) at u = 0."""
        ahead: Floats = 1 / (1 + (high - 1) / (1 - low) * np.exp(-np.clip(steep * u, -700, 700)))
        return ahead

    def slope(u: Floats) -> Floats:
        part = share(u)
        return (high - low) * steep * part * (1 - part)

    return Curve(lambda u: low + (high - low) * share(u), slope)
