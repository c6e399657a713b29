"""What if the change had fallen on other units? Sets of units drawn by lot, and the interval that comes of comparing with them."""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.effects.errors import NeedsRandomnessError, TooFewUnitsError
from commonshelf.stats.effects.figures import Effect, Scale, interval_effect

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_SETS = 5_000


def sets_of_units(units: int, size: int, rng: np.random.Generator | None) -> NDArray[np.intp]:
    """Return every set of `size` of the units, the first ones first; where there are over 5,000, that many drawn with rng after the first.

    Shape (sets, size). Raises NeedsRandomnessError where drawing is needed and rng is None.
    """
    if math.comb(units, size) <= MOST_SETS:
        return np.array(list(combinations(range(units), size)), dtype=np.intp)
    if rng is None:
        raise NeedsRandomnessError(f"there are {math.comb(units, size)} sets of {size} among {units} units; pass rng to draw {MOST_SETS}")
    drawn = rng.permuted(np.tile(np.arange(units), (MOST_SETS - 1, 1)), axis=1)[:, :size]
    return np.vstack([np.arange(size), drawn]).astype(np.intp)


def by_lot(
    changed: NDArray[np.float64], controls: NDArray[np.float64], *, level: float, scale: Scale, rng: np.random.Generator | None
) -> Effect:
    """Return the difference of means with the interval of every effect that drawing lots would not call surprising.

    changed and controls hold one figure a unit. An effect is surprising when, taken away from the changed units, their
    difference is among the largest of all sets that could have been drawn; each set rules out what lies beyond two bounds, known in closed form.
    Raises TooFewUnitsError where even the largest difference is no surprise at this level: it takes about 1 / (1 - level) sets.
    Source: Fisher (1935), The Design of Experiments; Rosenbaum (2002), Observational Studies, chapter 2, for the interval.
    """
    values = np.concatenate([changed, controls])
    size = len(changed)
    drawn = sets_of_units(len(values), size, rng)
    inside = np.zeros((len(drawn), len(values)))
    np.put_along_axis(inside, drawn, 1.0, axis=1)
    weights = inside / size - (1 - inside) / len(controls)
    differences = weights @ values
    moved = weights[:, :size].sum(axis=1)  # how far a set's difference moves when the changed units move by one
    observed = float(differences[0])
    low, high = _bounds(observed, differences, moved)
    surprise = math.floor((1 - level) * len(drawn) + 1e-9)
    lowest, highest = float(np.sort(low)[surprise]), float(np.sort(high)[::-1][surprise])
    if math.isinf(lowest) or math.isinf(highest):
        raise TooFewUnitsError(f"{len(drawn)} ways to draw the changed units are too few for an interval at level {level}")
    p_value = float(np.mean(np.abs(differences) >= abs(observed) * (1 - 1e-12)))
    return interval_effect(observed, lowest, highest, p_value, level=level, scale=scale)


def _bounds(
    observed: float, differences: NDArray[np.float64], moved: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return for each set the effects between which it looks at least as far out as the changed units: |observed - t| <= |difference - moved t|."""
    along, against = 1 - moved, 1 + moved
    with np.errstate(divide="ignore", invalid="ignore"):
        one, other = (observed - differences) / along, (observed + differences) / against
    tied = (along < 1e-9) | (against < 1e-9)
    return np.where(tied, -np.inf, np.minimum(one, other)), np.where(tied, np.inf, np.maximum(one, other))
