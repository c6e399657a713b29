"""The house's way to groups: who votes alike, by the votes given; as many groups as the votes bear out, perhaps one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.opinion.axes import Axes, centred, find_axes
from commonshelf.stats.opinion.coordinates import best_guess, statement_coordinates
from commonshelf.stats.opinion.kmeans import cluster
from commonshelf.stats.opinion.latent_classes import Classes, VoteSheets, fit_classes, vote_sheets
from commonshelf.stats.opinion.opinion_map import Start
from commonshelf.stats.opinion.outline import Outline
from commonshelf.stats.opinion.placing import largest_first, oriented, padded, placed
from commonshelf.stats.opinion.votes import some_people, some_votes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commonshelf.stats.opinion.opinion_map import OpinionMap
    from commonshelf.stats.opinion.votes import Votes

TOLERANCE = 1e-5
AXES = 4  # axes among which first guesses of groups are sought; the first two make the map


def outline_voting_alike(votes: Votes, *, left_out: NDArray[np.bool_], least_votes: int, ks: range, before: OpinionMap | None) -> Outline:
    """Return places guessed from the votes given, and latent classes; a statement left out is not looked at."""
    used = some_votes(votes, ~left_out[votes.statement]) if left_out.any() else votes
    matrix, mean = centred(used, np.zeros(votes.statements, dtype=np.bool_))
    block = None if before is None else padded(before.start.block, votes.statements)
    found = find_axes(matrix, count=AXES, tolerance=TOLERANCE, start=block)
    axes = oriented(found, None if before is None else before.directions)
    place = best_guess(matrix, axes)
    seen = int(np.count_nonzero(np.diff(used.start)))
    people = placed(used.given, least_votes=least_votes, statements=seen)
    trials = _trials(vote_sheets(some_people(used, people)), place, people, ks=ks, before=before)
    group, chance = _choose(trials, people, votes.people, kept=None if before is None else before.k)
    plane = Axes(axes.directions[:2], axes.strength[:2], axes.block, axes.steps)
    return Outline(
        coordinates=place[:, :2].copy(),
        statement_coordinates=statement_coordinates(plane, mean, statements=1),
        directions=plane.directions,
        strength=plane.strength,
        mean=mean,
        group=group,
        chance=chance,
        support=tuple((trial.k, trial.gain) for trial in trials),
        start=Start(block=axes.block, labels=_labels(trials, group, people)),
    )


def _trials(
    sheets: VoteSheets, place: NDArray[np.float64], people: NDArray[np.intp], *, ks: range, before: OpinionMap | None
) -> list[Classes]:
    """Return classes for each number of groups, from the people of the groups before where there are any."""
    if before is not None and len(before.start.labels) == len(ks):
        known = [np.concatenate([label, np.full(len(place) - label.size, -1, np.int8)])[people] for label in before.start.labels]
        return [fit_classes(sheets, label.astype(np.intp), k) for label, k in zip(known, ks, strict=True)]
    return [fit_classes(sheets, trial.label, trial.k) for trial in cluster(place[people], most=ks[-1]) if trial.k in ks]


def _choose(
    trials: list[Classes], people: NDArray[np.intp], everyone: int, *, kept: int | None
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the group of each person and how surely they belong to it: those of the best classes, or one group where none are better."""
    group, chance = np.full(everyone, -1, dtype=np.int64), np.full(everyone, np.nan)
    best = max(trials, key=lambda trial: trial.gain, default=None)
    if best is None or (best.gain <= 0 and len(trials) > 1):
        group[people], chance[people] = 0, 1.0
        return group, chance
    label, order = largest_first(best.label)
    if kept == best.k == order.size:
        label = best.label
    group[people], chance[people] = label, best.chance.max(axis=1)
    return group, chance


def _labels(trials: list[Classes], group: NDArray[np.int64], people: NDArray[np.intp]) -> tuple[NDArray[np.int8], ...]:
    """Return everybody's class for each number of classes, those of the chosen number as they are called now."""
    chosen = int(group.max()) + 1
    labels = []
    for trial in trials:
        spread = group.astype(np.int8)
        if trial.k != chosen:
            spread[people] = trial.label
        labels.append(spread)
    return tuple(labels)
