"""Ties between groups of sessions: how many people two programs, or two branches, have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from commonshelf.stats.frozen import freeze
from commonshelf.stats.ties.attendance import as_attendance, as_numbers, check_threshold, shown

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True)
class GroupTies:
    """How groups of sessions share their people. NaN and None stand for a number of, or that gives away, fewer than threshold people.

    people has shape (groups,), shared shape (groups, groups), symmetric with NaN on the diagonal: people who came to both. overlap is shared over
    the people of the smaller of the two groups (1: all of them came to the other one too). bridging_people came to more than one group,
    bridging_share is their share of everybody.
    """

    people: NDArray[np.float64]
    shared: NDArray[np.float64]
    overlap: NDArray[np.float64]
    bridging_people: int | None
    bridging_share: float | None
    threshold: int
    unknown: int


def group_ties(
    persons: ArrayLike, sessions: ArrayLike, *, session_groups: ArrayLike, groups: int | None = None, threshold: int = 10
) -> GroupTies:
    """Count the people every two groups of sessions have in common.

    persons and sessions have shape (attendances,) as in people_ties; session_groups has shape (sessions,), the group (a program, a
    branch) of each session, 0 to groups - 1; groups is by default the highest number and one.

    A shared number is hidden when it, or the people of either group who did not come to the other, are some but fewer than threshold; then
    nothing is left to subtract between those two groups. What several overlaps say together is not looked at: see
    docs/methods/ties.md. Raises NoAttendanceError, UnevenArraysError, UnknownNumberError, WrongShapeError, OutOfRangeError.
    Source: Breiger (1974), The duality of persons and groups, Social Forces 53, 181-190.
    """
    check_threshold(threshold)
    labels = as_numbers("session_groups", session_groups, highest=None if groups is None else groups - 1)
    attendance = as_attendance(persons, sessions, session_count=len(labels))
    count = int(labels.max()) + 1 if groups is None else groups
    came_to = sparse.csr_array(
        (np.ones(len(attendance.persons)), (attendance.persons, labels[attendance.sessions])), shape=(attendance.people, count)
    )
    came_to.data[:] = 1.0
    both = (came_to.T @ came_to).toarray()
    people = both.diagonal().copy()
    bridging = shown(int((np.diff(came_to.indptr) > 1).sum()), attendance.people, threshold)
    shared = _hidden(both, people, threshold)
    smaller = np.minimum(people[:, None], people[None, :])
    overlap = np.divide(shared, smaller, out=np.full_like(shared, np.nan), where=smaller > 0)
    people[(people > 0) & (people < threshold)] = np.nan
    freeze(people, shared, overlap)
    share = None if bridging is None else bridging / attendance.people
    return GroupTies(people, shared, overlap, bridging, share, threshold, attendance.unknown)


def _hidden(both: NDArray[np.float64], people: NDArray[np.float64], threshold: int) -> NDArray[np.float64]:
    shared = both.copy()
    np.fill_diagonal(shared, np.nan)
    for rest in (both, people[:, None] - both, people[None, :] - both):
        shared[(rest > 0) & (rest < threshold)] = np.nan
    few = (people > 0) & (people < threshold)
    shared[few, :] = np.nan
    shared[:, few] = np.nan
    return shared
