"""From votes to a map with groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import numpy as np

from commonshelf.stats.errors import OutOfRangeError
from commonshelf.stats.opinion.errors import NoVotesError, UnknownModeError
from commonshelf.stats.opinion.groups import as_left_out, describe_groups
from commonshelf.stats.opinion.opinion_map import Mode, OpinionMap
from commonshelf.stats.opinion.polis import outline_polis
from commonshelf.stats.opinion.priority import asking_priority
from commonshelf.stats.opinion.voting_alike import outline_voting_alike

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import ArrayLike, NDArray

    from commonshelf.stats.opinion.outline import Outline
    from commonshelf.stats.opinion.tallies import Tallies
    from commonshelf.stats.opinion.votes import Votes

FEWEST_GROUPS, MOST_GROUPS = 2, 5
LEAST_VOTES = 7
SMALLEST = 1e-300
OUTLINES: dict[Mode, Callable[..., Outline]] = {"polis": outline_polis, "latent_classes": outline_voting_alike}


def map_opinions(
    votes: Votes,
    *,
    mode: Mode = "latent_classes",
    left_out: ArrayLike | None = None,
    least_votes: int = LEAST_VOTES,
    most_groups: int = MOST_GROUPS,
    groups: int | None = None,
    before: OpinionMap | None = None,
) -> OpinionMap:
    """Place people and statements on two axes, find 2 to `most_groups` groups (or exactly `groups`), and say what the groups say.

    People who gave fewer than `least_votes` votes have a place but no group. left_out, shape (statements,), marks statements moderated out.
    `before` is a map of the same conversation from before some votes came in: the new one starts there (much faster), its axes point the same way
    and its groups keep their numbers while there are as many of them. The same votes always give the same map.

    mode "latent_classes" (the house's) takes a missing vote for no information, and finds one group where more are not borne out; "polis" follows Polis
    and takes a missing vote for the statement's mean. Fewer different people than groups asked for: fewer groups, at the least one.

    Raises NoVotesError when left_out leaves none, UnknownModeError, UnequalLengthsError, OutOfRangeError (least_votes < 1, groups outside 2..100).
    Source: Small et al. (2021), Recerca 26(2); Lazarsfeld and Henry (1968), Latent Structure Analysis. See docs/methods/opinion-map.md.
    """
    hidden = as_left_out(votes, left_out)
    _check(votes, mode=mode, least_votes=least_votes, most_groups=most_groups, groups=groups)
    if hidden[np.diff(votes.start) > 0].all():
        raise NoVotesError("every statement that was voted on is left out")
    earlier = before if before is not None and before.mode == mode else None
    ks = range(FEWEST_GROUPS, most_groups + 1) if groups is None else range(groups, groups + 1)
    outline = OUTLINES[mode](votes, left_out=hidden, least_votes=least_votes, ks=ks, before=earlier)
    return _complete(votes, outline, mode=mode, hidden=hidden, least_votes=least_votes)


def find_groups(votes: Votes, *, mode: Mode, left_out: NDArray[np.bool_], groups: int) -> NDArray[np.int64]:
    """Return the group of each person when everybody who voted is put in one of exactly `groups`, and nothing else."""
    outline = OUTLINES[mode](votes, left_out=left_out, least_votes=1, ks=range(groups, groups + 1), before=None)
    return outline.group


def _complete(votes: Votes, outline: Outline, *, mode: Mode, hidden: NDArray[np.bool_], least_votes: int) -> OpinionMap:
    figures = describe_groups(votes, outline.group, left_out=hidden)
    return OpinionMap(
        mode=mode,
        coordinates=outline.coordinates,
        statement_coordinates=outline.statement_coordinates,
        directions=outline.directions,
        explained=outline.strength / max(_spread(figures.everybody, outline.mean, hidden), SMALLEST),
        mean=outline.mean,
        group=outline.group,
        chance=outline.chance,
        support=outline.support,
        figures=figures,
        priority=asking_priority(figures.everybody, outline.statement_coordinates),
        left_out=hidden,
        least_votes=least_votes,
        start=outline.start,
    )


def _spread(everybody: Tallies, mean: NDArray[np.float64], hidden: NDArray[np.bool_]) -> float:
    """Return the sum of squares of all votes less the mean of their statement."""
    squares = everybody.agrees[0] + everybody.disagrees[0] - everybody.votes[0] * mean**2
    return float(squares[~hidden].sum())


def _check(votes: Votes, *, mode: str, least_votes: int, most_groups: int, groups: int | None) -> None:
    if mode not in get_args(Mode):
        raise UnknownModeError(f"mode is {mode!r}; it must be one of {', '.join(get_args(Mode))}")
    if least_votes < 1:
        raise OutOfRangeError(f"least_votes is {least_votes}; whoever did not vote has no group")
    for name, number in (("most_groups", most_groups), ("groups", groups)):
        if number is not None and not FEWEST_GROUPS <= number <= 100:
            raise OutOfRangeError(f"{name} is {number}; it is a number from 2 to 100")
    if len(votes) == 0:
        raise NoVotesError("nobody voted on anything")
