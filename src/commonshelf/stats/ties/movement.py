"""How people move between levels of taking part: Orbit's weighted commitment and gravity, and who moved up, held or moved down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.counts import as_counts
from commonshelf.stats.errors import MissingCellError, NothingToEstimateError, OutOfRangeError, WrongShapeError
from commonshelf.stats.frozen import freeze
from commonshelf.stats.ties.attendance import as_numbers, check_threshold
from commonshelf.stats.ties.errors import UnevenArraysError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

ORBIT_WEIGHTS = (1.0, 4.0, 7.0, 10.0)
"""Exploring, participating, contributing, leading: the outermost level first."""
NOT_THERE = -1


@dataclass(frozen=True)
class Commitment:
    """Weighted commitment by period, shape (periods,), and its change from each period to the next, shape (periods - 1,).

    gravity is that change per person there before: how far, on average, the community pulled each of them inward. members
    has shape (periods,). by_level, shape (levels, periods), is NaN where a level has some but fewer people than the threshold.
    """

    totals: NDArray[np.float64]
    members: NDArray[np.float64]
    changes: NDArray[np.float64]
    gravity: NDArray[np.float64]
    by_level: NDArray[np.float64]


@dataclass(frozen=True)
class LevelMovement:
    """What became of the people of each level, shapes (levels,): shares that moved up, held, moved down or left.

    NaN where the level had fewer than threshold people, or where one of the four would speak of fewer; a level nobody was at is NaN too. joined
    counts those who were at no level before, None where they are some but fewer than threshold.
    """

    people: NDArray[np.float64]
    moved_up: NDArray[np.float64]
    held: NDArray[np.float64]
    moved_down: NDArray[np.float64]
    left: NDArray[np.float64]
    joined: int | None


def weighted_commitment(counts: ArrayLike, *, weights: Sequence[float] = ORBIT_WEIGHTS, threshold: int = 10) -> Commitment:
    """Weigh how many people are at each level by the square of the level's weight, period by period.

    counts has shape (levels, periods), people, outermost level first; weights one number above zero a level. A community of some but fewer than
    threshold people in any period is refused with OutOfRangeError. Raises NotACountError, MissingCellError,
    WrongShapeError, NothingToEstimateError (no periods, or nobody in one).
    Source: the Orbit Model, measuring gravity (2022). See docs/methods/engagement.md.
    """
    check_threshold(threshold)
    table, weighs = as_counts(counts), np.asarray(weights, dtype=np.float64)
    if table.ndim != 2 or len(table) != len(weighs):
        raise WrongShapeError(f"counts has shape {table.shape}; it needs one row for each of {len(weighs)} weights, and periods across")
    if np.isnan(table).any():
        raise MissingCellError("a level without a count cannot be weighed; 0 means nobody")
    if not (weighs > 0).all():
        raise OutOfRangeError(f"weights are {weighs.tolist()}; each must be above zero")
    members = table.sum(axis=0)
    if not members.size or (members == 0).any():
        raise NothingToEstimateError("in some period nobody is at any level")
    if (members < threshold).any():
        raise OutOfRangeError(f"some period has {int(members.min())} people, fewer than the threshold of {threshold}")
    by_level = table * (weighs**2)[:, None]
    totals = by_level.sum(axis=0)
    by_level[(table > 0) & (table < threshold)] = np.nan
    changes = np.diff(totals)
    result = Commitment(totals, members, changes, changes / members[:-1], by_level)
    freeze(totals, members, changes, result.gravity, by_level)
    return result


def level_movement(before: ArrayLike, after: ArrayLike, *, levels: int, threshold: int = 10) -> LevelMovement:
    """Count what became of the people of each level between two dates.

    before and after have shape (persons,), level 0 (outermost) to levels - 1 of each person, -1 where the person was not there. Only shares of
    levels come out. Raises UnevenArraysError, UnknownNumberError, WrongShapeError, OutOfRangeError, NothingToEstimateError (nobody before).
    See docs/methods/engagement.md.
    """
    check_threshold(threshold)
    one = as_numbers("before", before, lowest=NOT_THERE, highest=levels - 1)
    other = as_numbers("after", after, lowest=NOT_THERE, highest=levels - 1)
    if len(one) != len(other):
        raise UnevenArraysError(f"before speaks of {len(one)} persons and after of {len(other)}")
    if not (one != NOT_THERE).any():
        raise NothingToEstimateError("nobody was at any level before")
    here = one != NOT_THERE
    moves = {"moved_up": other > one, "held": other == one, "moved_down": (other < one) & (other != NOT_THERE), "left": other == NOT_THERE}
    counts = {name: np.bincount(one[here & move], minlength=levels).astype(np.float64) for name, move in moves.items()}
    people = np.bincount(one[here], minlength=levels).astype(np.float64)
    small = people < threshold
    for count in counts.values():
        small |= (count > 0) & (count < threshold)
    shares = {name: np.where(small, np.nan, count / np.maximum(people, 1)) for name, count in counts.items()}
    people[(people > 0) & (people < threshold)] = np.nan
    freeze(people, *shares.values())
    joined = int((~here & (other != NOT_THERE)).sum())
    return LevelMovement(people, **shares, joined=None if 0 < joined < threshold else joined)
