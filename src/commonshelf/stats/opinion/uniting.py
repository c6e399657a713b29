"""What every group can live with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from commonshelf.stats.frozen import freeze

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from commonshelf.stats.opinion.tallies import Tallies


@dataclass(frozen=True)
class CommonGround:
    """Group-informed consensus on each statement, every array of shape (statements,).

    agree and disagree are products over the groups of (count + 1) / (votes + 2), from 0 to 1: comparable between statements of one conversation,
    not between conversations with more or fewer groups. lowest_agree is the smallest of the shares multiplied: "in every group at least …".
    fewest_votes is the number of votes of the group that voted least on the statement, to be shown beside them.
    """

    agree: NDArray[np.float64]
    disagree: NDArray[np.float64]
    lowest_agree: NDArray[np.float64]
    lowest_disagree: NDArray[np.float64]
    fewest_votes: NDArray[np.int64]

    def __post_init__(self) -> None:
        """Make the arrays unchangeable."""
        freeze(self.agree, self.disagree, self.lowest_agree, self.lowest_disagree, self.fewest_votes)


def common_ground(table: Tallies) -> CommonGround:
    """Return how far all groups agree, and how far all disagree, statement by statement.

    One group that says no is enough to make the product small, however small the group. A statement nobody voted on has (1/2) to the number of
    groups and fewest_votes 0. Source: Small et al. (2021), Recerca 26(2). See docs/methods/opinion-common-ground.md.
    """
    agree, disagree = (table.agrees + 1) / (table.votes + 2), (table.disagrees + 1) / (table.votes + 2)
    return CommonGround(
        agree=agree.prod(axis=0),
        disagree=disagree.prod(axis=0),
        lowest_agree=agree.min(axis=0),
        lowest_disagree=disagree.min(axis=0),
        fewest_votes=table.votes.min(axis=0),
    )
