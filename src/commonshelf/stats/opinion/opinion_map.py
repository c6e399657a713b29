"""What a map of opinions holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from commonshelf.stats.frozen import freeze_fields

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from commonshelf.stats.opinion.groups import GroupFigures

Mode = Literal["latent_classes", "polis"]
"""latent_classes: groups judged by the votes given, a missing vote says nothing. polis: Polis's way, a missing vote is the statement's mean."""

MISSING_VOTES: dict[Mode, str] = {
    "latent_classes": "A missing vote says nothing: groups and places are worked out from the votes given, and whoever voted on little stays near the middle.",
    "polis": "A missing vote counts as the mean of its statement; whoever voted on little is moved away from the middle to make up for it.",
}


@dataclass(frozen=True)
class Start:
    """Where a later map of the same conversation begins: directions, and for each number of groups their centres or their people."""

    block: NDArray[np.float64]
    centres: tuple[NDArray[np.float64], ...] = ()
    labels: tuple[NDArray[np.int8], ...] = ()


@dataclass(frozen=True)
class OpinionMap:
    """A conversation on two axes, and its groups.

    coordinates, shape (people, 2), and statement_coordinates, shape (statements, 2), share their axes, directions, of shape (2, statements);
    explained is the share of the spread of votes along each. Signs mean nothing. mean, shape (statements,), is where the middle of the map
    lies for each statement. group, shape (people,), is 0 for the first group and so on, -1 for people with too few votes to be put in one. chance, shape
    (people,), says how surely each belongs to its group (NaN where nobody knows: the mode polis, and people in no group). support has one entry
    for each number of groups looked at: the silhouette in the mode polis, else the gain in log-likelihood less its price (AIC3), where nothing above
    0 means one group. priority, shape (statements,), is the weight of asking about a statement next.

    A map always has groups if they can be made. Whether they may be shown is another question: `judge_groups`.
    """

    mode: Mode
    coordinates: NDArray[np.float64]
    statement_coordinates: NDArray[np.float64]
    directions: NDArray[np.float64]
    explained: NDArray[np.float64]
    mean: NDArray[np.float64]
    group: NDArray[np.int64]
    chance: NDArray[np.float64]
    support: tuple[tuple[int, float], ...]
    figures: GroupFigures
    priority: NDArray[np.float64]
    left_out: NDArray[np.bool_]
    least_votes: int
    start: Start

    def __post_init__(self) -> None:
        """Make the arrays unchangeable."""
        freeze_fields(self)

    @property
    def k(self) -> int:
        """How many groups there are; 1 means that no groups were found."""
        return int(self.figures.people.size)

    @property
    def n(self) -> int:
        """How many people are in a group."""
        return int(self.figures.people.sum())

    @property
    def missing_votes(self) -> str:
        """How this map treats missing votes, in plain English; the application translates."""
        return MISSING_VOTES[self.mode]
