"""Hide small counts, and enough others that no subtraction brings them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.counts import as_counts
from commonshelf.stats.errors import EmptyTableError, MissingCellError, WrongShapeError
from commonshelf.stats.privacy.linked import suppress_linked
from commonshelf.stats.privacy.linked_table import LinkedTable
from commonshelf.stats.privacy.safe_table import SafeTable, check_threshold

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

AXES = ("rows", "columns")


def suppress_table(counts: ArrayLike, *, threshold: int) -> SafeTable:
    """Decide which counts of people may be shown beside their totals.

    counts has shape (k,) for one line of groups with its total, or (rows, columns) for a two-way table with all margins; whole
    people. Hidden are all counts from 1 to threshold - 1, totals too, and further entries as needed. Zeros are always shown.

    The promise: whoever knows everything shown here, that lines add up, the threshold, and that zeros are never hidden, still finds
    every number from 1 to threshold possible for each small count, so cannot even tell that it is small. (A small total is known
    to be at least the number of its groups that are not zero; from there to threshold everything stays possible.) Not promised:
    safety against other tables of the same people (see suppress_linked), against someone who knows members of a group already, or
    for what a zero tells. threshold 1 hides nothing. Shown figures are exact.

    Raises EmptyTableError, WrongShapeError (not one- or two-dimensional), MissingCellError (NaN), NotACountError, OutOfRangeError.
    Source: Kelly, Golden and Assad (1992), Networks 22, 397-417; Castro (2007), INFORMS Journal on Computing 19, 520-533
    (protection by least-cost moves through the table). See docs/methods/small-cells.md.
    """
    check_threshold(threshold)
    cells = _checked(counts)
    return suppress_linked([LinkedTable(AXES[: cells.ndim], cells)], threshold=threshold).tables[0]


def _checked(counts: ArrayLike) -> NDArray[np.float64]:
    cells = as_counts(counts)
    if cells.ndim not in (1, 2):
        raise WrongShapeError(f"a table has one or two dimensions, not {cells.ndim}")
    if cells.size == 0:
        raise EmptyTableError("the table has no cells")
    if np.isnan(cells).any():
        first = tuple(int(index) for index in np.argwhere(np.isnan(cells))[0])
        raise MissingCellError(f"the cell at position {first} is missing")
    return cells
