"""The counted responses of one version: facts of the house, cells and figures, in memory or in a file of columns."""

from __future__ import annotations

import os
import secrets
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np
import polars as pl

from commonshelf.path.voices.surveys.analysis.cells import Cells, empty_cells
from commonshelf.path.voices.surveys.analysis.readers import reading

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from numpy.typing import NDArray

    from commonshelf.path.voices.surveys.analysis.frame import Frame
    from commonshelf.path.voices.surveys.queries.results import Row

FACTS: Final = ("mode", "language", "week", "area", "age_band", "library_use", "wave")
KEY: Final = "key"
AHEAD: Final = 3
"""So many stretches may be fetched that nobody has read yet."""
NEIGHBOURS: Final = 64
NOBODY_TOLD: Final = ""


class Answers(Protocol):
    """What is asked of counted responses. All arrays have one entry a response, in the same order."""

    @property
    def responses(self) -> int:
        """How many there are."""

    def cell(self, column: int) -> NDArray[np.unsignedinteger]:
        """Return one column of cells."""

    def figure(self, number: int) -> NDArray[np.float64]:
        """Return one column of numbers."""

    def fact(self, name: str) -> pl.Series:
        """Return what the house knows, as text; "" where nobody told."""


@dataclass(frozen=True, eq=False)
class InMemory:
    """Responses that were counted just now. Beside the facts stands the key of each."""

    facts: pl.DataFrame
    cells: Cells

    @property
    def responses(self) -> int:
        """How many there are."""
        return len(self.cells.cells)

    def cell(self, column: int) -> NDArray[np.unsignedinteger]:
        """Return one column of cells."""
        return self.cells.cells[:, column]

    def figure(self, number: int) -> NDArray[np.float64]:
        """Return one column of numbers."""
        return self.cells.figures[:, number]

    def fact(self, name: str) -> pl.Series:
        """Return what the house knows, as text."""
        return self.facts[name]


@dataclass(frozen=True, eq=False)
class InFile:
    """Responses that were counted before. Columns are read when they are asked for, together with their neighbours: opening the file takes longer than reading it."""

    path: Path
    responses: int
    read: dict[str, pl.Series] = field(default_factory=dict)

    def cell(self, column: int) -> NDArray[np.unsignedinteger]:
        """Return one column of cells."""
        return self._column(f"c{column}").to_numpy()

    def figure(self, number: int) -> NDArray[np.float64]:
        """Return one column of numbers."""
        return self._column(f"f{number}").to_numpy()

    def fact(self, name: str) -> pl.Series:
        """Return what the house knows, as text."""
        return self._column(name)

    def _column(self, name: str) -> pl.Series:
        if name not in self.read:
            every = list(pl.read_parquet_schema(self.path))
            start = every.index(name)
            found = pl.read_parquet(self.path, columns=every[start : start + NEIGHBOURS])
            self.read.update({each.name: each for each in found})
        return self.read[name]


def count_rows(
    frame: Frame, stretches: Iterable[Sequence[Row]], *, progress: Callable[[int], None] | None = None, processes: int = 0
) -> InMemory:
    """Read all responses; `progress` is told after each stretch how many were read. What was fetched is read while more is fetched, by processes of their own where asked."""
    facts: list[pl.DataFrame] = []
    parts: list[Future[Cells]] = []
    done = 0
    with reading(frame, processes=processes) as read, ThreadPoolExecutor(max(processes, 1)) as readers:
        for stretch in stretches:
            parts.append(readers.submit(read, [_bytes(row.document) for row in stretch]))
            facts.append(_facts(stretch))
            if len(parts) > AHEAD:
                parts[-1 - AHEAD].result()  # no further ahead than the readers can follow: documents are large
            done += len(stretch)
            if progress is not None:
                progress(done)
        cells = [part.result() for part in parts] or [empty_cells(frame, 0)]
    whole = Cells(np.concatenate([part.cells for part in cells]), np.concatenate([part.figures for part in cells]))
    return InMemory(pl.concat(facts) if facts else _facts(()), whole)


def _bytes(document: str | bytes) -> bytes:
    return document if isinstance(document, bytes) else document.encode()


def _facts(rows: Sequence[Row]) -> pl.DataFrame:
    columns = (KEY, *FACTS)
    return pl.DataFrame({name: [getattr(row, name) for row in rows] for name in columns}, schema=dict.fromkeys(columns, pl.String))


def kept_table(path: Path, keys: Collection[str]) -> pl.DataFrame | None:
    """Return what a file holds of the responses that still count; nothing where there is no file, or one from before files had keys."""
    try:
        if KEY not in pl.read_parquet_schema(path):
            return None
        kept = pl.read_parquet(path)
    except FileNotFoundError:
        return None
    counts = kept[KEY].is_in(pl.Series(list(keys), dtype=pl.String).implode())
    return kept if counts.all() else kept.filter(counts)


def table_of(counted: InMemory, kept: pl.DataFrame | None = None) -> pl.DataFrame:
    """Return the columns of what was counted, together with those kept from before, by the random keys of the responses.

    So the table of all is the same whether they were counted at once or a few at a time, and tells nothing about the order in which people answered.
    """
    order = counted.facts[KEY].arg_sort().to_numpy()
    cells = {f"c{at}": column for at, column in enumerate(np.ascontiguousarray(counted.cells.cells[order].T))}
    figures = {f"f{at}": column for at, column in enumerate(np.ascontiguousarray(counted.cells.figures[order].T))}
    table = counted.facts[order].with_columns(**{name: pl.Series(each) for name, each in (cells | figures).items()})
    return table if kept is None else pl.concat([kept, table]).sort(KEY)


def keep_in_file(table: pl.DataFrame, path: Path) -> None:
    """Write the columns beside each other, so that a page reads only those it shows. What stood there before is replaced in one moment, or not at all."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}.draft")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            table.write_parquet(file, compression="zstd", compression_level=1)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
