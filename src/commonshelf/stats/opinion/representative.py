"""The few statements that tell best what a group stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from commonshelf.stats.opinion.figures import StanceFigures, above_half_z

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commonshelf.stats.opinion.tallies import Tallies

Stance = Literal["agree", "disagree"]
SURE = 1.2815515655446004  # the normal quantile of 0.9, one-sided, as Polis has it
MOST = 5


@dataclass(frozen=True)
class RepresentativeStatement:
    """A statement a group stands for (or against): `count` of its `votes` took the stance. The other figures as in StanceFigures.

    best_agree marks the statement chosen because the group agrees with it most clearly, sure or not.
    """

    statement: int
    stance: Stance
    count: int
    votes: int
    share: float
    share_z: float
    ratio: float
    ratio_z: float
    best_agree: bool


def representative_statements(
    table: Tallies, agree: StanceFigures, disagree: StanceFigures, *, left_out: NDArray[np.bool_], most: int = MOST
) -> tuple[tuple[RepresentativeStatement, ...], ...]:
    """Choose up to `most` statements for each group, those it agrees with before those it disagrees with.

    A statement qualifies when a stance is surely held by more than half of the group and surely more than elsewhere (both z above
    1.2816). Among these the product ratio · ratio_z · share · share_z decides. The statement the group agrees with best is always among
    them; where nothing qualifies, one statement is shown all the same. Nothing is chosen when there is only one group.
    Source: Polis; see docs/methods/opinion-groups.md.
    """
    if table.groups < 2:
        return tuple(() for _group in range(table.groups))
    return tuple(_of_group(group, table, agree, disagree, left_out=left_out, most=most) for group in range(table.groups))


def _of_group(
    group: int, table: Tallies, agree: StanceFigures, disagree: StanceFigures, *, left_out: NDArray[np.bool_], most: int
) -> tuple[RepresentativeStatement, ...]:
    agrees = agree.ratio_z[group] > disagree.ratio_z[group]
    sure = _both_sure(agree, group) | _both_sure(disagree, group)
    best = _best_agree(table, agree, group, left_out)
    enough = np.flatnonzero(sure & ~left_out)
    weight = np.where(agrees, _weight(agree, group), _weight(disagree, group))
    order = enough[np.argsort(-weight[enough], kind="stable")].tolist()
    if best is None and not order:
        test = np.where(left_out, -np.inf, np.maximum(agree.ratio_z[group], disagree.ratio_z[group]))
        order = [] if left_out.all() else [int(np.argmax(test))]
    chosen = ([] if best is None else [best]) + [each for each in order if each != best]
    told = [
        _tell(each, group, table, agree if agrees[each] else disagree, stance="agree" if agrees[each] else "disagree", best=best)
        for each in chosen[:most]
    ]
    return tuple(sorted(told, key=lambda one: one.stance))


def _both_sure(figures: StanceFigures, group: int) -> NDArray[np.bool_]:
    sure: NDArray[np.bool_] = (figures.share_z[group] > SURE) & (figures.ratio_z[group] > SURE)
    return sure


def _weight(figures: StanceFigures, group: int) -> NDArray[np.float64]:
    weight: NDArray[np.float64] = figures.ratio[group] * figures.ratio_z[group] * figures.share[group] * figures.share_z[group]
    return weight


def _best_agree(table: Tallies, agree: StanceFigures, group: int, left_out: NDArray[np.bool_]) -> int | None:
    """Return the statement the group agrees with best, by Polis's walk through the statements in their order; None if there is none."""
    likely = (agree.share_z[group] > SURE) | ((agree.ratio[group] > 1) & (agree.share[group] > 0.5))
    voted = (table.agrees[group] > 0) | (table.disagrees[group] > 0)
    weight, plain = _weight(agree, group), agree.share[group] * agree.share_z[group]
    best: int | None = None
    for each in np.flatnonzero(voted & ~left_out).tolist():
        if best is None:
            best = each if likely[each] else None
        else:
            measure = weight if agree.ratio[group, best] > 1 else plain
            best = each if measure[each] > measure[best] else best
    return best


def _tell(
    statement: int, group: int, table: Tallies, figures: StanceFigures, *, stance: Stance, best: int | None
) -> RepresentativeStatement:
    return RepresentativeStatement(
        statement=statement,
        stance=stance,
        count=int(figures.count[group, statement]),
        votes=int(table.votes[group, statement]),
        share=float(figures.share[group, statement]),
        share_z=float(figures.share_z[group, statement]),
        ratio=float(figures.ratio[group, statement]),
        ratio_z=float(figures.ratio_z[group, statement]),
        best_agree=statement == best,
    )


@dataclass(frozen=True)
class MajorityStatement:
    """A statement that most of everybody who voted agrees (or disagrees) with, groups aside."""

    statement: int
    stance: Stance
    count: int
    votes: int
    share: float
    share_z: float


def majority_statements(everybody: Tallies, *, left_out: NDArray[np.bool_], most: int = MOST) -> tuple[MajorityStatement, ...]:
    """Choose up to `most` statements that surely more than half agree with, then as many that surely more than half disagree with.

    `everybody` has one group. share · share_z decides. Source: Polis; see docs/methods/opinion-groups.md.
    """
    chosen: list[MajorityStatement] = []
    votes = everybody.votes[0]
    stances: tuple[tuple[Stance, NDArray[np.int64]], ...] = (("agree", everybody.agrees[0]), ("disagree", everybody.disagrees[0]))
    for stance, count in stances:
        share, z = (count + 1) / (votes + 2), above_half_z(count, votes)
        sure = np.flatnonzero((share > 0.5) & (z > SURE) & ~left_out)
        chosen += [
            MajorityStatement(each, stance, int(count[each]), int(votes[each]), float(share[each]), float(z[each]))
            for each in sure[np.argsort(-(share * z)[sure], kind="stable")][:most].tolist()
        ]
    return tuple(chosen)
