"""Does the likelihood of these choices have a highest point? Told from the graph of who won against whom, before any search."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import NegativeCycleError, bellman_ford, connected_components

from commonshelf.stats.ranking.errors import DisconnectedItemsError, OneSidedItemsError, OneSidedPositionError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commonshelf.stats.ranking.choices import PairCounts


def require_maximum(counts: PairCounts, *, position: bool) -> None:
    """Raise unless the likelihood has one highest point.

    It has, without the pull of a side, exactly when every item can be reached from every other one along "won at least once
    (or half once) against" (Zermelo 1929; Ford 1957). With the pull of a side two more things must not happen: that the pull alone, towards
    either side, together with some scores explains every choice (Albert and Anderson 1984 call it separation).
    """
    beats = counts.matrix(counts.won) + counts.matrix(counts.shown - counts.won).T
    _require_connection(beats)
    if position and (_explained_by_side(counts, towards_left=True) or _explained_by_side(counts, towards_left=False)):
        raise OneSidedPositionError(
            "the side on which items stood explains every choice; show pairs both ways round, or keep the weak prior"
        )


def _require_connection(beats: NDArray[np.float64]) -> None:
    graph = csr_array(beats > 0)
    islands, island_of = connected_components(graph, directed=True, connection="weak")
    if islands > 1:
        raise DisconnectedItemsError(_groups(island_of, islands))
    parts, part_of = connected_components(graph, directed=True, connection="strong")
    if parts > 1:
        raise OneSidedItemsError(_strongest_first(beats > 0, _groups(part_of, parts)))


def _groups(label_of: NDArray[np.int32], n: int) -> tuple[tuple[int, ...], ...]:
    found = [tuple(int(item) for item in np.flatnonzero(label_of == label)) for label in range(n)]
    return tuple(sorted(found))


def _strongest_first(beats: NDArray[np.bool_], groups: tuple[tuple[int, ...], ...]) -> tuple[tuple[int, ...], ...]:
    """Order groups so that no later one ever won against an earlier one; among equals the first item decides."""
    left, ordered = list(groups), []
    while left:
        best = next(one for one in left if not any(beats[np.ix_(other, one)].any() for other in left if other is not one))
        ordered.append(best)
        left.remove(best)
    return tuple(ordered)


def _explained_by_side(counts: PairCounts, *, towards_left: bool) -> bool:
    """Whether scores exist with which a pull of one (towards one side) is never contradicted by a choice.

    With pull s = 1 or -1: each choice of the left item asks score(left) - score(right) + s >= 0, each of the right one the opposite.
    Such a system of differences has no solution exactly when its graph holds a cycle of negative length.
    """
    pull = 1.0 if towards_left else -1.0
    n = counts.n_items
    lengths = np.full((n, n), np.inf)
    left_won, right_won = counts.won > 0, counts.shown > counts.won
    np.minimum.at(lengths, (counts.left[left_won], counts.right[left_won]), pull)
    np.minimum.at(lengths, (counts.right[right_won], counts.left[right_won]), -pull)
    there = np.isfinite(lengths)
    try:
        bellman_ford(csr_array((lengths[there], np.nonzero(there)), shape=(n, n)), indices=0)
    except NegativeCycleError:
        return False
    return True
