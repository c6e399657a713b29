"""A table as it may be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.errors import OutOfRangeError
from commonshelf.stats.frozen import freeze

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class SafeTable:
    """A table as it may be shown.

    suppressed has the shape of the counts; shown and hidden have one more entry along each axis, for the totals (the last row,
    the last column, their corner the grand total). shown holds the counts with NaN where hidden. Which of the hidden were small
    and which only protect them is deliberately not told: whoever knew could subtract.
    """

    suppressed: NDArray[np.bool_]
    hidden: NDArray[np.bool_]
    shown: NDArray[np.float64]
    threshold: int

    @property
    def total(self) -> float:
        """The grand total, or NaN when it had to be hidden."""
        return float(self.shown.ravel()[-1])


def hide(table: NDArray[np.float64], hidden: NDArray[np.bool_], threshold: int) -> SafeTable:
    """Return the table with its totals as it may be shown, hidden saying what may not, of the same shape."""
    shown = np.where(hidden, np.nan, table)
    suppressed = hidden[(slice(-1),) * hidden.ndim].copy()
    freeze(suppressed, hidden, shown)
    return SafeTable(suppressed=suppressed, hidden=hidden, shown=shown, threshold=int(threshold))


def check_threshold(threshold: float) -> None:
    """Raise OutOfRangeError unless the threshold is a whole number from 1 up."""
    if not threshold >= 1 or threshold != int(threshold):
        raise OutOfRangeError(f"threshold is {threshold}; it is a whole number of people from 1 up")
