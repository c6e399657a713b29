"""Codebooks as a page shows them, and which of their counts may be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from commonshelf.questionnaire.columns import Empty
from commonshelf.stats.privacy import suppress_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from commonshelf.questionnaire.columns import Cell
    from commonshelf.questionnaire.exports.codebook import Codebook, CodebookEntry, Suppress, ValueCount


@dataclass(frozen=True)
class CodebookLine:
    """One column of the data. A number that is None may not be shown."""

    name: str
    label: str
    hint: str
    kind: str
    values: tuple[ValueCount, ...]
    answered: int | None
    not_asked: int | None
    not_answered: int | None
    unknown: int | None
    strange: int | None
    low: Cell | None
    high: Cell | None
    mean: float | None


def lines_of(book: Codebook) -> list[CodebookLine]:
    """Return a codebook line by line, as a template reads it."""
    return [_line(entry) for entry in book.entries]


def _line(entry: CodebookEntry) -> CodebookLine:
    return CodebookLine(
        name=entry.column.name,
        label=entry.label,
        hint=entry.hint,
        kind=entry.column.kind,
        values=entry.values,
        answered=entry.answered,
        not_asked=entry.missing.get(Empty.NOT_ASKED),
        not_answered=entry.missing.get(Empty.NOT_ANSWERED),
        unknown=entry.missing.get(Empty.UNKNOWN),
        strange=entry.strange,
        low=entry.low,
        high=entry.high,
        mean=entry.mean,
    )


def suppressing(threshold: int) -> Suppress:
    """Return what hides counts under the threshold, and those from which they could be worked out, since all of a column add up to everybody."""

    def suppress(counts: Sequence[int]) -> list[int | None]:
        table = suppress_table(list(counts), threshold=threshold)
        if np.isnan(table.total):
            return [None] * len(counts)
        return [None if hidden else count for count, hidden in zip(counts, table.suppressed, strict=True)]

    return suppress
