"""One question split by groups of people, so that no table, and no two beside each other, tell on anybody.

Three things make that so. Groups under the threshold are put together into one, once for all questions, so that every group that is shown is large enough. Answers whose count
is hidden in the table of everybody are one column here. And a table is shown only where nothing but its inner cells has to be hidden: then every table of a page has
the same known totals, and what one hides no other can give away.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from commonshelf.path.voices.surveys.analysis.figures import Share, share_of
from commonshelf.stats.privacy import suppress_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from commonshelf.path.voices.surveys.analysis.figures import Figures
    from commonshelf.path.voices.surveys.analysis.pool import Pool

MOST_GROUPS: Final = 12


@dataclass(frozen=True, eq=False)
class Groups:
    """Who is in which group. `names` are those of the groups in their order; `together` of them are small ones that were put into the last."""

    codes: NDArray[np.int64]
    names: tuple[str, ...]
    together: tuple[str, ...] = ()


@dataclass(frozen=True)
class Split:
    """One question by groups: for each answer (its number; 0 stands for those that are hidden for everybody) the count and share in each group.

    Without rows the table would tell on somebody. `sizes` are those who answered, by group.
    """

    rows: tuple[tuple[int, tuple[tuple[int, Share] | None, ...]], ...] = ()
    sizes: tuple[int, ...] = ()


def groups_of(values: Sequence[str], named: Mapping[str, str], threshold: int, *, other: str) -> Groups | None:
    """Return the groups that values make, the small ones put together under the name `other`; nothing where fewer than two groups are left."""
    different, codes, counts = np.unique(np.array(values, dtype=str), return_inverse=True, return_counts=True)
    order = np.argsort(-counts, kind="stable")
    kept = [int(at) for at in order if counts[at] >= threshold][:MOST_GROUPS]
    small = [int(at) for at in order if int(at) not in kept]
    while small and sum(int(counts[at]) for at in small) < threshold and kept:
        small.append(kept.pop())
    kept.sort()
    if len(kept) + bool(small) < 2 or not kept:
        return None
    place = np.full(len(different), len(kept), dtype=np.int64)
    place[kept] = np.arange(len(kept))
    words = [named.get(str(value), str(value)) for value in different]
    names = (*(words[at] for at in kept), *([other] if small else []))
    return Groups(place[codes], names, tuple(words[at] for at in sorted(small)))


def split(pool: Pool, figures: Figures, groups: Groups, threshold: int) -> Split:
    """Return one question by groups; without rows where that would tell on somebody."""
    counted = figures.counted
    asked = pool.asked(counted)
    if figures.silence is not None or counted.sort != "one":
        return Split()
    codes = pool.codes(counted)
    shown = [row.choice for row in figures.rows if row.count]
    column = np.zeros(len(counted.choices) + 2, dtype=np.int64)
    column[shown] = np.arange(1, len(shown) + 1)
    # Where not everybody was asked, those who did not answer are the last column: with them each person is in exactly one cell, and every total is known.
    cells = np.where(asked.given, column[codes], len(shown) + 1)
    some_not_asked = asked.asked is not None and bool((asked.here & ~asked.asked).any())
    meant = asked.here if some_not_asked else asked.given
    table = np.zeros((len(groups.names), len(shown) + 2), dtype=np.int64)
    np.add.at(table, (groups.codes[meant], cells[meant]), 1)
    used = np.flatnonzero(table.sum(axis=0))
    safe = suppress_table(table[:, used], threshold=threshold)
    totals_hidden = safe.hidden[-1, :].any() or safe.hidden[:, -1].any()
    if totals_hidden or safe.suppressed[:, used == len(shown) + 1].any():
        return Split()
    return _shares(table, used, safe.suppressed, shown)


def _shares(table: NDArray[np.int64], used: NDArray[np.int64], hidden: NDArray[np.bool_], shown: Sequence[int]) -> Split:
    sizes = table[:, :-1].sum(axis=1)
    rows = []
    for at, column in enumerate(used):
        if column == len(shown) + 1:
            continue
        cells = [
            None
            if hidden[group, at] or not sizes[group]
            else (int(table[group, column]), share_of(int(table[group, column]), int(sizes[group])))
            for group in range(len(table))
        ]
        rows.append((0 if column == 0 else shown[column - 1], tuple(cells)))
    return Split(tuple(sorted(rows, key=lambda row: (row[0] == 0, row[0]))), tuple(sizes.tolist()))
