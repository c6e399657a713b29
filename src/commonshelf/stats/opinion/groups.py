"""Everything there is to say about given groups: found here, or published by somebody else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.frozen import freeze
from commonshelf.stats.opinion.divisiveness import Divisiveness, divisiveness
from commonshelf.stats.opinion.errors import NoGroupsError, UnequalLengthsError
from commonshelf.stats.opinion.figures import StanceFigures, stance_figures
from commonshelf.stats.opinion.representative import (
    MajorityStatement,
    RepresentativeStatement,
    majority_statements,
    representative_statements,
)
from commonshelf.stats.opinion.tallies import Tallies, checked_groups, tally_all
from commonshelf.stats.opinion.uniting import CommonGround, common_ground

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from commonshelf.stats.opinion.votes import Votes


@dataclass(frozen=True)
class GroupFigures:
    """What the groups say. Arrays are of shape (groups, statements) or (statements,), as their own classes tell.

    people has shape (groups,). representative holds one tuple for each group. majority looks at everybody who voted, in a group or not.
    """

    people: NDArray[np.int64]
    tallies: Tallies
    everybody: Tallies
    agree: StanceFigures
    disagree: StanceFigures
    representative: tuple[tuple[RepresentativeStatement, ...], ...]
    majority: tuple[MajorityStatement, ...]
    common_ground: CommonGround
    divisiveness: Divisiveness

    def __post_init__(self) -> None:
        """Make the array unchangeable."""
        freeze(self.people)


def describe_groups(votes: Votes, group: ArrayLike, *, left_out: ArrayLike | None = None) -> GroupFigures:
    """Return representative statements, common ground and divisiveness of groups already known.

    group has shape (people,): 0 for the first group and so on, -1 for people in none. left_out, shape (statements,), marks statements that were
    moderated out: they are counted, and never chosen. The formulas are those of Polis in every mode.

    Raises NoGroupsError when nobody is in a group; UnequalLengthsError, UnknownIndexError. See docs/methods/opinion-groups.md.
    """
    label = checked_groups(votes, group)
    if not (label >= 0).any():
        raise NoGroupsError("nobody is in a group")
    hidden = as_left_out(votes, left_out)
    table, everybody = tally_all(votes, label)
    agree, disagree = stance_figures(table.agrees, table), stance_figures(table.disagrees, table)
    return GroupFigures(
        people=np.bincount(label[label >= 0], minlength=table.groups),
        tallies=table,
        everybody=everybody,
        agree=agree,
        disagree=disagree,
        representative=representative_statements(table, agree, disagree, left_out=hidden),
        majority=majority_statements(everybody, left_out=hidden),
        common_ground=common_ground(table),
        divisiveness=divisiveness(table),
    )


def as_left_out(votes: Votes, left_out: ArrayLike | None) -> NDArray[np.bool_]:
    """Return the marks of statements left out; none where nothing was said."""
    if left_out is None:
        return np.zeros(votes.statements, dtype=np.bool_)
    marks = np.asarray(left_out, dtype=np.bool_)
    if marks.shape != (votes.statements,):
        raise UnequalLengthsError(f"left_out has shape {marks.shape}; there are {votes.statements} statements")
    return marks
