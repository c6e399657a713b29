"""Units by periods, some of them changed at one date: what may be compared with what, and the rule for what nobody counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

import numpy as np

from commonshelf.stats.counts import check_share
from commonshelf.stats.effects.errors import (
    ChangeAtTheEdgeError,
    NoControlsError,
    NoRatioOfZeroError,
    NotANumberError,
    NothingToCompareWithError,
    TooFewPeriodsError,
)
from commonshelf.stats.effects.figures import Scale
from commonshelf.stats.errors import OutOfRangeError, WrongShapeError
from commonshelf.stats.frozen import freeze
from commonshelf.stats.reading import read_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

LEAST_COUNTED = 0.9


@dataclass(frozen=True)
class Compared:
    """What was compared in the end.

    periods are the places in the input of the periods kept, before of them lie before the change and after of them after it;
    periods_left_out counts the others. control_units are the rows of the controls used, left_out the rows not counted often enough.
    """

    periods: NDArray[np.intp]
    before: int
    after: int
    periods_left_out: int
    control_units: tuple[int, ...]
    left_out: tuple[int, ...]


@dataclass(frozen=True)
class Panel:
    """A full table on the working scale: changed, shape (changed units, periods kept), and controls, shape (controls kept, periods kept)."""

    changed: NDArray[np.float64]
    controls: NDArray[np.float64]
    compared: Compared

    @property
    def before(self) -> int:
        """How many of the periods kept lie before the change."""
        return self.compared.before


def as_figures(figures: ArrayLike, *, dimensions: int, scale: Scale, name: str) -> NDArray[np.float64]:
    """Return a private float copy, as logarithms where scale is "ratio"; NaN stays NaN.

    Raises NotANumberError, WrongShapeError, OutOfRangeError (an unknown scale) and NoRatioOfZeroError.
    """
    if scale not in get_args(Scale):
        raise OutOfRangeError(f"scale is {scale!r}; it must be one of {', '.join(get_args(Scale))}")
    values = read_numbers(figures, NotANumberError, f"{name} must be numbers in an even array")
    if values.ndim != dimensions:
        raise WrongShapeError(f"{name} has {values.ndim} dimensions and needs {dimensions}")
    if np.isinf(values).any():
        raise NotANumberError(f"{name} is infinite at position {tuple(np.argwhere(np.isinf(values))[0].tolist())}")
    if scale == "ratio":
        if (values <= 0).any():
            raise NoRatioOfZeroError(f"{name} at position {tuple(np.argwhere(values <= 0)[0].tolist())} is not above zero")
        values = np.log(values)
    return values


def check_change(change_at: int, periods: int) -> None:
    """Raise ChangeAtTheEdgeError unless change_at, the first period after the change, leaves a before and an after."""
    if not 0 < change_at < periods:
        raise ChangeAtTheEdgeError(f"the change is at period {change_at} of {periods}; there must be periods before it and after it")


def check_periods(compared: Compared, *, fewest_before: int, fewest_after: int) -> None:
    """Raise TooFewPeriodsError unless enough periods were counted on both sides."""
    if compared.before < fewest_before or compared.after < fewest_after:
        raise TooFewPeriodsError(
            f"{compared.before} periods before the change and {compared.after} after it; it takes {fewest_before} and {fewest_after}"
        )


def comparable(
    figures: ArrayLike, *, changed: int | Sequence[int], change_at: int, scale: Scale, least_counted: float = LEAST_COUNTED
) -> Panel:
    """Split figures (units, periods) into what changed and what it may be compared with, and make the table full.

    Periods in which a changed unit was not counted are left out. A control counted in less than the share least_counted of the rest,
    on either side of the change, is left out; then periods in which a remaining control was not counted are left out too.
    Nothing is filled in: what nobody counted is not zero.
    """
    values = as_figures(figures, dimensions=2, scale=scale, name="figures")
    check_change(change_at, values.shape[1])
    if least_counted != 1:
        check_share("least_counted", least_counted)
    rows = changed_rows(changed, len(values))
    others = np.setdiff1d(np.arange(len(values)), rows)
    if not len(others):
        raise NoControlsError("every unit changed; there is none left to compare with")
    counted = np.flatnonzero(~np.isnan(values[rows]).any(axis=0))
    split = int((counted < change_at).sum())
    if split in (0, len(counted)):
        raise TooFewPeriodsError("the changed units were never counted together before the change, or never after it")
    present = ~np.isnan(values[np.ix_(others, counted)])
    share = np.minimum(present[:, :split].mean(axis=1), present[:, split:].mean(axis=1))
    kept = others[share >= least_counted]
    if not len(kept):
        raise NoControlsError("no control was counted in enough of the periods in which the changed units were")
    periods = counted[present[share >= least_counted].all(axis=0)]
    compared = compared_periods(periods, change_at, values.shape[1], kept, np.setdiff1d(others, kept))
    return Panel(values[np.ix_(rows, periods)], values[np.ix_(kept, periods)], compared)


def compared_periods(periods: NDArray[np.intp], change_at: int, whole: int, kept: NDArray[np.intp], left_out: NDArray[np.intp]) -> Compared:
    """Freeze which of the `whole` periods, and which rows, were compared."""
    freeze(periods)
    before = int((periods < change_at).sum())
    return Compared(periods, before, len(periods) - before, whole - len(periods), tuple(kept.tolist()), tuple(left_out.tolist()))


def changed_rows(changed: int | Sequence[int], units: int) -> NDArray[np.intp]:
    """Return the rows that changed, in order and once each. Raises NothingToCompareWithError for none, OutOfRangeError for a row not there."""
    rows = np.unique(np.asarray(changed))
    if not len(rows):
        raise NothingToCompareWithError("no unit changed; there is nothing to find")
    if rows.dtype.kind not in "iu":
        raise OutOfRangeError(f"changed holds {rows.dtype} values; it takes row numbers")
    if rows[0] < 0 or rows[-1] >= units:
        raise OutOfRangeError(f"changed names unit {rows[0] if rows[0] < 0 else rows[-1]}; there are units 0 to {units - 1}")
    return rows.astype(np.intp)
