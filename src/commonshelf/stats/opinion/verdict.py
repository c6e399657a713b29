"""Whether the groups of a map may be shown: enough people, more than shuffled votes would give, the same again with other people."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np

from commonshelf.stats.counts import check_share
from commonshelf.stats.errors import OutOfRangeError, WrongShapeError
from commonshelf.stats.frozen import freeze
from commonshelf.stats.opinion.mapping import find_groups
from commonshelf.stats.opinion.rand_index import adjusted_rand_index
from commonshelf.stats.opinion.tallies import information, tally
from commonshelf.stats.opinion.votes import Votes, some_people, with_values

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commonshelf.stats.opinion.opinion_map import OpinionMap

LEAST_PEOPLE = 50  # five groups of ten
LEAST_GROUP = 10
MOST_PEOPLE = 2_500  # people drawn to judge by, for the cost of it; what holds for so many holds for more
SHARE_KEPT = 0.8
LEAST_STABILITY = 0.6

SilentGroups = Literal["too_few_people", "one_group", "small_group", "no_structure", "unstable"]
"""Why groups are not to be shown. The first three need no refit."""

REASONS: dict[SilentGroups, str] = {
    "too_few_people": "Groups are not shown: only {n} people voted on enough, and at least {least_people} are needed.",
    "one_group": "Groups are not shown: the {n} people do not fall into groups; their votes differ no more than chance would have it.",
    "small_group": "Groups are not shown: the smallest has {smallest} people, and at least {least_group} are needed.",
    "no_structure": "Groups are not shown: votes shuffled among people give groups as clear as these (p = {p:.2f}).",
    "unstable": "Groups are not shown: with other people drawn from the same crowd they come out differently (stability {stability:.2f}).",
}
SHOWN = (
    "{k} groups may be shown: {n} people voted on enough, shuffled votes do not give groups as clear (p = {p:.2f}), and with other people "
    "drawn from the same crowd the groups come out alike (stability {stability:.2f})."
)


@dataclass(frozen=True)
class GroupsVerdict:
    """Whether groups may be shown, and what that rests on.

    stability is the mean adjusted Rand index between groups found twice in two draws of four fifths of the people (1: the same, 0: as by lot),
    stability_draws each of them. information is what knowing a person's group tells about a vote, in bits; null_information the same in groups
    found among shuffled votes; p_value the share of those that tell as much. All are None, or empty, where the verdict needed no refit.
    judged is how many people were looked at for it.
    """

    show: bool
    silence: SilentGroups | None
    n: int
    k: int
    smallest: int
    judged: int
    stability: float | None
    stability_draws: NDArray[np.float64]
    information: float | None
    null_information: NDArray[np.float64]
    p_value: float | None
    least_people: int
    least_group: int

    def __post_init__(self) -> None:
        """Make the arrays unchangeable."""
        freeze(self.stability_draws, self.null_information)

    @property
    def explanation(self) -> str:
        """The verdict in a plain English sentence; the application translates."""
        words = SHOWN if self.silence is None else REASONS[self.silence]
        nan = float("nan")
        return words.format(
            n=self.n,
            k=self.k,
            smallest=self.smallest,
            least_people=self.least_people,
            least_group=self.least_group,
            p=nan if self.p_value is None else self.p_value,
            stability=nan if self.stability is None else self.stability,
        )


def judge_groups(
    votes: Votes,
    opinion_map: OpinionMap,
    *,
    rng: np.random.Generator,
    least_people: int = LEAST_PEOPLE,
    least_group: int = LEAST_GROUP,
    shuffles: int = 19,
    draws: int = 10,
    alpha: float = 0.05,
    least_stability: float = LEAST_STABILITY,
) -> GroupsVerdict:
    """Say whether the groups of a map of these votes may be shown to people.

    Silent, in this order: too_few_people (fewer than `least_people` in a group), one_group (the map found none), small_group (fewer than `least_group`
    people in the smallest), no_structure (among `shuffles` conversations in which the votes on each statement were dealt out anew to the people who
    gave one, more than the share alpha give groups that tell as much), unstable (mean agreement of `draws` pairs of groupings below `least_stability`).
    Above 2,500 people, 2,500 of them drawn by lot are judged by.

    Raises WrongShapeError when the map has other people than the votes, OutOfRangeError for alpha or least_stability outside 0 to 1, for fewer
    than 2 draws, or for fewer shuffles than could ever reach alpha.
    Source: Ben-Hur, Elisseeff and Guyon (2002), Pacific Symp. Biocomput. 7, 6-17; Phipson and Smyth (2010), Stat. Appl. Genet. Mol. Biol. 9(1), 39.
    See docs/methods/opinion-verdict.md.
    """
    _check(votes, opinion_map, shuffles=shuffles, draws=draws, alpha=alpha, least_stability=least_stability)
    silence = _without_refit(opinion_map, least_people=least_people, least_group=least_group)
    seen = Evidence() if silence else _evidence(votes, opinion_map, rng, shuffles=shuffles, draws=draws)
    if seen.p_value is not None and seen.stability is not None:
        silence = "no_structure" if seen.p_value > alpha else "unstable" if seen.stability < least_stability else None
    return _verdict(opinion_map, seen, silence=silence, least_people=least_people, least_group=least_group)


def _verdict(
    opinion_map: OpinionMap, seen: Evidence, *, silence: SilentGroups | None, least_people: int, least_group: int
) -> GroupsVerdict:
    return GroupsVerdict(
        show=silence is None,
        silence=silence,
        n=opinion_map.n,
        k=opinion_map.k,
        smallest=int(opinion_map.figures.people.min()),
        judged=seen.judged,
        stability=seen.stability,
        stability_draws=seen.agreement,
        information=seen.information,
        null_information=seen.null,
        p_value=seen.p_value,
        least_people=least_people,
        least_group=least_group,
    )


@dataclass(frozen=True)
class Evidence:
    """What refits showed; nothing, where none were needed."""

    judged: int = 0
    information: float | None = None
    null: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))
    agreement: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))

    @property
    def p_value(self) -> float | None:
        """The share of shuffled conversations that tell as much, this one counted among them."""
        if self.information is None:
            return None
        return float((1 + np.count_nonzero(self.null >= self.information)) / (1 + self.null.size))

    @property
    def stability(self) -> float | None:
        """The mean agreement of two groupings."""
        return float(self.agreement.mean()) if self.agreement.size else None


def _evidence(votes: Votes, opinion_map: OpinionMap, rng: np.random.Generator, *, shuffles: int, draws: int) -> Evidence:
    people = np.flatnonzero(opinion_map.group >= 0)
    if people.size > MOST_PEOPLE:
        people = np.sort(rng.choice(people, MOST_PEOPLE, replace=False))
    crowd = some_people(votes, people)
    return Evidence(
        judged=int(people.size),
        information=_told(crowd, opinion_map),
        null=np.array([_told(_shuffled(crowd, rng), opinion_map) for _shuffle in range(shuffles)]),
        agreement=np.array([_agreement(crowd, opinion_map, rng) for _draw in range(draws)]),
    )


def _without_refit(opinion_map: OpinionMap, *, least_people: int, least_group: int) -> SilentGroups | None:
    if opinion_map.n < least_people:
        return "too_few_people"
    if opinion_map.k < 2:
        return "one_group"
    return "small_group" if int(opinion_map.figures.people.min()) < least_group else None


def _found(votes: Votes, opinion_map: OpinionMap) -> NDArray[np.int64]:
    """Return the groups of these people, found the way the map found its own, and as many."""
    return find_groups(votes, mode=opinion_map.mode, left_out=opinion_map.left_out, groups=opinion_map.k)


def _told(votes: Votes, opinion_map: OpinionMap) -> float:
    return information(tally(votes, _found(votes, opinion_map)))


def _shuffled(votes: Votes, rng: np.random.Generator) -> Votes:
    """Deal out the votes on each statement anew among the people who voted on it."""
    return with_values(votes, votes.value[np.argsort(votes.statement + rng.random(len(votes)))])


def _agreement(votes: Votes, opinion_map: OpinionMap, rng: np.random.Generator) -> float:
    """Return how alike the groups come out in two draws of the people, for those who are in both."""
    groups = np.full((2, votes.people), -1, dtype=np.int64)
    for row in groups:
        chosen = np.sort(rng.choice(votes.people, round(SHARE_KEPT * votes.people), replace=False))
        row[chosen] = _found(some_people(votes, chosen), opinion_map)
    both = (groups >= 0).all(axis=0)
    return adjusted_rand_index(groups[0, both], groups[1, both])


def _check(votes: Votes, opinion_map: OpinionMap, *, shuffles: int, draws: int, alpha: float, least_stability: float) -> None:
    if opinion_map.group.shape != (votes.people,) or opinion_map.left_out.shape != (votes.statements,):
        raise WrongShapeError(f"the map has {opinion_map.group.size} people and the votes {votes.people}; draw the map from these votes")
    check_share("alpha", alpha)
    check_share("least_stability", least_stability)
    if (shuffles + 1) * alpha < 1:
        raise OutOfRangeError(f"{shuffles} shuffles can never show p at or below {alpha}")
    if draws < 2:
        raise OutOfRangeError(f"draws is {draws}; one draw says nothing about stability")
