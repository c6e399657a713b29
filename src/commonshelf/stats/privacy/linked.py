"""Several tables of the same people, made safe together: what one table hides, another must not tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.errors import EmptyTableError, MissingCellError
from commonshelf.stats.privacy.entries import Printed, gather
from commonshelf.stats.privacy.joint import hangs_in_a_ring, joint_rules
from commonshelf.stats.privacy.moves import Ground
from commonshelf.stats.privacy.protection import protect
from commonshelf.stats.privacy.safe_table import SafeTable, check_threshold, hide
from commonshelf.stats.privacy.sums import with_margins

if TYPE_CHECKING:
    from collections.abc import Sequence

    from commonshelf.stats.privacy.linked_table import Grouping, LinkedTable


@dataclass(frozen=True, eq=False)
class SafeTables:
    """Tables as they may be shown together, in the order they came in.

    An entry that several tables print is hidden in all of them or in none. entries and hidden_entries count each such entry once.
    in_a_ring says whether the tables' axes form a ring, so that their common table was searched too.
    """

    tables: tuple[SafeTable, ...]
    threshold: int
    entries: int
    hidden_entries: int
    in_a_ring: bool


def suppress_linked(tables: Sequence[LinkedTable], *, threshold: int, groupings: Sequence[Grouping] = ()) -> SafeTables:
    """Decide which counts of people may be shown in tables of the same people, each printed with all its totals.

    Tables are linked by the names of their axes: age x area and age x language share the age totals. groupings tell of axes whose
    groups are made of the groups of another (districts of branches). A table with a part (card holders) beside a table of everybody
    also gives, by subtraction, everybody else, who are protected though nobody prints them. Hidden are all counts from 1 to
    threshold - 1, totals too, and further entries as needed. Zeros are always shown; what they tell is not protected.

    The promise, proven entry by entry with whole numbers of people: whoever knows everything shown in all these tables, how they hang
    together, the threshold, and that zeros are never hidden, still finds the threshold possible for each small count, and the least
    it can be at all (1; for a total as many as its groups that are not zero make sure). threshold 1 hides nothing.

    Raises EmptyTableError (no tables), MissingCellError (NaN), OutOfRangeError, UnknownAxisError, TablesDisagreeError, and
    TooManyCellsError for tables in a ring that cross more than 20,000 cells.
    Source: Kelly, Golden and Assad (1992), Networks 22, 397-417; Castro (2007), INFORMS Journal on Computing 19, 520-533; de Wolf and
    Giessing (2009), linked tables. See docs/methods/linked-tables.md.
    """
    check_threshold(threshold)
    if not tables:
        raise EmptyTableError("there is no table")
    for table in tables:
        if np.isnan(table.cells).any():
            first = tuple(int(index) for index in np.argwhere(np.isnan(table.cells))[0])
            raise MissingCellError(f"the cell at position {first} of the table of {', '.join(table.axes)} is missing")
    printed = [Printed(table.axes, with_margins(table.cells), table.part) for table in tables]
    ring = hangs_in_a_ring(printed, groupings)
    entries = gather(printed, groupings)
    ground = Ground(entries, joint_rules(entries, groupings) if ring else None)
    hidden = protect(ground, threshold)
    safe = tuple(hide(table.values, hidden[places], threshold) for table, places in zip(printed, entries.places, strict=True))
    return SafeTables(
        tables=safe,
        threshold=int(threshold),
        entries=int(entries.printed.sum()),
        hidden_entries=int(hidden.sum()),
        in_a_ring=ring,
    )
