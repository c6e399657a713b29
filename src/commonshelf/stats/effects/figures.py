"""What every comparison gives out: an effect with its interval, and a placebo test beside it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from scipy.special import stdtr, stdtrit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

ROUNDING = 1e-11

Scale = Literal["difference", "ratio"]
"""difference: figures as they are, effects in their unit. ratio: logarithms inside, effects as shares (-0.2 is a fall by a fifth)."""


@dataclass(frozen=True)
class Effect:
    """How far things lie from what the comparison expects, with an interval that aims at covering the truth `level` of the time.

    In scale "difference" value, low and high are in the unit of the figures for one period; in scale "ratio" they are shares
    of what was expected. standard_error and degrees_of_freedom (None where the interval is not Student's) belong to the working scale, which for
    ratios is the logarithm. p_value is two-sided, of no effect at all.
    """

    value: float
    low: float
    high: float
    p_value: float
    level: float
    scale: Scale
    standard_error: float | None
    degrees_of_freedom: float | None

    @property
    def surely_not_zero(self) -> bool:
        """Whether the interval leaves zero out."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class PlaceboTest:
    """The same calculation where nothing changed: in other places, or at earlier dates of the same place.

    size is how large the real effect is by the measure named in the method's page, sizes the same for each pretended change,
    as_large how many of them are at least as large. p_value = (as_large + 1) / (tried + 1): with few places it cannot be small.
    """

    kind: Literal["in_space", "in_time"]
    size: float
    sizes: tuple[float, ...]

    @property
    def tried(self) -> int:
        """How many changes were pretended."""
        return len(self.sizes)

    @property
    def as_large(self) -> int:
        """How many pretended changes look at least as large as the real one; rounding must not decide."""
        return sum(one >= self.size * (1 - 1e-12) for one in self.sizes)

    @property
    def p_value(self) -> float:
        """The share of all changes, the real one among them, that look at least as large as the real one."""
        return (self.as_large + 1) / (self.tried + 1)


def student_effect(value: float, standard_error: float, degrees_of_freedom: float, *, level: float, scale: Scale) -> Effect:
    """Return the effect with Student's interval; value and standard_error are on the working scale.

    An error of zero (figures without any noise) gives an interval of no width and a p-value of 0, or 1 for no effect at all.
    """
    arm = float(stdtrit(degrees_of_freedom, (1 + level) / 2)) * standard_error
    p_value = float(2 * stdtr(degrees_of_freedom, -abs(value / standard_error))) if standard_error > 0 else float(value == 0)
    shown = [_shown(one, scale) for one in (value, value - arm, value + arm)]
    return Effect(shown[0], shown[1], shown[2], p_value, level, scale, standard_error, degrees_of_freedom)


def interval_effect(value: float, low: float, high: float, p_value: float, *, level: float, scale: Scale) -> Effect:
    """Return the effect with an interval found otherwise than by Student's t; all on the working scale."""
    return Effect(_shown(value, scale), _shown(low, scale), _shown(high, scale), p_value, level, scale, None, None)


def placebo_test(kind: Literal["in_space", "in_time"], size: float, sizes: Sequence[float]) -> PlaceboTest:
    """Freeze a placebo test."""
    return PlaceboTest(kind, float(size), tuple(float(one) for one in sizes))


def swept(values: NDArray[np.float64], figures: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return values with what is only rounding, beside the largest of the figures, made zero: the same figure every week is no effect."""
    return np.where(np.abs(values) <= ROUNDING * np.abs(figures).max(initial=0.0), 0.0, values)


def pooled_error(first: NDArray[np.float64], second: NDArray[np.float64]) -> tuple[float, float, float]:
    """Return (difference of means, its standard error, degrees of freedom) of two groups of units that spread alike.

    One of the groups may have a single unit; the spread then comes from the other.
    """
    degrees = len(first) + len(second) - 2
    spread = float(((first - first.mean()) ** 2).sum() + ((second - second.mean()) ** 2).sum()) / degrees
    return float(first.mean() - second.mean()), math.sqrt(spread * (1 / len(first) + 1 / len(second))), float(degrees)


def _shown(value: float, scale: Scale) -> float:
    return math.expm1(value) if scale == "ratio" and math.isfinite(value) else value
