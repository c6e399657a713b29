"""Which line an interrupted time series fits, and how large its break looks there, earlier and elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from commonshelf.stats.effects.figures import swept
from commonshelf.stats.effects.hanging_together import Fit, newey_west, prais_winsten
from commonshelf.stats.effects.segments import LEVEL, SLOPE, contrasts, segments
from commonshelf.stats.errors import OutOfRangeError

if TYPE_CHECKING:
    from numpy.typing import NDArray

Errors = Literal["prais_winsten", "newey_west"]
"""prais_winsten: neighbours lean on each other, modelled. newey_west: least squares with errors that allow for such ties."""

FEWEST_BEFORE, FEWEST_AFTER = 8, 3


@dataclass(frozen=True)
class Line:
    """Which line to fit, and how to tell its errors."""

    change_at: int
    season: int | None
    harmonics: int
    errors: Errors
    lags: int | None

    def __post_init__(self) -> None:
        if self.errors not in get_args(Errors):
            raise OutOfRangeError(f"errors is {self.errors!r}; it must be one of {', '.join(get_args(Errors))}")
        if self.season is not None and not 1 <= self.harmonics <= self.season / 2:
            raise OutOfRangeError(f"a season of {self.season} periods has 1 to {self.season // 2} waves, not {self.harmonics}")
        if self.lags is not None and self.lags < 0:
            raise OutOfRangeError(f"lags is {self.lags}; it must be 0 or more")

    def fewest_before(self) -> int:
        """Return how many periods before a change a fit takes."""
        return FEWEST_BEFORE if self.season is None else max(FEWEST_BEFORE, self.season, 2 * self.harmonics + 3)

    def lags_for(self, n: int) -> int:
        """Return the lags asked for, or 0.75 times the cube root of n, rounded down, at least 1 (the textbook rule)."""
        return max(1, int(0.75 * n ** (1 / 3) + 1e-9)) if self.lags is None else self.lags

    def fit(self, gap: NDArray[np.float64], times: NDArray[np.float64], *, change_at: int | None = None) -> Fit:
        """Fit the line broken at change_at, or at an earlier date to pretend."""
        at = self.change_at if change_at is None else change_at
        design = segments(times, at, season=self.season, harmonics=self.harmonics)
        picked = contrasts(times, at, design.shape[1])
        if self.errors == "newey_west":
            fit = newey_west(gap, design, times, picked, lags=self.lags_for(len(times)))
        else:
            fit = prais_winsten(gap, design, times, picked)
        return replace(fit, values=swept(fit.values, gap), standard_errors=swept(fit.standard_errors, gap))

    def expected(self, fit: Fit, times: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the line before, gone on as if nothing had changed."""
        design = segments(times, self.change_at, season=self.season, harmonics=self.harmonics)
        design[:, [LEVEL, SLOPE]] = 0.0
        gone_on: NDArray[np.float64] = design @ fit.coefficients
        return gone_on

    def earlier(self, gap: NDArray[np.float64], times: NDArray[np.float64]) -> list[float]:
        """Return how large the effect of each earlier date looks, from the periods before the change alone."""
        dates = range(self.fewest_before(), len(times) - FEWEST_AFTER + 1)
        return [size(self.fit(gap, times, change_at=int(times[date]))) for date in dates]

    def elsewhere(self, others: NDArray[np.float64], times: NDArray[np.float64]) -> list[float]:
        """Return how large the effect at the same date looks for each control beside the mean of the others."""
        gaps = [one - np.delete(others, row, axis=0).mean(axis=0) for row, one in enumerate(others)]
        return [size(self.fit(gap, times)) for gap in gaps]


def size(fit: Fit) -> float:
    """Return the mean effect in standard errors; the measure of both placebo tests."""
    value, error = abs(float(fit.values[0])), float(fit.standard_errors[0])
    if error == 0:
        return np.inf if value > 0 else 0.0
    return value / error
