"""Counts of many series on one grid of weeks, checked once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.counts import as_counts
from commonshelf.stats.errors import OutOfRangeError, WrongShapeError
from commonshelf.stats.reading import ensure_dimensions, first_where
from commonshelf.stats.trends.errors import ClosedButCountedError, NothingWatchedError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]
    Whole = NDArray[np.intp]


@dataclass(frozen=True)
class Weekly:
    """Counts and exposure of shape (series, weeks); `known` where a count says something. What is not known is 0 in `people`."""

    people: Floats
    exposure: Floats
    known: Bools
    branch: Whole
    branches: int
    learned: int

    @property
    def learning(self) -> slice:
        """The weeks to learn from."""
        return slice(0, self.learned)

    @property
    def watching(self) -> slice:
        """The weeks to watch."""
        return slice(self.learned, self.people.shape[1])


def as_weekly(counts: ArrayLike, *, learned: int, branch: ArrayLike | None, exposure: ArrayLike | None) -> Weekly:
    """Check what was handed in and copy it. Raises what `watch` raises."""
    values = as_counts(counts)
    ensure_dimensions(values, 2, "counts has", "(series, weeks) makes two")
    series, weeks = values.shape
    if not 0 < learned < weeks:
        raise NothingWatchedError(f"learned is {learned} of {weeks} weeks; there must be weeks to learn from and weeks to watch")
    open_share = _exposure(exposure, values.shape)
    known = ~np.isnan(values)
    people = values  # a private copy
    if not known.all():
        people[~known] = 0.0
    if open_share is None:
        open_share = np.broadcast_to(np.float64(1), values.shape)
    else:
        refuse_closed_but_counted(people, open_share)
        known &= open_share > 0
    codes, branches = _branches(branch, series)
    return Weekly(people, open_share, known, codes, branches, learned)


def _exposure(exposure: ArrayLike | None, shape: tuple[int, ...]) -> Floats | None:
    if exposure is None:
        return None
    given = np.array(exposure, dtype=np.float64)
    if given.shape[-1:] != shape[-1:] or given.shape not in {shape, shape[-1:]}:
        raise WrongShapeError(f"exposure has the shape {given.shape}; counts has {shape}")
    if not (np.isfinite(given) & (given >= 0)).all():
        raise OutOfRangeError("exposure is how much was open: a number from 0 (closed) up, known for each week")
    return np.broadcast_to(given, shape)


def refuse_closed_but_counted(people: Floats, exposure: Floats) -> None:
    """Raise ClosedButCountedError, with the position, where a closed time has people."""
    wrong = (people > 0) & (exposure <= 0)
    first = first_where(wrong)
    if first is not None:
        raise ClosedButCountedError(f"position {first} has {people[first]:.0f} people and an exposure of 0")


def _branches(branch: ArrayLike | None, series: int) -> tuple[Whole, int]:
    if branch is None:
        return np.zeros(series, dtype=np.intp), 1
    given = np.asarray(branch)
    if given.shape != (series,):
        raise WrongShapeError(f"branch has the shape {given.shape}; one entry for each of {series} series makes ({series},)")
    names, codes = np.unique(given, return_inverse=True)
    return codes.astype(np.intp), len(names)
