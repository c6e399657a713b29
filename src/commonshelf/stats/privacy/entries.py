"""Everything printed in tables of the same people, as one list of entries and the rules by which they add up."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from commonshelf.stats.privacy.errors import TablesDisagreeError
from commonshelf.stats.privacy.linked_table import Grouping, axis_sizes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

Key = frozenset[tuple[str, int]]
"""The group an entry counts: one category on each axis it is told apart by. The empty key is everybody."""

WITHIN, OUTSIDE = 0, 1
MARGIN_PRICE = 10.0  # hiding a total costs a reader about as much as hiding ten cells


@dataclass(frozen=True, eq=False)
class Printed:
    """One table with its totals: values has one more entry along each axis, NaN where it is hidden."""

    axes: tuple[str, ...]
    values: NDArray[np.float64]
    part: str | None = None

    def groups(self) -> Iterator[Key]:
        """Give the group of every entry, in the order of values.ravel()."""
        own = set() if self.part is None else {(part_axis(self.part), WITHIN)}
        for place in product(*(range(size) for size in self.values.shape)):
            told_apart = {(axis, at) for axis, at, size in zip(self.axes, place, self.values.shape, strict=True) if at < size - 1}
            yield frozenset(told_apart | own)

    def prices(self) -> NDArray[np.float64]:
        """Return what hiding each entry costs a reader of this table: 1 to 2, more for larger counts, ten times that for each total it is."""
        price = 1.0 + self.values / max(1.0, float(np.nanmax(self.values, initial=0.0)))
        for axis in range(self.values.ndim):
            price[(slice(None),) * axis + (-1,)] *= MARGIN_PRICE
        return price.ravel()


@dataclass(frozen=True, eq=False)
class Entries:
    """All entries of all tables once each, and after them what only subtraction gives (people outside a part).

    values: NaN where hidden. printed: False for what only subtraction gives. prices: what hiding costs. rules @ values == 0.
    places: for each table, the entry behind each of its places, of the shape of the table with its totals.
    """

    keys: tuple[Key, ...]
    values: NDArray[np.float64]
    printed: NDArray[np.bool_]
    prices: NDArray[np.float64]
    rules: sparse.csr_array
    places: tuple[NDArray[np.intp], ...]
    sizes: dict[str, int]


def part_axis(part: str) -> str:
    """Return the name of the axis that tells a part of the people from the rest."""
    return f"part: {part}"


def gather(tables: Sequence[Printed], groupings: Sequence[Grouping]) -> Entries:
    """Put tables together. Raises UnknownAxisError, and TablesDisagreeError where two of them contradict each other."""
    shapes = [(table.axes, tuple(size - 1 for size in table.values.shape)) for table in tables]
    sizes = axis_sizes(shapes, groupings)
    values: dict[Key, float] = {}
    prices: dict[Key, float] = {}
    for table in tables:
        for key, value, price in zip(table.groups(), table.values.ravel().tolist(), table.prices().tolist(), strict=True):
            known = values.get(key, np.nan)
            if value != known and not np.isnan(value) and not np.isnan(known):
                raise TablesDisagreeError(f"{_group(key)}: {known:g} people in one table and {value:g} in another")
            values[key] = known if np.isnan(value) else value
            prices[key] = prices.get(key, 0.0) + price
    printed = len(values)
    parts = {table.part for table in tables if table.part is not None}
    for part in parts:
        sizes[part_axis(part)] = 2
        values |= _outside(values, part_axis(part))
    at = {key: place for place, key in enumerate(values)}
    return Entries(
        keys=tuple(values),
        values=np.array(list(values.values()), dtype=np.float64),
        printed=np.arange(len(values)) < printed,
        prices=np.array([prices.get(key, 0.0) for key in values]),
        rules=_rules(at, sizes, groupings),
        places=tuple(np.array([at[key] for key in table.groups()]).reshape(table.values.shape) for table in tables),
        sizes=sizes,
    )


def _outside(values: dict[Key, float], axis: str) -> dict[Key, float]:
    """Return the people outside a part, for every group that is printed for the part and for everybody."""
    found = {}
    for key, value in values.items():
        everybody = key - {(axis, WITHIN)}
        if everybody != key and everybody in values:
            rest = values[everybody] - value
            if rest < 0:
                raise TablesDisagreeError(f"{_group(key)}: {value:g} people, more than the {values[everybody]:g} of whom they are a part")
            found[everybody | {(axis, OUTSIDE)}] = rest
    return found


def _rules(at: dict[Key, int], sizes: dict[str, int], groupings: Sequence[Grouping]) -> sparse.csr_array:
    """Return one rule for each entry and each way in which others add up to it: their sum less the entry is 0."""
    columns: list[int] = []
    signs: list[float] = []
    starts = [0]
    for whole, children in _sums(at, sizes, groupings):
        places = [at[child] for child in children if child in at]
        if len(places) == len(children):
            columns += [*places, at[whole]]
            signs += [1.0] * len(places) + [-1.0]
            starts.append(len(columns))
    return sparse.csr_array((signs, columns, starts), shape=(len(starts) - 1, len(at)))


def _sums(at: dict[Key, int], sizes: dict[str, int], groupings: Sequence[Grouping]) -> Iterator[tuple[Key, list[Key]]]:
    for key in at:
        told_apart = {axis for axis, _ in key}
        for axis, size in sizes.items():
            if axis not in told_apart:
                yield key, [key | {(axis, category)} for category in range(size)]
        for grouping in groupings:
            for group in range(sizes[grouping.coarse]):
                if (grouping.coarse, group) in key:
                    rest = key - {(grouping.coarse, group)}
                    yield key, [rest | {(grouping.fine, fine)} for fine, of in enumerate(grouping.parents) if of == group]


def _group(key: Key) -> str:
    return ", ".join(f"{axis} {category}" for axis, category in sorted(key)) or "everybody"
