"""How each group voted on each statement, counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.frozen import freeze
from commonshelf.stats.opinion.errors import UnequalLengthsError, UnknownIndexError
from commonshelf.stats.opinion.votes import blocks

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from commonshelf.stats.opinion.votes import Votes

SMOOTHING = 2.0  # votes' worth of "like everybody" in every cell, so that no share is 0 and no empty group is odd


@dataclass(frozen=True)
class Tallies:
    """Votes counted, each array of shape (groups, statements). Passes are votes less agrees and disagrees."""

    agrees: NDArray[np.int64]
    disagrees: NDArray[np.int64]
    votes: NDArray[np.int64]

    def __post_init__(self) -> None:
        """Make the arrays unchangeable."""
        freeze(self.agrees, self.disagrees, self.votes)

    @property
    def groups(self) -> int:
        """How many groups there are."""
        return int(self.votes.shape[0])


def tally(votes: Votes, group: ArrayLike, *, groups: int | None = None) -> Tallies:
    """Count the votes of each group on each statement.

    group has shape (people,): 0 for the first group and so on, -1 for people in none, whose votes are left out.
    Raises UnequalLengthsError, and UnknownIndexError for numbers below -1 or not whole.
    """
    return tally_all(votes, group, groups=groups)[0]


def tally_all(votes: Votes, group: ArrayLike, *, groups: int | None = None) -> tuple[Tallies, Tallies]:
    """Return what `tally` returns, and the votes of everybody, in a group or not, as of one group."""
    label = checked_groups(votes, group)
    k = max(groups or 0, int(label.max(initial=-1)) + 1)
    width = 3 * (k + 1)
    code, size = label * np.int32(3) + np.int32(4), np.diff(votes.start)
    rows = np.empty((votes.statements, width), dtype=np.int64)
    for statements, run in blocks(votes):
        number = statements.stop - statements.start
        place = np.repeat(np.arange(0, number * width, width), size[statements])
        place += code[votes.person[run]]
        place += votes.value[run]
        rows[statements] = np.bincount(place, minlength=number * width).reshape(number, width)
    counts = rows.reshape(votes.statements, k + 1, 3).transpose(1, 2, 0)
    total = counts.sum(axis=0, keepdims=True)
    return _tallies(counts[1:]), _tallies(total)


def _tallies(counts: NDArray[np.int64]) -> Tallies:
    return Tallies(agrees=np.ascontiguousarray(counts[:, 2]), disagrees=np.ascontiguousarray(counts[:, 0]), votes=counts.sum(axis=1))


def checked_groups(votes: Votes, group: ArrayLike) -> NDArray[np.int32]:
    """Return the group of each person as whole numbers, or refuse them by name."""
    label = np.asarray(group)
    if label.shape != (votes.people,):
        raise UnequalLengthsError(f"group has shape {label.shape}; there are {votes.people} people")
    if label.dtype.kind not in "iu" or int(label.min(initial=0)) < -1:
        raise UnknownIndexError("group holds something other than whole numbers from -1 up")
    return label.astype(np.int32, copy=False)


def information(table: Tallies) -> float:
    """Return what knowing a person's group tells about a vote of theirs, in bits a vote, on average over the votes counted.

    0 when every group votes like everybody; about 1.58 at most. It is the mutual information of group and vote given the statement, with shares
    drawn towards those of everybody as if by `SMOOTHING` more votes. Small numbers of votes make it too large: compare it only with
    what shuffled votes give. Source: Shannon (1948), Bell Syst. Tech. J. 27, 379-423.
    """
    passes = table.votes - table.agrees - table.disagrees
    counts = np.stack([table.agrees, passes, table.disagrees]).astype(np.float64)
    everybody = counts.sum(axis=1) + 1 / 3
    usual = (everybody / everybody.sum(axis=0))[:, None, :]
    own = (counts + SMOOTHING * usual) / (table.votes + SMOOTHING)
    total = float(table.votes.sum())
    return float((counts * np.log2(own / usual)).sum() / total) if total else 0.0
