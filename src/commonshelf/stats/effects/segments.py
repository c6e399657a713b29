"""The straight lines of an interrupted time series: one before, one after, and a season over both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEVEL, SLOPE = 2, 3  # columns of the design that hold the two changes


def segments(times: NDArray[np.float64], change_at: int, *, season: int | None, harmonics: int) -> NDArray[np.float64]:
    """Return the design matrix, shape (times, 4 + waves): one, time since the change, after or not, time since it if after, season.

    Time counts from change_at, so that the third coefficient is the jump at the first period after the change.
    """
    since = times - change_at
    after = (since >= 0).astype(np.float64)
    columns = [np.ones_like(since), since, after, after * since]
    if season is not None:
        for wave in range(1, harmonics + 1):
            angle = 2 * np.pi * wave * times / season
            columns.append(np.cos(angle))
            if 2 * wave != season:  # the fastest wave of an even season has no sine at whole periods
                columns.append(np.sin(angle))
    return np.column_stack(columns)


def contrasts(times: NDArray[np.float64], change_at: int, columns: int) -> NDArray[np.float64]:
    """Return three rows that pick, out of the coefficients, the mean effect after the change, the change of level and of slope."""
    picked = np.zeros((3, columns))
    picked[0, LEVEL] = picked[1, LEVEL] = picked[2, SLOPE] = 1.0
    picked[0, SLOPE] = float((times[times >= change_at] - change_at).mean())
    return picked
