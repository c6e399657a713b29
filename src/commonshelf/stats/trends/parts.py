"""The parts of a model of daily counts: a level that bends once a year, the waves of a year, the days of a week."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Whole = NDArray[np.intp]

DAYS_A_YEAR = 365.25
MONDAY_FIRST = 3  # 1 January 1970, day 0, was a Thursday


@dataclass(frozen=True)
class Parts:
    """The columns of the model: hats for the level, then waves, then weekdays; `weekdays` are those that were ever counted."""

    level: Floats
    season: Floats
    weekday: Floats
    weekdays: Whole

    @property
    def all(self) -> Floats:
        """Every column, side by side."""
        return np.concatenate([self.level, self.season, self.weekday], axis=1)

    def split(self, coefficients: Floats) -> tuple[Floats, Floats, Floats]:
        """Return the coefficients of each part."""
        first, second = self.level.shape[1], self.level.shape[1] + self.season.shape[1]
        return coefficients[:first], coefficients[first:second], coefficients[second:]


def parts_of(days: Whole, known: NDArray[np.bool_], *, harmonics: int, level_days: float) -> Parts:
    """Lay out the columns for days since 1970, shape (n,). What the counted days cannot tell is left out."""
    counted = days[known]
    span = float(counted[-1] - counted[0])
    pieces = int(span // level_days)
    season = year_waves(days, harmonics if span >= DAYS_A_YEAR - 1 else 0)
    weekday = (days + MONDAY_FIRST) % 7
    weekdays = np.unique(weekday[known])
    return Parts(_hats(days, np.quantile(counted, np.linspace(0, 1, pieces + 1))), season, _contrasts(weekday, weekdays), weekdays)


def year_waves(days: Whole, harmonics: int) -> Floats:
    """Return (n, 2 harmonics): cosine and sine of each harmonic of the year."""
    angle = 2 * np.pi * days[:, None] * np.arange(1, harmonics + 1) / DAYS_A_YEAR
    return np.stack([np.cos(angle), np.sin(angle)], axis=2).reshape(len(days), 2 * harmonics)


def _hats(days: Whole, knots: Floats) -> Floats:
    """Return straight lines between knots: (n, knots), each row adding up to one; constant where there is one knot, and outside."""
    if len(knots) == 1:
        return np.ones((len(days), 1))
    return np.stack([np.interp(days, knots, row) for row in np.eye(len(knots))], axis=1)


def _contrasts(weekday: Whole, weekdays: Whole) -> Floats:
    """Return (n, weekdays - 1): the last weekday is minus the sum of the others, so that effects add up to nothing on the log scale."""
    mine = weekday[:, None] == weekdays
    return np.asarray(mine[:, :-1].astype(np.float64) - mine[:, -1:], dtype=np.float64)
