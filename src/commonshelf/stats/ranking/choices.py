"""Choices between two things: checked, then counted for each pair and each side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from commonshelf.stats.errors import OutOfRangeError, WrongShapeError
from commonshelf.stats.ranking.errors import NotAChoiceError, NotAnItemError, TooFewItemsError
from commonshelf.stats.reading import ensure_dimensions, first_where, read_numbers

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

Ties = Literal["half", "drop"]
"""What "both equally" counts for: half a choice for each of the two, or nothing."""

LEFT, EQUAL, RIGHT = 1.0, 0.0, -1.0


@dataclass(frozen=True, eq=False)
class Choices:
    """The choices that count. won is 1 where the left item was chosen, 0 where the right one was, a half for both equally."""

    left: NDArray[np.intp]
    right: NDArray[np.intp]
    won: NDArray[np.float64]
    kept: NDArray[np.bool_]
    equal: int
    undecided: int


@dataclass(frozen=True, eq=False)
class PairCounts:
    """The same choices counted: for each ordered pair that was shown, how often, and how often the left item won."""

    n_items: int
    left: NDArray[np.intp]
    right: NDArray[np.intp]
    shown: NDArray[np.float64]
    won: NDArray[np.float64]

    def per_item(self, of_left: NDArray[np.float64], of_right: NDArray[np.float64]) -> NDArray[np.float64]:
        """Add up what each pair gives to its left and to its right item; shape (items,)."""
        sums = np.bincount(self.left, of_left, self.n_items) + np.bincount(self.right, of_right, self.n_items)
        return sums.astype(np.float64, copy=False)

    def matrix(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return values of the pairs as a matrix, left items down, right items across; shape (items, items)."""
        n = self.n_items
        return np.bincount(self.left * n + self.right, values, n * n).reshape(n, n).astype(np.float64, copy=False)


def checked_choices(left: ArrayLike, right: ArrayLike, chosen: ArrayLike, *, n_items: int, ties: Ties) -> Choices:
    """Check choices one by one and drop those that decide nothing."""
    if n_items < 2 or n_items != int(n_items):
        raise TooFewItemsError(f"n_items is {n_items}; a choice needs two")
    if ties not in ("half", "drop"):
        raise OutOfRangeError(f"ties is {ties!r}; it must be 'half' or 'drop'")
    one, other = _items("left", left, int(n_items)), _items("right", right, int(n_items))
    values = _chosen(chosen)
    if not len(one) == len(other) == len(values):
        raise WrongShapeError(f"left, right and chosen have {len(one)}, {len(other)} and {len(values)} entries; they must be as long")
    same = one == other
    if same.any():
        raise NotAnItemError(f"choice {int(np.argmax(same))} sets item {one[same][0]} against itself")
    undecided, equal = np.isnan(values), values == EQUAL
    kept = ~undecided if ties == "half" else ~undecided & ~equal
    return Choices(
        left=one[kept], right=other[kept], won=(values[kept] + 1) / 2, kept=kept, equal=int(equal.sum()), undecided=int(undecided.sum())
    )


def count_pairs(choices: Choices, n_items: int) -> PairCounts:
    """Count the choices of each ordered pair."""
    keys, place = np.unique(choices.left * n_items + choices.right, return_inverse=True)
    shown = np.bincount(place, minlength=len(keys)).astype(np.float64)
    won = np.bincount(place, choices.won, len(keys)).astype(np.float64, copy=False)
    return PairCounts(n_items=n_items, left=keys // n_items, right=keys % n_items, shown=shown, won=won)


def _items(name: str, items: ArrayLike, n_items: int) -> NDArray[np.intp]:
    values = read_numbers(items, NotAnItemError, f"{name} must hold numbers of items")
    ensure_dimensions(values, 1, f"{name} has", "one item for each choice makes one")
    wrong = ~((values >= 0) & (values < n_items) & (values == np.floor(values)))
    first = first_where(wrong)
    if first is not None:
        raise NotAnItemError(f"{name} names item {values[first]} in choice {first[0]}; items are 0 to {n_items - 1}")
    return values.astype(np.intp)


def _chosen(chosen: ArrayLike) -> NDArray[np.float64]:
    values = read_numbers(chosen, NotAChoiceError, "chosen must hold numbers")
    ensure_dimensions(values, 1, "chosen has", "one for each choice makes one")
    wrong = ~(np.isin(values, (LEFT, EQUAL, RIGHT)) | np.isnan(values))
    first = first_where(wrong)
    if first is not None:
        raise NotAChoiceError(
            f"choice {first[0]} says {values[first]}; it may say 1 (left), -1 (right), 0 (both equally) or NaN (undecided)"
        )
    return values
