"""Ties between people, told as numbers of groups only: who came back, how many met for the first time, how many ties bridge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.errors import OutOfRangeError
from commonshelf.stats.ties.attendance import Attendance, as_attendance, as_numbers, check_threshold, shown
from commonshelf.stats.ties.errors import UnevenArraysError
from commonshelf.stats.ties.pairs import first_meetings

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

LARGEST_SESSION = 60
NO_GROUP = -1


@dataclass(frozen=True)
class PeriodTies:
    """One period. Every number is None where it would speak of fewer people than the threshold, or give such a number away.

    people came to something; returning of them had come in an earlier period, returning_share is their share. pairs met in
    this period, new_pairs of them for the first time. bridging_share is the share of new pairs whose two people are of different
    groups, and bridging_by_chance what that share would be if the same people of known group met anyhow; both None without groups.
    """

    period: int
    people: int | None
    returning: int | None
    returning_share: float | None
    pairs: int | None
    new_pairs: int | None
    bridging_share: float | None
    bridging_by_chance: float | None


@dataclass(frozen=True)
class PeopleTies:
    """All periods in order, and what was left aside: attendances of nobody known, and sessions too large for people to meet."""

    periods: tuple[PeriodTies, ...]
    threshold: int
    unknown: int
    sessions_too_large: int


def people_ties(
    persons: ArrayLike,
    sessions: ArrayLike,
    *,
    session_periods: ArrayLike,
    person_groups: ArrayLike | None = None,
    threshold: int = 10,
    largest_session: int = LARGEST_SESSION,
) -> PeopleTies:
    """Count, period by period, who came back and how many pairs of people met for the first time.

    persons and sessions have shape (attendances,): whose attendance (-1: not known, counted and left aside) and of which session; the same
    person twice in a session counts once. session_periods has shape (sessions,), whole numbers that rise with time. person_groups has shape
    (persons,) and gives the group (a neighborhood, a language) of person number i, -1 where not known. Two people meet
    when they come to the same session, unless it has more than largest_session people: a crowd is no meeting.

    No number leaves that speaks of fewer than threshold people. Raises NoAttendanceError, UnevenArraysError, UnknownNumberError,
    WrongShapeError, OutOfRangeError. Source: Newman (2001), PNAS 98, 404-409, for ties by sharing an occasion; Krackhardt and Stern (1988), Soc.
    Psychol. Q. 51, 123-140, for ties across groups. See docs/methods/ties.md.
    """
    check_threshold(threshold)
    if largest_session < 2:
        raise OutOfRangeError(f"largest_session is {largest_session}; it takes two to meet")
    periods = as_numbers("session_periods", session_periods, lowest=np.iinfo(np.intp).min)
    attendance = as_attendance(persons, sessions, session_count=len(periods))
    groups = _groups(person_groups, attendance)
    too_large = int((np.bincount(attendance.sessions, minlength=len(periods)) > largest_session).sum())
    return PeopleTies(_by_period(attendance, periods, groups, threshold, largest_session), threshold, attendance.unknown, too_large)


def _groups(person_groups: ArrayLike | None, attendance: Attendance) -> NDArray[np.intp] | None:
    if person_groups is None:
        return None
    groups = as_numbers("person_groups", person_groups, lowest=NO_GROUP)
    if len(groups) <= attendance.known_as[-1]:
        raise UnevenArraysError(f"person_groups has {len(groups)} entries, and there is a person number {attendance.known_as[-1]}")
    return groups[attendance.known_as]


def _by_period(
    attendance: Attendance, periods: NDArray[np.intp], groups: NDArray[np.intp] | None, threshold: int, largest_session: int
) -> tuple[PeriodTies, ...]:
    new, since, met, when = first_meetings(attendance, periods, largest_session)
    came = periods[attendance.sessions]
    first_came = np.full(attendance.people, np.iinfo(np.intp).max)
    np.minimum.at(first_came, attendance.persons, came)
    told = []
    for period in np.unique(came):
        people = np.unique(attendance.persons[came == period])
        returning = int((first_came[people] < period).sum())
        fresh, all_met = new[since == period], met[when == period]
        told.append(_tell(int(period), people, returning, fresh, all_met, attendance.people, groups, threshold))
    return tuple(told)


def _tell(
    period: int,
    people: NDArray[np.intp],
    returning: int,
    fresh: NDArray[np.int64],
    all_met: NDArray[np.int64],
    everyone: int,
    groups: NDArray[np.intp] | None,
    threshold: int,
) -> PeriodTies:
    came = shown(len(people), len(people), threshold)
    back = None if came is None else shown(returning, len(people), threshold)
    pairs = _pairs_shown(all_met, everyone, threshold)
    new_pairs = None if pairs is None else _pairs_shown(fresh, everyone, threshold)
    old = np.setdiff1d(all_met, fresh, assume_unique=True)
    if _pairs_shown(old, everyone, threshold) is None:  # the rest would speak of a few
        new_pairs = None
    bridging = (None, None) if new_pairs is None or groups is None else _bridging(fresh, everyone, groups, threshold)
    return PeriodTies(period, came, back, None if back is None else back / len(people), pairs, new_pairs, *bridging)


def _pairs_shown(pairs: NDArray[np.int64], everyone: int, threshold: int) -> int | None:
    """Return how many pairs there are, or None where they join some but fewer than threshold people."""
    joined = len(np.union1d(pairs // everyone, pairs % everyone))
    return None if 0 < joined < threshold else len(pairs)


def _bridging(fresh: NDArray[np.int64], everyone: int, groups: NDArray[np.intp], threshold: int) -> tuple[float | None, float | None]:
    """Return the share of new pairs across groups, and the same if these people had met anyhow, each as often as they did."""
    one, other = groups[fresh // everyone], groups[fresh % everyone]
    known = (one != NO_GROUP) & (other != NO_GROUP)
    one, other, fresh = one[known], other[known], fresh[known]
    across = one != other
    for part in (fresh, fresh[across], fresh[~across]):
        if _pairs_shown(part, everyone, threshold) is None:
            return None, None
    if not len(fresh):
        return None, None
    ends = np.unique(np.concatenate([one, other]), return_counts=True)[1] / (2 * len(fresh))
    return float(across.mean()), float(1 - (ends**2).sum())
