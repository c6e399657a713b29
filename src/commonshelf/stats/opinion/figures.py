"""Polis's figures of one group against the rest, for every statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.frozen import freeze_fields

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commonshelf.stats.opinion.tallies import Tallies


@dataclass(frozen=True)
class StanceFigures:
    """One stance (agree, or disagree), each array of shape (groups, statements).

    count: people of the group who took it. share: (count + 1) / (votes + 2). share_z: how surely the share is above a half. ratio: the share
    divided by that of everybody else in a group. ratio_z: how surely the two differ.
    """

    count: NDArray[np.int64]
    share: NDArray[np.float64]
    share_z: NDArray[np.float64]
    ratio: NDArray[np.float64]
    ratio_z: NDArray[np.float64]

    def __post_init__(self) -> None:
        """Make the arrays unchangeable."""
        freeze_fields(self)


def stance_figures(count: NDArray[np.int64], table: Tallies) -> StanceFigures:
    """Return the figures of the stance that `count` people of each group took, shape (groups, statements).

    Source: Small, Bjorkegren, Erkkilä, Shaw and Megill (2021), Recerca 26(2): Polis. See docs/methods/opinion-groups.md.
    """
    others, other_votes = count.sum(axis=0) - count, table.votes.sum(axis=0) - table.votes
    share = (count + 1) / (table.votes + 2)
    return StanceFigures(
        count=count,
        share=share,
        share_z=above_half_z(count, table.votes),
        ratio=share / ((others + 1) / (other_votes + 2)),
        ratio_z=_difference_z(count, table.votes, others, other_votes),
    )


def above_half_z(count: NDArray[np.int64], votes: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the one-proportion z of "more than a half", counts and votes each raised by 1."""
    z: NDArray[np.float64] = 2 * np.sqrt(votes + 1) * ((count + 1) / (votes + 1) - 0.5)
    return z


def _difference_z(
    count: NDArray[np.int64], votes: NDArray[np.int64], others: NDArray[np.int64], other_votes: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return the two-proportion z of "more than elsewhere", counts and votes each raised by 1; 0 where all are of one mind."""
    one, other = (count + 1) / (votes + 1), (others + 1) / (other_votes + 1)
    pooled = (count + others + 2) / (votes + other_votes + 2)
    unsure = np.sqrt(pooled * (1 - pooled) * (1 / (votes + 1) + 1 / (other_votes + 1)))
    same = pooled == 1
    return np.where(same, 0.0, (one - other) / np.where(same, 1.0, unsure))
