"""Hide small counts, and enough others that no subtraction brings them back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linprog

from commonshelf.stats.counts import as_counts
from commonshelf.stats.errors import EmptyTableError, MissingCellError, OutOfRangeError, StatsError, WrongShapeError
from commonshelf.stats.privacy.sums import sum_rules, with_margins

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

MARGIN_PRICE = 10.0  # hiding a total costs a reader about as much as hiding ten cells
SMALLEST_MOVE = 1e-6  # people are whole; what moves by less than this did not move


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


def suppress_table(counts: ArrayLike, *, threshold: int) -> SafeTable:
    """Decide which counts of people may be shown beside their totals.

    counts has shape (k,) for one line of groups with its total, or (rows, columns) for a two-way table with all margins; whole
    people. Hidden are all counts from 1 to threshold - 1, totals too, and further entries as needed. Zeros are always shown.

    The promise: whoever knows everything shown here, that lines add up, the threshold, and that zeros are never hidden, still finds
    every number from 1 to threshold possible for each small count, so cannot even tell that it is small. (A small total is known
    to be at least the number of its groups that are not zero; from there to threshold everything stays possible.) Not promised: safety against other tables of the same people, against someone who knows members of a group already, or for what a zero tells.
    threshold 1 hides nothing. Shown figures are exact.

    Raises EmptyTableError, WrongShapeError (not one- or two-dimensional), MissingCellError (NaN), NotACountError, OutOfRangeError.
    Source: Kelly, Golden and Assad (1992), Networks 22, 397-417; Castro (2007), INFORMS Journal on Computing 19, 520-533
    (protection by least-cost moves through the table). See docs/methods/small-cells.md.
    """
    cells = _checked(counts, threshold)
    table = with_margins(cells)
    flat = table.ravel()
    small = (flat > 0) & (flat < threshold)
    least = with_margins(np.minimum(cells, 1.0)).ravel()
    hidden = _hide(flat, small, least, threshold, prices=_prices(table), rules=sum_rules(table.shape)).reshape(table.shape)
    shown = np.where(hidden, np.nan, table)
    suppressed = hidden[tuple(slice(0, size) for size in cells.shape)].copy()
    for array in (suppressed, hidden, shown):
        array.setflags(write=False)
    return SafeTable(suppressed=suppressed, hidden=hidden, shown=shown, threshold=int(threshold))


def _hide(
    flat: NDArray[np.float64],
    small: NDArray[np.bool_],
    least: NDArray[np.float64],
    threshold: int,
    *,
    prices: NDArray[np.float64],
    rules: NDArray[np.float64],
) -> NDArray[np.bool_]:
    """Protect the small counts one by one, smallest first: it needs the most room, and what hides it often hides the others."""
    hidden = small.copy()
    for place in sorted(np.flatnonzero(small), key=lambda place: (flat[place], place)):
        for target in (float(threshold), least[place]):
            if target != flat[place]:
                hidden |= _moved(flat, hidden, prices, rules, place, target)
    return hidden


def _moved(
    flat: NDArray[np.float64],
    hidden: NDArray[np.bool_],
    prices: NDArray[np.float64],
    rules: NDArray[np.float64],
    place: np.intp,
    target: float,
) -> NDArray[np.bool_]:
    """Return which entries must move, at the least price, so that the count at `place` could just as well be `target`.

    Entries hidden already move for nothing, zeros cannot move, nothing hidden falls below 1. It always succeeds: a count
    and its totals may all move together.
    """
    n = len(flat)
    price = np.where(hidden, 0.0, prices)
    up = np.where(flat > 0, np.inf, 0.0)
    down = np.where(flat > 0, flat - 1, 0.0)
    needed = target - flat[place]
    up[place], down[place] = max(needed, 0.0), max(-needed, 0.0)
    goal = np.zeros(2 * n)
    goal[:n] = goal[n:] = price
    goal[place] = goal[n + place] = 0.0
    lower = np.zeros(2 * n)
    lower[place if needed > 0 else n + place] = abs(needed)
    answer = linprog(
        goal,
        A_eq=np.hstack([rules, -rules]),
        b_eq=np.zeros(len(rules)),
        bounds=np.column_stack([lower, np.concatenate([up, down])]),
        method="highs-ds",
    )
    if not answer.success:
        raise StatsError(f"no protection found for entry {place}: {answer.message}")
    moved: NDArray[np.bool_] = np.abs(answer.x[:n] - answer.x[n:]) > SMALLEST_MOVE
    return moved


def _prices(table: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what hiding each entry costs: about 1, a little more for large counts, and far more for each margin it lies in."""
    price = 1.0 + table / max(1.0, float(table.max()))
    for axis in range(table.ndim):
        totals = [slice(None)] * table.ndim
        totals[axis] = slice(-1, None)
        price[tuple(totals)] *= MARGIN_PRICE
    flat: NDArray[np.float64] = price.ravel()
    return flat


def _checked(counts: ArrayLike, threshold: int) -> NDArray[np.float64]:
    if threshold < 1 or threshold != int(threshold):
        raise OutOfRangeError(f"threshold is {threshold}; it is a whole number of people from 1 up")
    cells = as_counts(counts)
    if cells.ndim not in (1, 2):
        raise WrongShapeError(f"a table has one or two dimensions, not {cells.ndim}")
    if cells.size == 0:
        raise EmptyTableError("the table has no cells")
    if np.isnan(cells).any():
        first = tuple(int(index) for index in np.argwhere(np.isnan(cells))[0])
        raise MissingCellError(f"the cell at position {first} is missing")
    return cells
