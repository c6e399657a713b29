"""Votes kept sparse: by statement, then by person, each person's last vote on a statement once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_array, csc_array

from commonshelf.stats.frozen import freeze
from commonshelf.stats.opinion.errors import NoVotesError, UnequalLengthsError, UnknownIndexError, UnknownVoteError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import ArrayLike, NDArray

AGREE, PASS, DISAGREE = 1, 0, -1
VOTES_AT_ONCE = 50_000


@dataclass(frozen=True)
class Votes:
    """The votes that count, one for each person and statement that met.

    person has shape (votes,), value too (1 agree, 0 pass, -1 disagree); the votes on statement s are those from start[s] up to start[s + 1],
    their people in ascending order. start has shape (statements + 1,). given, shape (people,), is how many votes each person gave. replaced counts votes that a later one of the same person on
    the same statement made void.
    """

    person: NDArray[np.int32]
    value: NDArray[np.int8]
    start: NDArray[np.int64]
    given: NDArray[np.int64]
    replaced: int

    def __post_init__(self) -> None:
        """Make the arrays unchangeable."""
        freeze(self.person, self.value, self.start, self.given)

    def __len__(self) -> int:
        """Return how many votes count."""
        return int(self.value.size)

    @property
    def people(self) -> int:
        """How many people there are, voting or not."""
        return int(self.given.size)

    @property
    def statements(self) -> int:
        """How many statements there are, voted on or not."""
        return int(self.start.size - 1)

    @property
    def statement(self) -> NDArray[np.int32]:
        """The statement of each vote, shape (votes,)."""
        return np.repeat(np.arange(self.statements, dtype=np.int32), np.diff(self.start))


def gather_votes(
    person: ArrayLike, statement: ArrayLike, value: ArrayLike, *, people: int | None = None, statements: int | None = None
) -> Votes:
    """Keep the last vote of each person on each statement.

    person, statement and value have shape (votes,), oldest vote first: whole numbers from 0 for the first two, 1 (agree), 0 (pass) or
    -1 (disagree) for value. `people` and `statements` say how many there are; without them, one more than the largest number seen.
    A pair that never occurs is a missing vote, which is not a pass.

    Raises NoVotesError for no votes, UnequalLengthsError, UnknownIndexError, UnknownVoteError. See docs/methods/opinion-map.md.
    """
    rows, columns, values = _as_votes(person, statement, value)
    if values.size == 0:
        raise NoVotesError("nobody voted on anything")
    shape = (_size("people", rows, people), _size("statements", columns, statements))
    loose = coo_array((values, (rows, columns)), shape=shape)
    loose.has_canonical_format = True  # or it would add up repeated votes
    by_person = loose.tocsr()
    table = by_person.tocsc()  # two counting sorts, each keeps the order of what it does not sort by
    owner = np.repeat(np.arange(shape[1], dtype=np.int32), np.diff(table.indptr))
    void = np.zeros(values.size, dtype=np.bool_)
    void[:-1] = (table.indices[1:] == table.indices[:-1]) & (owner[1:] == owner[:-1])
    person_, value_, start, given = table.indices, table.data, table.indptr.astype(np.int64), np.diff(by_person.indptr).astype(np.int64)
    replaced = int(np.count_nonzero(void))
    if replaced:
        given -= np.bincount(person_[void], minlength=shape[0])
        person_, value_ = person_[~void], value_[~void]
        start = np.concatenate([[0], np.cumsum(np.bincount(owner[~void], minlength=shape[1]))]).astype(np.int64)
    return Votes(person=person_.astype(np.int32, copy=False), value=value_, start=start, given=given, replaced=replaced)


def add_votes(
    votes: Votes, person: ArrayLike, statement: ArrayLike, value: ArrayLike, *, people: int | None = None, statements: int | None = None
) -> Votes:
    """Return the votes with later ones added; a later vote replaces an earlier one of the same person on the same statement.

    Arrays as in `gather_votes`; new people and new statements may come with them. Costs a copy of the old votes, not a new sort.
    Raises what gather_votes raises; with no new votes the old ones come back.
    """
    rows, columns, _values = _as_votes(person, statement, value)
    if rows.size == 0:
        return votes
    size = max(votes.people, people or 0, int(rows.max()) + 1), max(votes.statements, statements or 0, int(columns.max()) + 1)
    later = gather_votes(person, statement, value, people=size[0], statements=size[1])
    start = np.concatenate([votes.start, np.full(size[1] - votes.statements, votes.start[-1])])
    owner = later.statement
    place = _places(votes.person, start[owner], start[owner + 1], later.person)
    inside = place < start[owner + 1]
    known = inside.copy()
    known[inside] = votes.person[place[inside]] == later.person[inside]
    changed = votes.value.copy()
    changed[place[known]] = later.value[known]
    more = np.concatenate([[0], np.cumsum(np.bincount(owner[~known], minlength=size[1]))])
    return Votes(
        person=np.insert(votes.person, place[~known], later.person[~known]),
        value=np.insert(changed, place[~known], later.value[~known]),
        start=start + more,
        given=np.concatenate([votes.given, np.zeros(size[0] - votes.people, np.int64)])
        + np.bincount(later.person[~known], minlength=size[0]),
        replaced=votes.replaced + later.replaced + int(np.count_nonzero(known)),
    )


def blocks(votes: Votes) -> Iterator[tuple[slice, slice]]:
    """Yield runs of statements, and of their votes, small enough to stay in the processor's cache; a busy statement alone may be larger."""
    first = 0
    while first < votes.statements:
        end = max(first + 1, int(np.searchsorted(votes.start, votes.start[first] + VOTES_AT_ONCE, side="right")) - 1)
        yield slice(first, end), slice(int(votes.start[first]), int(votes.start[end]))
        first = end


def some_people(votes: Votes, chosen: NDArray[np.intp]) -> Votes:
    """Return the votes of the chosen people alone, numbered anew in the order given (ascending, each once)."""
    number = np.full(votes.people, -1, dtype=np.int32)
    number[chosen] = np.arange(chosen.size, dtype=np.int32)
    person = number[votes.person]
    return _kept(votes, person >= 0, person=person, given=votes.given[chosen])


def some_votes(votes: Votes, kept: NDArray[np.bool_]) -> Votes:
    """Return the votes marked in `kept`, shape (votes,), of the same people on the same statements."""
    return _kept(votes, kept, person=votes.person, given=np.bincount(votes.person[kept], minlength=votes.people))


def with_values(votes: Votes, value: NDArray[np.int8]) -> Votes:
    """Return the same people meeting the same statements with other votes."""
    return Votes(person=votes.person, value=value, start=votes.start, given=votes.given, replaced=0)


def sparse(votes: Votes, data: NDArray[np.float64]) -> csc_array:
    """Return the sparse matrix people × statements that holds `data` where a vote was given."""
    return csc_array((data, votes.person, votes.start), shape=(votes.people, votes.statements))


def _kept(votes: Votes, kept: NDArray[np.bool_], *, person: NDArray[np.int32], given: NDArray[np.int64]) -> Votes:
    before = np.concatenate([[0], np.cumsum(kept)])
    return Votes(person=person[kept], value=votes.value[kept], start=before[votes.start], given=given, replaced=0)


def _places(person: NDArray[np.int32], first: NDArray[np.int64], end: NDArray[np.int64], wanted: NDArray[np.int32]) -> NDArray[np.int64]:
    """Return where each wanted person stands, or would, among person[first:end]: all the ranges halved at once."""
    low, high = first.copy(), end.copy()
    while (open_ := low < high).any():
        middle = (low + high) // 2
        below = person[np.minimum(middle, person.size - 1)] < wanted
        low = np.where(open_ & below, middle + 1, low)
        high = np.where(open_ & ~below, middle, high)
    return low


def _as_votes(person: ArrayLike, statement: ArrayLike, value: ArrayLike) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int8]]:
    """Return the three columns as whole numbers, or refuse them by name."""
    rows, columns = _whole("person", person), _whole("statement", statement)
    values = np.asarray(value)
    if not rows.shape == columns.shape == values.shape or values.ndim != 1:
        raise UnequalLengthsError(f"person, statement and value have shapes {rows.shape}, {columns.shape} and {values.shape}")
    if values.size == 0:
        return rows, columns, np.empty(0, np.int8)
    odd = (values != AGREE) & (values != PASS) & (values != DISAGREE)
    if odd.any():
        first = int(np.argmax(odd))
        raise UnknownVoteError(f"vote {first} is {values[first]}; a vote is 1 (agree), 0 (pass) or -1 (disagree)")
    return rows, columns, values.astype(np.int8)


def _whole(name: str, numbers: ArrayLike) -> NDArray[np.int32]:
    array = np.asarray(numbers)
    if array.size == 0:
        return array.astype(np.int32)
    if array.dtype.kind not in "iu" or int(array.min()) < 0 or int(array.max()) >= np.iinfo(np.int32).max:
        raise UnknownIndexError(f"{name} holds something other than whole numbers from 0 up")
    return array.astype(np.int32, copy=False)


def _size(name: str, index: NDArray[np.int32], size: int | None) -> int:
    needed = int(index.max()) + 1
    if size is not None and size < needed:
        raise UnknownIndexError(f"there are {size} {name}, yet number {needed - 1} voted or was voted on")
    return needed if size is None else size
