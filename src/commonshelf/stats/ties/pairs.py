"""Who met whom: every pair of people who came to the same session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commonshelf.stats.ties.attendance import Attendance


def first_meetings(
    attendance: Attendance, periods: NDArray[np.intp], largest_session: int
) -> tuple[NDArray[np.int64], NDArray[np.intp], NDArray[np.int64], NDArray[np.intp]]:
    """Return (pairs, the period each first met in, all meetings as pair, their periods), each pair once a period.

    periods has shape (sessions,). A pair is a single number, lower person times people plus higher person. Sessions with more than
    largest_session people make no pairs. Sessions of the same size are worked on together, so that the work is that of writing the pairs down.
    """
    sizes = np.bincount(attendance.sessions, minlength=len(periods))
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    found, when = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.intp)]
    for size in np.unique(sizes[(sizes > 1) & (sizes <= largest_session)]):
        alike = np.flatnonzero(sizes == size)
        people = attendance.persons[starts[alike][:, None] + np.arange(size)]  # sorted within a session
        one, other = np.triu_indices(int(size), 1)
        pairs = people[:, one].astype(np.int64) * attendance.people + people[:, other]
        found.append(pairs.ravel())
        when.append(np.repeat(periods[alike], len(one)))
    return _once(np.concatenate(found), np.concatenate(when))


def _once(
    pairs: NDArray[np.int64], when: NDArray[np.intp]
) -> tuple[NDArray[np.int64], NDArray[np.intp], NDArray[np.int64], NDArray[np.intp]]:
    order = np.lexsort((when, pairs))
    pairs, when = pairs[order], when[order]
    if not len(pairs):
        return pairs, when, pairs, when
    another = np.append(True, (pairs[1:] != pairs[:-1]) | (when[1:] != when[:-1]))
    pairs, when = pairs[another], when[another]
    first = np.append(True, pairs[1:] != pairs[:-1])
    return pairs[first], when[first], pairs, when
