"""The attack a published table must withstand: solve for what is hidden."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linprog

from commonshelf.stats.counts import as_counts
from commonshelf.stats.errors import ContradictionError, EmptyTableError, WrongShapeError
from commonshelf.stats.privacy.sums import sum_rules

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

UNBOUNDED = 3  # the status by which scipy's linprog says that a value may grow without end


@dataclass(frozen=True, eq=False)
class Bounds:
    """The least and the most each entry can be, of the shape of the table attacked; equal where it is published. inf: no upper end."""

    least: NDArray[np.float64]
    most: NDArray[np.float64]


def bounds_of_hidden(shown: ArrayLike) -> Bounds:
    """Find by linear programming how closely an attacker can bound every hidden entry of a published table.

    shown is a table of counts WITH its margins, shape (k+1,) or (r+1, c+1), NaN where hidden. The attacker knows every published
    entry, that lines add up to their totals, that counts are whole, and that a zero is never hidden (so hidden means 1 or more).

    Raises EmptyTableError, WrongShapeError, NotACountError, and ContradictionError when the published entries contradict each other.
    Source: Fischetti and Salazar (2001), Management Science 47, 1008-1027, the attacker's problems. See docs/methods/small-cells.md.
    """
    table = as_counts(shown)
    if table.ndim not in (1, 2):
        raise WrongShapeError(f"a table has one or two dimensions, not {table.ndim}")
    if min(table.shape) < 2:
        raise EmptyTableError("a table with margins has at least one cell and its total along each axis")
    flat = table.ravel()
    hidden = np.isnan(flat)
    least, most = flat.copy(), flat.copy()
    for place in np.flatnonzero(hidden):
        least[place] = _extreme(flat, hidden, table.shape, place, sign=1)
        most[place] = _extreme(flat, hidden, table.shape, place, sign=-1)
    return Bounds(least.reshape(table.shape), most.reshape(table.shape))


def _extreme(flat: NDArray[np.float64], hidden: NDArray[np.bool_], shape: tuple[int, ...], place: np.intp, *, sign: int) -> float:
    goal = np.zeros(len(flat))
    goal[place] = sign
    reach = np.column_stack([np.where(hidden, 1.0, flat), np.where(hidden, np.inf, flat)])
    rules = sum_rules(shape)
    answer = linprog(goal, A_eq=rules, b_eq=np.zeros(len(rules)), bounds=reach, method="highs-ds")
    if answer.status == UNBOUNDED:
        return -sign * np.inf
    if not answer.success:
        raise ContradictionError(f"the published entries contradict each other: {answer.message}")
    return float(np.rint(answer.fun)) * sign
