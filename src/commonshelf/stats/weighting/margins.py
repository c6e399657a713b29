"""Categories and control totals as they come in, checked once for every method that uses them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.errors import WrongShapeError
from commonshelf.stats.reading import ensure_dimensions, first_where, read_numbers
from commonshelf.stats.weighting.errors import EmptyCellError, MarginsDisagreeError, NobodyToWeightError, NotACodeError, NotATotalError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

NOT_KNOWN = -1
"""The code of a person whose category nobody knows."""


@dataclass(frozen=True, eq=False)
class Margin:
    """One way to divide the people and the population into categories.

    position is its place among the margins, name how errors call it. codes has shape (people,), integers from 0 to len(totals) - 1, or -1 for not known; totals has shape
    (categories,). missing counts the people not known.
    """

    position: int
    name: str
    codes: NDArray[np.integer]
    totals: NDArray[np.float64]
    missing: int

    @property
    def size(self) -> int:
        """The number of categories; people not known are one more."""
        return len(self.totals) + (self.missing > 0)

    def cells(self, part: slice = slice(None)) -> NDArray[np.unsignedinteger]:
        """Return the codes of some of the people, those not known with the number after the last category."""
        codes = self.codes[part]
        if self.missing:
            codes = np.where(codes < 0, codes.dtype.type(len(self.totals)), codes)
        unsigned: NDArray[np.unsignedinteger] = codes.view(f"u{codes.dtype.itemsize}")
        return unsigned


def read_margins(
    categories: Sequence[ArrayLike] | NDArray[np.integer],
    control_totals: Sequence[ArrayLike] | NDArray[np.float64],
    *,
    names: Sequence[str] | None = None,
) -> list[Margin]:
    """Return one Margin each; raises what its parts raise, and WrongShapeError when the numbers of margins or people differ."""
    if len(categories) != len(control_totals):
        raise WrongShapeError(f"there are {len(categories)} margins of categories and {len(control_totals)} of control totals")
    if len(categories) == 0:
        raise WrongShapeError("there is no margin to weight by")
    if names is not None and len(names) != len(categories):
        raise WrongShapeError(f"there are {len(categories)} margins and {len(names)} names for them")
    labels = [f"margin {at}" if names is None else f"margin {at} ({names[at]})" for at in range(len(categories))]
    margins = [_read_margin(at, *parts) for at, parts in enumerate(zip(labels, categories, control_totals, strict=True))]
    people = len(margins[0].codes)
    for margin in margins:
        if len(margin.codes) != people:
            raise WrongShapeError(f"{margins[0].name} has {people} people and {margin.name} has {len(margin.codes)}")
    return margins


def _read_margin(position: int, name: str, categories: ArrayLike, control_totals: ArrayLike) -> Margin:
    codes, totals = read_codes(name, categories), read_totals(name, control_totals)
    if int(codes.max()) >= len(totals):
        first = int(np.argmax(codes >= len(totals)))
        raise NotACodeError(f"person {first} has category {codes[first]} in {name}, which has the categories 0 to {len(totals) - 1}")
    missing = int(np.count_nonzero(codes < 0)) if int(codes.min()) < 0 else 0
    if missing and len(totals) > np.iinfo(codes.dtype).max:
        codes = codes.astype(np.int64)  # one more category than this width can count
    return Margin(position, name, codes, totals, missing)


def read_codes(name: str, categories: ArrayLike, *, people: int | None = None) -> NDArray[np.integer]:
    """Return integer codes from -1 up, shape (people,). Raises NotACodeError, NobodyToWeightError, WrongShapeError."""
    codes = np.asarray(categories)
    if codes.ndim != 1 or (people is not None and len(codes) != people):
        raise WrongShapeError(f"the categories of {name} have shape {codes.shape}; it takes one code for each person")
    if len(codes) == 0:
        raise NobodyToWeightError(f"{name} has no people")
    if codes.dtype == np.bool_:
        codes = codes.view(np.uint8)
    if codes.dtype.kind not in "iu":
        raise NotACodeError(f"the categories of {name} are {codes.dtype}, not whole numbers; {NOT_KNOWN} is for somebody not known")
    if int(codes.min()) < NOT_KNOWN:
        first = int(np.argmax(codes < NOT_KNOWN))
        raise NotACodeError(f"person {first} has category {codes[first]} in {name}; categories are whole numbers from 0 up, or {NOT_KNOWN}")
    return codes


def read_totals(name: str, control_totals: ArrayLike) -> NDArray[np.float64]:
    """Return a private copy of one margin's control totals. Raises WrongShapeError and NotATotalError."""
    totals = read_numbers(control_totals, NotATotalError, f"the control totals of {name} must be numbers")
    ensure_dimensions(totals, 1, f"the control totals of {name} have", "one for each category makes one")
    wrong = ~np.isfinite(totals) | (totals < 0)
    first = first_where(wrong)
    if first is not None:
        raise NotATotalError(f"the control total of category {first[0]} of {name} is {totals[first]}; it must be a number from 0 up")
    if not totals.sum() > 0:
        raise NotATotalError(f"the control totals of {name} add up to nothing")
    return totals


def agreed_totals(margins: list[Margin], *, tolerance: float) -> list[NDArray[np.float64]]:
    """Return each margin's totals, brought to exactly the sum of the first. Raises MarginsDisagreeError beyond the tolerance."""
    sums = [float(margin.totals.sum()) for margin in margins]
    for margin, total in zip(margins, sums, strict=True):
        if abs(total - sums[0]) > tolerance * sums[0]:
            raise MarginsDisagreeError((margins[0].name, sums[0]), (margin.name, total))
    return [margin.totals * (sums[0] / total) for margin, total in zip(margins, sums, strict=True)]


def with_unknown(margin: Margin, total: NDArray[np.float64], found: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what each category ought to have, with one more for people not known: they keep the share they have in found.

    found has shape (margin.size,): the starting weight in each category. Those of a category with a total of 0 count as found.

    Raises EmptyCellError for a category that ought to have weight and has none.
    """
    empty = (total > 0) & (found[: len(total)] <= 0)
    if empty.any():
        first = int(np.argmax(empty))
        raise EmptyCellError(margin.position, first, margin.name, float(margin.totals[first]))
    if not margin.missing:
        return total
    unknown = found[-1] / found.sum()
    return np.append(total * (1 - unknown), unknown * total.sum())
