"""Errors of a difference in differences when many units changed: units are independent, a unit's own periods are not."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.effects.errors import TooFewUnitsError
from commonshelf.stats.effects.figures import Effect, Scale, student_effect

if TYPE_CHECKING:
    from numpy.typing import NDArray

FEWEST_CLUSTERS = 5


def clustered(changed: NDArray[np.float64], controls: NDArray[np.float64], before: int, *, level: float, scale: Scale) -> Effect:
    """Return the two-way fixed-effects estimate with errors clustered by unit, and Student's interval with units - 1 degrees of freedom.

    Small-sample factor G/(G-1) · (N-1)/(N-K), as in statsmodels and Stata. Raises TooFewUnitsError below five changed units or
    five controls: with one changed unit this error comes out far too small, since that unit's residuals are fitted away.
    Source: Liang and Zeger (1986), Biometrika 73, 13-22; Conley and Taber (2011), Rev. Econ. Stat. 93, 113-125, for few changed units.
    """
    if min(len(changed), len(controls)) < FEWEST_CLUSTERS:
        raise TooFewUnitsError(
            f"{len(changed)} changed units and {len(controls)} controls; clustered errors take {FEWEST_CLUSTERS} of each, use errors='collapsed'"
        )
    values = np.vstack([changed, controls])
    units, periods = values.shape
    is_changed = np.repeat([1.0, 0.0], [len(changed), len(controls)])
    is_after = (np.arange(periods) >= before).astype(np.float64)
    switch = np.outer(is_changed - is_changed.mean(), is_after - is_after.mean())
    plain = values - values.mean(axis=1, keepdims=True) - values.mean(axis=0) + values.mean()
    size = float((switch**2).sum())
    value = float((switch * plain).sum()) / size
    scores = (switch * (plain - value * switch)).sum(axis=1)
    small_sample = units / (units - 1) * (values.size - 1) / (values.size - units - periods)
    error = math.sqrt(small_sample * float((scores**2).sum())) / size
    return student_effect(value, error, float(units - 1), level=level, scale=scale)
