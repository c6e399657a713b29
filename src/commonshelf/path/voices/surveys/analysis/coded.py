"""The counted responses of one version: facts of the house, cells and figures. `kept` keeps them in files of columns."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np
import polars as pl

from commonshelf.path.voices.surveys.analysis.cells import Cells, empty_cells
from commonshelf.path.voices.surveys.analysis.readers import reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from concurrent.futures import Future

    from numpy.typing import NDArray

    from commonshelf.path.voices.surveys.analysis.frame import Frame
    from commonshelf.path.voices.surveys.analysis.readers import Reads
    from commonshelf.path.voices.surveys.queries.results import Row, Stretch

FACTS: Final = ("mode", "language", "week", "area", "age_band", "library_use", "wave")
KEY: Final = "key"
AHEAD: Final = 3
"""So many stretches may be fetched that nobody has read yet."""
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


def count_rows(
    frame: Frame, stretches: Iterable[list[Row] | Stretch], *, progress: Callable[[int], None] | None = None, processes: int = 0
) -> InMemory:
    """Read all responses; `progress` is told after each stretch how many were read.

    What was fetched is read while more is fetched, by processes of their own where asked; of a stretch of SQLite's file they fetch what they read.
    """
    parts: list[Future[tuple[pl.DataFrame, Cells]]] = []
    done = 0
    with reading(frame, processes=processes) as read, ThreadPoolExecutor(max(processes, 1)) as readers:
        for stretch in stretches:
            parts.append(readers.submit(_read, read, stretch))
            if len(parts) > AHEAD:
                parts[-1 - AHEAD].result()  # no further ahead than the readers can follow: documents are large
            done += len(getattr(stretch, "keys", stretch))
            if progress is not None:
                progress(done)
        facts, cells = [part.result()[0] for part in parts], [part.result()[1] for part in parts] or [empty_cells(frame, 0)]
    whole = Cells(np.concatenate([part.cells for part in cells]), np.concatenate([part.figures for part in cells]))
    return InMemory(pl.concat(facts) if facts else _facts(()), whole)


def _read(read: Reads, stretch: list[Row] | Stretch) -> tuple[pl.DataFrame, Cells]:
    """Return the facts and the cells of a stretch, whoever fetches it."""
    if isinstance(stretch, list):
        _none, cells = read([_bytes(row.document) for row in stretch])
        return _facts([(row.key, *row[2:]) for row in stretch]), cells
    told, cells = read(stretch)
    return _facts(told), cells


def _bytes(document: str | bytes) -> bytes:
    return document if isinstance(document, bytes) else document.encode()


def _facts(rows: Sequence[tuple[str, ...]]) -> pl.DataFrame:
    columns = (KEY, *FACTS)
    told = list(zip(*rows, strict=True)) or [()] * len(columns)
    return pl.DataFrame(dict(zip(columns, told, strict=True)), schema=dict.fromkeys(columns, pl.String))
