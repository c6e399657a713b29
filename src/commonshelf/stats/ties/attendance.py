"""Who came to what, as arrays: one entry an attendance. Nothing leaves this package with a person's number on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.errors import OutOfRangeError, WrongShapeError
from commonshelf.stats.ties.errors import NoAttendanceError, UnevenArraysError, UnknownNumberError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

NOT_KNOWN = -1


@dataclass(frozen=True)
class Attendance:
    """Each person at most once a session, sorted by session and then by person.

    persons are renumbered 0 to people - 1, and known_as, shape (people,), holds the numbers they came with; unknown counts the attendances
    of which nobody knows whose they are.
    """

    persons: NDArray[np.intp]
    sessions: NDArray[np.intp]
    known_as: NDArray[np.intp]
    unknown: int

    @property
    def people(self) -> int:
        """How many different people came."""
        return len(self.known_as)


def as_numbers(name: str, numbers: ArrayLike, *, lowest: int = 0, highest: int | None = None) -> NDArray[np.intp]:
    """Return a private copy as whole numbers of shape (n,). Raises WrongShapeError and UnknownNumberError."""
    values = np.asarray(numbers)
    if values.ndim != 1:
        raise WrongShapeError(f"{name} has {values.ndim} dimensions and needs 1")
    if len(values) and values.dtype.kind not in "iu":
        raise UnknownNumberError(f"{name} holds {values.dtype} values; it takes whole numbers")
    whole = values.astype(np.intp)
    if len(whole) and (whole.min() < lowest or (highest is not None and whole.max() > highest)):
        raise UnknownNumberError(
            f"{name} runs from {whole.min()} to {whole.max()}; it may run from {lowest} to {'any number' if highest is None else highest}"
        )
    return whole


def as_attendance(persons: ArrayLike, sessions: ArrayLike, *, session_count: int) -> Attendance:
    """Take attendances as two arrays of shape (attendances,): whose, and of which session. -1 for a person means not known.

    Raises UnevenArraysError, NoAttendanceError, UnknownNumberError, WrongShapeError.
    """
    who, what = as_numbers("persons", persons, lowest=NOT_KNOWN), as_numbers("sessions", sessions, highest=session_count - 1)
    if len(who) != len(what):
        raise UnevenArraysError(f"there are {len(who)} persons and {len(what)} sessions; each attendance has one of both")
    known = who != NOT_KNOWN
    if not known.any():
        raise NoAttendanceError("nobody known came to anything")
    known_as, renumbered = np.unique(who[known], return_inverse=True)
    once = np.unique(what[known] * len(known_as) + renumbered)
    return Attendance(once % len(known_as), once // len(known_as), known_as, int((~known).sum()))


def check_threshold(threshold: int) -> None:
    """Raise OutOfRangeError unless threshold is a whole number from 1 up."""
    if threshold < 1 or threshold != int(threshold):
        raise OutOfRangeError(f"threshold is {threshold}; it must be a whole number from 1 up")


def shown(count: int, whole: int, threshold: int) -> int | None:
    """Return a count of people out of `whole`, or None where it, or those left over, are some but fewer than threshold.

    The rest is looked at too: 47 of 50 who came back gives away 3 who did not. Everyone, and nobody, may be shown.
    """
    return None if 0 < count < threshold or 0 < whole - count < threshold else count
