"""Reading hundreds of thousands of answer documents by looking at all their bytes at once.

Between two quotation marks stands a name or an answer; what a colon follows is a name. So it is enough to find the quotation marks of many
documents, make one number of the letters between each two, and look that number up: no object is made for any single answer.
Where a document is not as plain as that (a name used twice in the form, a bare number), `read_one_by_one` reads it instead.
docs/decisions/0009-counting-many-responses.md says what else was tried.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from commonshelf.path.voices.surveys.analysis.cells import MOST_PLACES, Cells, empty_cells, figure_of, read_one_by_one

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from commonshelf.path.voices.surveys.analysis.frame import Counted, Frame

    Whole = NDArray[np.int64]

_QUOTE, _COLON, _BACKSLASH, _SPACE, _LIST, _LIST_END, _MAPPING = b'":\\ []{'
_WORD: Final = 8
_PADDING: Final = bytes(64)
_LOW: Final = np.array([(1 << (8 * count)) - 1 for count in range(_WORD + 1)], dtype=np.uint64)
_MIX: Final = np.uint64(0x9E3779B97F4A7C15)
_MIX_MORE: Final = np.uint64(0xC2B2AE3D27D4EB4F)
_LONGEST_FIGURE: Final = 24
_MOST_KNOWN: Final = 100_000
_MAY_OPEN, _MAY_STAND_IN_LIST = np.zeros((2, 256), dtype=bool)
_MAY_OPEN[[_QUOTE, _LIST, _MAPPING]] = True
_MAY_STAND_IN_LIST[[_QUOTE, _LIST_END, _MAPPING]] = True
AT_ONCE: Final = 50
"""So many documents are looked at together: their numbers stay in the cache of the processor. Of 100 long ones the numbers take so much memory that it is handed
back to the system after each step and fetched again, which doubled the time."""


@dataclass(frozen=True, eq=False)
class Strings:
    """All strings of some documents: where each begins and ends, and one number for its letters."""

    bytes_: NDArray[np.uint8]
    starts: Whole
    ends: Whole
    numbers: NDArray[np.uint64]


class Names:
    """Names that may be met, in all ways JSON may write them, each with a place; -1 for any other."""

    def __init__(self, names: Sequence[str]) -> None:
        spelled = {way: at for at, name in enumerate(names) for way in (json.dumps(name)[1:-1].encode(), name.encode())}
        self.longest = max(map(len, spelled), default=1)
        found = [(int(numbers_of(b'"' + way + b'"', self.longest).numbers[0]), at) for way, at in spelled.items()]
        order = np.argsort(np.array([number for number, _at in found], dtype=np.uint64))
        self.known = np.array([number for number, _at in found], dtype=np.uint64)[order]
        self.at = np.array([at for _number, at in found], dtype=np.int64)[order]
        self.held, self.places, self.shift = self._table()

    def _table(self) -> tuple[NDArray[np.uint64], Whole, np.uint64]:
        """Return a table with one place a name: as large as it takes for no two to meet."""
        for bits in range(10, 25):
            shift = np.uint64(64 - bits)
            slots = self.known * _MIX_MORE >> shift
            if len(np.unique(slots)) == len(slots):
                held, places = np.zeros(1 << bits, dtype=np.uint64), np.full(1 << bits, -1, dtype=np.int64)
                held[slots], places[slots] = self.known, self.at
                return held, places, shift
        message = "two names have the same number of 64 bits"
        raise ValueError(message)

    def find(self, numbers: NDArray[np.uint64]) -> Whole:
        """Return the place of each name; -1 where it is none of these."""
        slots = (numbers * _MIX_MORE >> self.shift).view(np.int64)
        return np.where(self.held.take(slots) == numbers, self.places.take(slots), -1)


def numbers_of(text: bytes, longest: int) -> Strings:
    """Return the strings of JSON text with a number for each that is at most `longest` bytes long; a longer one has any."""
    padded = text + _PADDING
    seen = np.frombuffer(padded, dtype=np.uint8)
    quotes = np.flatnonzero(seen == _QUOTE)
    if b"\\" in text:
        quotes = quotes[~_escaped(seen, quotes)]
    starts, ends = quotes[0::2] + 1, quotes[1::2]
    lengths = ends - starts
    words: NDArray[np.uint64] = np.ndarray((len(padded) - _WORD + 1,), dtype="<u8", buffer=padded, strides=(1,))
    numbers = words[starts]
    numbers &= _LOW.take(lengths, mode="clip")
    numbers += lengths.view(np.uint64)
    numbers *= _MIX
    for done in range(_WORD, longest, _WORD):
        longer = np.flatnonzero(lengths > done)
        more = words[np.minimum(starts[longer] + done, len(words) - 1)] & _LOW[np.minimum(lengths[longer] - done, _WORD)]
        mixed = numbers[longer]
        numbers[longer] = ((mixed ^ (mixed >> np.uint64(29))) + more) * _MIX_MORE
    return Strings(seen, starts, ends, numbers)


def _escaped(seen: NDArray[np.uint8], quotes: Whole) -> NDArray[np.bool_]:
    """Say which quotation marks stand after an odd number of backslashes, and so belong to the text."""
    escaped = np.zeros(len(quotes), dtype=bool)
    waiting = np.flatnonzero((quotes > 0) & (seen[quotes - 1] == _BACKSLASH))
    back = 1
    while len(waiting):
        escaped[waiting] ^= True
        back += 1
        reached = quotes[waiting] - back
        waiting = waiting[(reached >= 0) & (seen[np.maximum(reached, 0)] == _BACKSLASH)]
    return escaped


class Scanner:
    """Reads the documents of one version; what is the same for all of them is worked out once."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        counted = frame.counted
        self.questions = Names([each.question.name for each in counted])
        offered = {choice.name: None for each in counted for choice in each.choices}
        self.choices = Names(list(offered))
        self.longest = max(self.questions.longest, self.choices.longest, _LONGEST_FIGURE)
        self.columns = np.array([each.column for each in counted], dtype=np.int64)
        self.figures = np.array([each.number for each in counted], dtype=np.int64)
        self.several, self.ranked = (
            np.array([each.sort in sorts for each in counted], dtype=bool) for sorts in ({"many", "rank"}, {"rank"})
        )
        self.sorts = [each.sort for each in counted]
        sorts = sorted(set(self.sorts))
        self.salts = np.array([sorts.index(sort) for sort in self.sorts], dtype=np.uint64) * _MIX
        self.list_at, self.codes = _codes(counted, {name: at for at, name in enumerate(offered)})
        self.head_at, self.heads = self._heads(counted)
        self.known_figures: dict[int, float] = {}

    def _heads(self, counted: Sequence[Counted]) -> tuple[Whole, NDArray[np.unsignedinteger]]:
        """Return, laid out as the codes are, what an answer makes of a question's first cell: of one choice its number, of any other 1."""
        stride = self.codes.shape[1]
        ones = np.ones((1, stride), dtype=np.int64)
        longest_code = self.codes.max(axis=1, keepdims=True) + 1
        heads = np.concatenate([np.where(self.codes > 0, self.codes, longest_code), ones])
        at = np.array([at if each.sort == "one" else (len(heads) - 1) * stride + 1 for at, each in zip(self.list_at, counted, strict=True)])
        return at.astype(np.int64), heads.astype(empty_cells(self.frame, 0).cells.dtype)

    def read(self, documents: Sequence[bytes]) -> Cells:
        """Return the cells of each document, in their order."""
        read = empty_cells(self.frame, len(documents))
        for start in range(0, len(documents), AT_ONCE):
            some = documents[start : start + AT_ONCE]
            into = Cells(read.cells[start : start + AT_ONCE], read.figures[start : start + AT_ONCE])
            if not (self.frame.plain and self._read_plain(some, into)):
                slowly = read_one_by_one(self.frame, some)
                into.cells[:], into.figures[:] = slowly.cells, slowly.figures
        return read

    def _read_plain(self, documents: Sequence[bytes], into: Cells) -> bool:
        """Fill in the cells; False, and nothing filled in, where the documents are not as plain as it takes."""
        text = b"".join(documents)
        strings = numbers_of(text, self.longest)
        if len(strings.starts) != len(strings.ends):
            return False
        is_name = strings.bytes_[strings.ends + 1] == _COLON
        names, values = np.flatnonzero(is_name), np.flatnonzero(~is_name)
        of_name = np.cumsum(is_name)[values] - 1
        if not _opens_plainly(strings, names) or (of_name < 0).any():
            return False
        asked = self.questions.find(strings.numbers[names])[of_name]
        bounds = np.searchsorted(strings.starts[names], np.cumsum([0, *map(len, documents)]))
        rows = np.repeat(np.arange(len(documents)), np.diff(bounds))[of_name]
        turns = values - names[of_name]
        meant = (asked >= 0) & (strings.ends[values] > strings.starts[values])
        if not meant.all():
            rows, asked, values, turns = rows[meant], asked[meant], values[meant], turns[meant]
        self._fill(into, strings, rows, asked, values, turns)
        return True

    def _fill(self, into: Cells, strings: Strings, rows: Whole, asked: Whole, values: Whole, turns: Whole) -> None:
        """Write what was answered: `rows`, `asked`, `values` (places among the strings) and `turns` (1 for the first of several) are as long as each other."""
        chosen = self.choices.find(strings.numbers[values])
        cells = into.cells.reshape(-1)
        firsts = rows * into.cells.shape[1] + self.columns[asked]
        # Backwards: of two answers where one is taken, the first stays.
        cells[firsts[::-1]] = self.heads.take(self.head_at[asked] + chosen)[::-1]
        several = np.flatnonzero(self.several[asked])
        codes = self.codes.take(self.list_at[asked[several]] + chosen[several])
        several, codes = several[codes > 0], codes[codes > 0]
        cells[firsts[several] + codes] = np.where(self.ranked[asked[several]], np.minimum(turns[several], MOST_PLACES), 1)
        figures = np.flatnonzero(self.figures[asked] >= 0)
        if len(figures):
            self._fill_figures(into, strings, rows[figures], asked[figures], values[figures])

    def _fill_figures(self, into: Cells, strings: Strings, rows: Whole, asked: Whole, values: Whole) -> None:
        """Write what was typed as a number or a day. The same letters mean the same, so each is read once, and remembered."""
        different, first, which = np.unique(strings.numbers[values] ^ self.salts[asked], return_index=True, return_inverse=True)
        keys = different.tolist()
        known = []
        for key, at in zip(keys, first.tolist(), strict=True):
            figure = self.known_figures.get(key)
            if figure is None:
                figure = self._figure(strings, int(asked[at]), int(values[at]))
                if len(self.known_figures) < _MOST_KNOWN:
                    self.known_figures[key] = figure
            known.append(figure)
        into.figures[rows, self.figures[asked]] = np.array(known, dtype=np.float64)[which]
        for at in np.flatnonzero((strings.ends - strings.starts)[values] > self.longest).tolist():
            into.figures[rows[at], self.figures[asked[at]]] = self._figure(strings, int(asked[at]), int(values[at]))

    def _figure(self, strings: Strings, asked: int, value: int) -> float:
        letters = strings.bytes_[strings.starts[value] : strings.ends[value]].tobytes()
        return figure_of(self.sorts[asked], letters.decode(errors="replace"))


def _codes(counted: Sequence[Counted], offered: Mapping[str, int]) -> tuple[Whole, Whole]:
    """Return for each list the number of every choice in it, 0 for one that is not in it, and for each question where its list begins among them.

    In front of each list stands 0 for a choice that no list has, and which is found at -1.
    """
    lists: dict[tuple[str, ...], int] = {}
    list_of = [lists.setdefault(tuple(choice.name for choice in each.choices), len(lists)) for each in counted]
    codes = np.zeros((max(len(lists), 1), 1 + len(offered)), dtype=np.int64)
    for names, row in lists.items():
        codes[row, [1 + offered[name] for name in names]] = np.arange(1, len(names) + 1)
    return np.array(list_of, dtype=np.int64) * codes.shape[1] + 1, codes


def _opens_plainly(strings: Strings, names: Whole) -> bool:
    """Say whether after each name comes a text, a list or a mapping; in a list, texts or mappings."""
    seen = strings.bytes_
    after = strings.ends[names] + 2
    after += seen[after] == _SPACE
    opens = seen[after]
    inside = seen[after[opens == _LIST] + 1]
    return bool(_MAY_OPEN[opens].all() and _MAY_STAND_IN_LIST[inside].all())
