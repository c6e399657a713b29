"""Margins of error as the Census Bureau prints them, and what becomes of them when estimates are added, divided and compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtri

from commonshelf.stats.counts import check_share
from commonshelf.stats.errors import NothingToEstimateError, WrongShapeError
from commonshelf.stats.reading import first_where, read_numbers
from commonshelf.stats.representation.errors import MissingMarginError, NotAMarginError, NotAPopulationError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import ArrayLike, NDArray

PUBLISHED_LEVEL = 0.90
PUBLISHED_FACTOR = 1.645  # the Bureau rounds the normal quantile of 0.95, and so must whoever takes its margins apart
CONTROLLED = frozenset({"*****", "-555555555"})  # fixed to an official count: no sampling error
NOT_KNOWN = frozenset({"", "**", "***", "-", "N", "(X)", "null", "-222222222", "-333333333", "-666666666", "-888888888", "-999999999"})


def read_margins(printed: Iterable[str | float | None]) -> NDArray[np.float64]:
    """Read margins of error as data.census.gov prints them: "1,234" or "+/-1234" a number, "*****" 0, "**" and the like NaN.

    "*****" (in the API -555555555) marks an estimate that is controlled to an official count and has no sampling error. The other
    marks mean that no margin could be worked out. Returns shape (k,). Raises NotAMarginError, with the position.
    Source: U.S. Census Bureau, Notes on ACS Estimate and Annotation Values. See docs/methods/census-margins.md.
    """
    return np.array([_read(place, mark) for place, mark in enumerate(printed)], dtype=np.float64)


def _read(place: int, mark: str | float | None) -> float:
    text = "" if mark is None else str(mark).strip().removesuffix(".0")
    if text in CONTROLLED:
        return 0.0
    if text in NOT_KNOWN or text == "nan":
        return float("nan")
    try:
        value = float(text.removeprefix("+/-").removeprefix("±").replace(",", ""))
    except ValueError as fault:
        raise NotAMarginError(
            f"the margin of error at position {place} is {mark!r}, not a number and not one of the Bureau's marks"
        ) from fault
    if not 0 <= value < float("inf"):
        raise NotAMarginError(f"the margin of error at position {place} is {mark!r}; it is a number from 0 up")
    return value


def standard_error(margins: ArrayLike, *, level: float = PUBLISHED_LEVEL) -> NDArray[np.float64]:
    """Return margins of error as standard errors, of the same shape: divided by 1.645 at 90 percent, else by the normal quantile.

    Raises NotAMarginError, MissingMarginError (NaN), OutOfRangeError (level). See docs/methods/census-margins.md.
    """
    return _margins(margins) / _factor(level)


def margin_of_sum(estimates: ArrayLike, margins: ArrayLike) -> float:
    """Return the margin of error of a sum: the root of the sum of squares; of several estimates that are 0, only the largest margin counts.

    Both have shape (k,), the margins all at one level, which is also the result's. The estimates are taken for independent.
    Raises NothingToEstimateError (none), WrongShapeError, NotAPopulationError, NotAMarginError, MissingMarginError.
    Source: U.S. Census Bureau (2018), Understanding and Using ACS Data: What All Data Users Need to Know, chapter 8.
    """
    people, errors = as_people(estimates), _margins(margins)
    if people.shape != errors.shape:
        raise WrongShapeError(f"estimates have shape {people.shape} and margins {errors.shape}")
    if people.size == 0:
        raise NothingToEstimateError("there is nothing to add up")
    largest_of_zeros = errors[people == 0].max(initial=0.0)
    return float(np.sqrt((errors[people > 0] ** 2).sum() + largest_of_zeros**2))


def margin_of_proportion(part: float, whole: float, *, part_margin: float, whole_margin: float) -> float:
    """Return the margin of error of part / whole, the part lying in the whole; where that has no root, the margin of the ratio.

    Raises and source as margin_of_sum; NothingToEstimateError when the whole is 0.
    """
    share = _divided(part, whole)
    error, whole_error = _margins([part_margin, whole_margin])
    below = error**2 - share**2 * whole_error**2
    if below < 0:
        return margin_of_ratio(part, whole, top_margin=part_margin, bottom_margin=whole_margin)
    return float(np.sqrt(below) / whole)


def margin_of_ratio(top: float, bottom: float, *, top_margin: float, bottom_margin: float) -> float:
    """Return the margin of error of top / bottom, neither lying in the other. Raises and source as margin_of_proportion."""
    ratio = _divided(top, bottom)
    error, bottom_error = _margins([top_margin, bottom_margin])
    return float(np.sqrt(error**2 + ratio**2 * bottom_error**2) / bottom)


def margin_of_product(one: float, other: float, *, one_margin: float, other_margin: float) -> float:
    """Return the margin of error of one x other, such as owners x the share of them in houses. Raises and source as margin_of_sum."""
    as_people([one, other])
    error, other_error = _margins([one_margin, other_margin])
    return float(np.sqrt(one**2 * other_error**2 + other**2 * error**2))


def margin_of_change(before: float, after: float, *, before_margin: float, after_margin: float) -> float:
    """Return the margin of error of (after - before) / before, as a share (0.03 for 3 percent). Raises and source as margin_of_ratio."""
    return margin_of_ratio(after, before, top_margin=after_margin, bottom_margin=before_margin)


def as_people(figures: ArrayLike) -> NDArray[np.float64]:
    """Return a private float copy of population figures. Raises NotAPopulationError, with the position."""
    people = read_numbers(figures, NotAPopulationError, "population figures must be numbers")
    wrong = ~(people >= 0) | np.isinf(people)
    first = first_where(wrong)
    if first is not None:
        raise NotAPopulationError(f"the population at position {first} is {people[first]}; it is a number from 0 up")
    return people


def _divided(top: float, bottom: float) -> float:
    as_people([top, bottom])
    if bottom == 0:
        raise NothingToEstimateError("nobody is in the whole, so there is no share of it")
    return top / bottom


def _margins(margins: ArrayLike) -> NDArray[np.float64]:
    errors = read_numbers(margins, NotAMarginError, "margins must be numbers (read_margins reads the Bureau's marks)")
    for fault_in, refusal, says in (
        (np.isnan(errors), MissingMarginError, "could not be worked out"),
        ((errors < 0) | np.isinf(errors), NotAMarginError, "is not a number from 0 up"),
    ):
        if fault_in.any():
            first = tuple(int(index) for index in np.argwhere(fault_in)[0])
            raise refusal(f"the margin of error at position {first} {says}")
    return errors


def _factor(level: float) -> float:
    check_share("level", level)
    return PUBLISHED_FACTOR if level == PUBLISHED_LEVEL else float(ndtri((1 + level) / 2))
