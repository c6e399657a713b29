"""Counts made coarse: to the nearest multiple, at random, or at random so that the sums still hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from commonshelf.stats.counts import as_counts
from commonshelf.stats.errors import EmptyTableError, MissingCellError, OutOfRangeError, WrongShapeError
from commonshelf.stats.frozen import freeze
from commonshelf.stats.privacy.cycles import round_along_cycles
from commonshelf.stats.privacy.sums import with_margins

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

RoundingMethod = Literal["nearest", "random", "controlled"]


@dataclass(frozen=True, eq=False)
class RoundedTable:
    """Counts and totals as multiples of the base.

    rounded has one more entry along each axis than the counts, for the totals. adds_up: whether every line adds up to its total.
    farthest: the most by which an entry can differ from the truth; whoever sees the entry alone knows no more than
    rounded +- farthest (and that it is not negative).
    """

    rounded: NDArray[np.float64]
    base: int
    method: RoundingMethod
    adds_up: bool
    farthest: float


def round_to_nearest(counts: ArrayLike, *, base: int) -> RoundedTable:
    """Round every count and every total to the nearest multiple of base; halfway goes to the even multiple.

    counts: people, any number of dimensions from 1, without totals. The same counts always give the same table, so printing it
    twice tells nothing new. Each entry is rounded alone, so lines need not add up, and a line and its total together may tell more
    than one of them alone. Raises EmptyTableError, MissingCellError, NotACountError, OutOfRangeError (base below 2).
    See docs/methods/rounding.md.
    """
    table = with_margins(_checked(counts, base))
    return _result(np.rint(table / base) * base, base, "nearest", farthest=base // 2)


def round_at_random(counts: ArrayLike, *, base: int, rng: np.random.Generator) -> RoundedTable:
    """Round every count and every total up or down to a multiple of base by lot, so that each is right on average.

    A count r above a multiple goes up with chance r / base; multiples stay, so a zero stays a zero. Each entry draws for itself: lines
    need not add up. Draw ONCE and keep the result: the average of many draws is the truth. Raises as round_to_nearest.
    Source: Nargundkar and Saveland (1972), Proc. Social Statistics Section, ASA, 382-385. See docs/methods/rounding.md.
    """
    table = with_margins(_checked(counts, base))
    below = np.floor(table / base)
    up = rng.random(table.shape) < table / base - below
    return _result((below + up) * base, base, "random", farthest=base - 1)


def round_controlled(counts: ArrayLike, *, base: int, rng: np.random.Generator) -> RoundedTable:
    """Round a table by lot so that each entry is right on average, is a neighboring multiple of base, AND all lines add up.

    counts: people, one or two dimensions, without totals. Multiples stay. Draw ONCE and keep the result.
    Raises as round_to_nearest, and WrongShapeError for more than two dimensions (there it is not always possible).
    Source: Cox (1987), JASA 82, 520-524 (cycles); Causey, Cox and Ernst (1985), JASA 80, 903-909 (more dimensions).
    See docs/methods/rounding.md.
    """
    cells = _checked(counts, base)
    if cells.ndim not in (1, 2):
        raise WrongShapeError(f"a table has one or two dimensions, not {cells.ndim}")
    rounded = round_along_cycles(with_margins(np.atleast_2d(cells)) / base, rng) * base
    return _result(rounded if cells.ndim == 2 else rounded[0], base, "controlled", farthest=base - 1)


def _result(rounded: NDArray[np.float64], base: int, method: RoundingMethod, *, farthest: float) -> RoundedTable:
    adds_up = bool((with_margins(rounded[(slice(-1),) * rounded.ndim]) == rounded).all())
    kept = rounded.copy()
    freeze(kept)
    return RoundedTable(rounded=kept, base=int(base), method=method, adds_up=adds_up, farthest=float(farthest))


def _checked(counts: ArrayLike, base: float) -> NDArray[np.float64]:
    if not base >= 2 or base != int(base):
        raise OutOfRangeError(f"base is {base}; it is a whole number of people from 2 up")
    cells = as_counts(counts)
    if cells.ndim == 0:
        raise WrongShapeError("a table has at least one dimension")
    if cells.size == 0:
        raise EmptyTableError("the table has no cells")
    if np.isnan(cells).any():
        first = tuple(int(index) for index in np.argwhere(np.isnan(cells))[0])
        raise MissingCellError(f"the cell at position {first} is missing")
    return cells
