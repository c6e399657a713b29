"""How every method reads the numbers it is given: as a private copy, or not at all, with the place of the first that is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.errors import StatsError, WrongShapeError

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import ArrayLike, NDArray


def read_numbers(given: ArrayLike, refusal: type[StatsError], must: str, *, copy: bool = True) -> NDArray[np.float64]:
    """Return `given` as floats; None becomes NaN. Without `copy` an array of floats comes back as it is, to be read only.

    Raises `refusal` where something is no number or rows differ in length; `must` begins its message: "costs must be numbers".
    """
    try:
        return np.array(given, dtype=np.float64) if copy else np.asarray(given, dtype=np.float64)
    except (TypeError, ValueError) as fault:
        raise refusal(f"{must}: {fault}") from fault


def ensure_dimensions(values: NDArray[Any], dimensions: int, has: str, makes: str) -> None:
    """Raise WrongShapeError unless there are so many dimensions: "costs has" 2 dimensions; "one cost for each project makes one"."""
    if values.ndim != dimensions:
        raise WrongShapeError(f"{has} {values.ndim} dimensions; {makes}")


def first_where(wrong: NDArray[np.bool_]) -> tuple[int, ...] | None:
    """Return the place of the first value that is wrong, by rows; None when none is."""
    return tuple(int(index) for index in np.argwhere(wrong)[0]) if wrong.any() else None
