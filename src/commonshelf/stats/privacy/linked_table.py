"""What is handed over to be published together: tables of the same people, and how their groups hang together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from commonshelf.stats.counts import as_counts
from commonshelf.stats.errors import EmptyTableError, WrongShapeError
from commonshelf.stats.frozen import freeze
from commonshelf.stats.privacy.errors import UnknownAxisError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True, eq=False)
class LinkedTable:
    """One table of people, one axis a name: LinkedTable(("age", "area"), counts).

    counts has one dimension for each axis, WITHOUT totals, whole people, each person in exactly one cell (so "not known" is a
    category of its own). Tables that share an axis name share its categories, in the same order. part names a part of the people,
    such as "card holders", when the table counts only them: what remains when it is subtracted from a table of everybody is then
    protected too. Raises NotACountError, WrongShapeError (no axis), EmptyTableError, UnknownAxisError.
    """

    axes: tuple[str, ...]
    counts: ArrayLike
    part: str | None = None
    cells: NDArray[np.float64] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Keep a private copy of the counts, and refuse what has no axes."""
        cells = as_counts(self.counts)
        if cells.ndim == 0:
            raise WrongShapeError("a table has at least one axis")
        if cells.size == 0:
            raise EmptyTableError(f"the table of {', '.join(self.axes)} has no cells")
        if cells.ndim != len(self.axes) or len(set(self.axes)) != len(self.axes):
            raise UnknownAxisError(f"a table with {cells.ndim} dimensions needs as many different names, not {self.axes}")
        freeze(cells)
        object.__setattr__(self, "cells", cells)


@dataclass(frozen=True)
class Grouping:
    """An axis whose groups are made of the groups of another: district 0 is made of branches 0 and 1, parents=(0, 0, 1)."""

    coarse: str
    fine: str
    parents: tuple[int, ...]


def axis_sizes(shapes: Iterable[tuple[tuple[str, ...], tuple[int, ...]]], groupings: Sequence[Grouping]) -> dict[str, int]:
    """Return how many categories each axis has. Raises UnknownAxisError when two tables or a grouping mean different things by a name."""
    sizes: dict[str, int] = {}
    wanted = [(axis, size) for axes, shape in shapes for axis, size in zip(axes, shape, strict=True)]
    for axis, size in wanted:
        if sizes.setdefault(axis, size) != size:
            raise UnknownAxisError(f"axis {axis!r} has {sizes[axis]} categories in one table and {size} in another")
    coarse = Counter(grouping.coarse for grouping in groupings)
    for grouping in groupings:
        if grouping.fine in coarse or coarse[grouping.coarse] > 1:
            raise UnknownAxisError(f"{grouping.coarse!r} and {grouping.fine!r}: an axis is grouped once, from the finest groups")
        groups = set(grouping.parents)
        known = sizes.setdefault(grouping.fine, len(grouping.parents)) == len(grouping.parents)
        if not known or groups != set(range(sizes.setdefault(grouping.coarse, len(groups)))):
            raise UnknownAxisError(f"the parents of {grouping.fine!r} do not fit the categories of {grouping.coarse!r}")
    return sizes
