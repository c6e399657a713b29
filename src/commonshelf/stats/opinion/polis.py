"""Polis's way to groups: missing votes at the mean, two axes, coordinates stretched, k-means, the best silhouette."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.opinion.axes import centred, find_axes
from commonshelf.stats.opinion.coordinates import statement_coordinates, stretched
from commonshelf.stats.opinion.kmeans import Clusters, cluster, settle
from commonshelf.stats.opinion.opinion_map import Start
from commonshelf.stats.opinion.outline import Outline
from commonshelf.stats.opinion.placing import largest_first, oriented, padded, placed
from commonshelf.stats.opinion.silhouette import silhouettes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commonshelf.stats.opinion.opinion_map import OpinionMap
    from commonshelf.stats.opinion.votes import Votes

TOLERANCE, WARM_TOLERANCE = 1e-6, 1e-3
POLISHED = 1e-7


def outline_polis(votes: Votes, *, left_out: NDArray[np.bool_], least_votes: int, ks: range, before: OpinionMap | None) -> Outline:
    """Return places and groups as Polis makes them; a statement left out counts as passed by everybody."""
    matrix, mean = centred(votes, left_out)
    seen = np.diff(votes.start) > 0
    own = votes.given
    given = own
    if left_out.any():
        given = np.bincount(votes.person[~left_out[votes.statement]], minlength=votes.people) + int((left_out & seen).sum())
    block = None if before is None else padded(before.start.block, votes.statements)
    found = find_axes(matrix, count=2, tolerance=TOLERANCE if before is None else WARM_TOLERANCE, start=block)
    axes = oriented(found, None if before is None else before.directions)
    statements = int(seen.sum())
    coordinates = stretched(matrix, axes, given=given, statements=statements)
    people = placed(own, least_votes=least_votes, statements=statements)
    points = coordinates[people]
    trials = _trials(points, ks, before)
    support = silhouettes(points, trials)
    label, trials = _choose(points, trials, support, before)
    group = np.full(votes.people, -1, dtype=np.int64)
    group[people] = label
    return Outline(
        coordinates=coordinates,
        statement_coordinates=statement_coordinates(axes, mean, statements=statements),
        directions=axes.directions,
        strength=axes.strength,
        mean=mean,
        group=group,
        chance=np.full(votes.people, np.nan),
        support=tuple((trial.k, width) for trial, width in zip(trials, support, strict=True)),
        start=Start(block=axes.block, centres=tuple(trial.centre for trial in trials)),
    )


def _trials(points: NDArray[np.float64], ks: range, before: OpinionMap | None) -> list[Clusters]:
    """Return one clustering for each number of groups, from the centres before where there are any."""
    if before is not None and [len(centre) for centre in before.start.centres] == list(ks):
        return [settle(points, centre) for centre in before.start.centres]
    return [clusters for clusters in cluster(points, most=ks[-1]) if clusters.k in ks]


def _choose(
    points: NDArray[np.float64], trials: list[Clusters], support: list[float], before: OpinionMap | None
) -> tuple[NDArray[np.intp], list[Clusters]]:
    """Return the groups of the best clustering, and all clusterings with that one polished and its groups numbered."""
    if not trials:
        return np.zeros(len(points), dtype=np.intp), trials
    best = int(np.argmax(support))
    polished = settle(points, trials[best].centre, gain=POLISHED)
    label, order = polished.label, np.arange(polished.k)
    if before is None or before.k != polished.k or np.unique(label).size < polished.k:
        label, order = largest_first(label)
    centred_anew = Clusters(label=label, centre=polished.centre[order], sse=polished.sse)
    return label, [*trials[:best], centred_anew, *trials[best + 1 :]]
