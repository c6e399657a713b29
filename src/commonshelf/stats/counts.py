"""One rule for what a count is, shared by every method that takes counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.errors import NotACountError, OutOfRangeError
from commonshelf.stats.reading import first_where, read_numbers

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


def as_counts(counts: ArrayLike) -> NDArray[np.float64]:
    """Return a private float copy of counts; NaN stays NaN, and means that nobody counted.

    Raises NotACountError, with the position, for text, infinity, a negative number or a fraction.
    """
    values = read_numbers(counts, NotACountError, "counts must be numbers in an even array")
    wrong = np.isinf(values) | (values < 0) | (values != np.floor(values)) & ~np.isnan(values)
    first = first_where(wrong)
    if first is not None:
        raise NotACountError(f"the count at position {first} is {values[first]}; counts are whole numbers from 0 up")
    return values


def check_share(name: str, value: float) -> None:
    """Raise OutOfRangeError unless value lies strictly between 0 and 1."""
    if not 0 < value < 1:
        raise OutOfRangeError(f"{name} is {value}; it must lie between 0 and 1, without them")
