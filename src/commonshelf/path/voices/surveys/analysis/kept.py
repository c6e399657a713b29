"""Counted responses in files of columns: a page reads the columns it shows, and the next count adds a file to those there are."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from commonshelf.path.voices.surveys.analysis.coded import KEY

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from commonshelf.path.voices.surveys.analysis.coded import InMemory

NEIGHBOURS: Final = 64


@dataclass(frozen=True, eq=False)
class InFiles:
    """Responses that were counted before. Columns are read when they are asked for, together with their neighbours: opening a file takes longer than reading it."""

    paths: Sequence[Path]
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
            every = list(pl.read_parquet_schema(self.paths[0]))
            start = every.index(name)
            found = pl.concat([pl.read_parquet(path, columns=every[start : start + NEIGHBOURS]) for path in self.paths], rechunk=True)
            self.read.update({each.name: each for each in found})
        return self.read[name]


@dataclass(frozen=True)
class Held:
    """The keys of the responses in one file."""

    path: Path
    keys: frozenset[str]


def held_in(paths: Sequence[Path]) -> list[Held]:
    """Return what each file holds."""
    return [Held(path, frozenset(pl.read_parquet(path, columns=[KEY])[KEY])) for path in paths]


def to_write_again(held: Sequence[Held], keys: Collection[str], new: int, *, smallest: int, most: int) -> list[Held]:
    """Return the files whose rows go into the next one, so that those that stay are few and large.

    A file with a row that counts no more is one of them. So is the smallest where the next would be small: a file of a few rows would tell what
    those few answered who came together.
    """
    counting = set(keys)
    again = [each for each in held if not each.keys <= counting]
    rest = sorted((each for each in held if each not in again), key=lambda each: len(each.keys))
    rows = new + sum(len(each.keys & counting) for each in again)
    while rest and (0 < rows < smallest or (rows and len(rest) >= most)):
        again.append(rest.pop(0))
        rows += len(again[-1].keys)
    return again


def rows_from(held: Sequence[Held], keys: Collection[str]) -> Iterator[pl.DataFrame]:
    """Give what these files hold of the responses that still count."""
    for each in held:
        kept = pl.read_parquet(each.path)
        yield kept if each.keys <= set(keys) else kept.filter(kept[KEY].is_in(pl.Series(list(keys), dtype=pl.String).implode()))


def table_of(counted: InMemory, kept: Sequence[pl.DataFrame] = ()) -> pl.DataFrame:
    """Return the columns of what was counted, together with those kept from before, by the random keys of the responses.

    So the table of all is the same whether they were counted at once or a few at a time, and tells nothing about the order in which people answered.
    """
    order = counted.facts[KEY].arg_sort().to_numpy()
    cells = [pl.Series(f"c{at}", column[order]) for at, column in enumerate(np.ascontiguousarray(counted.cells.cells.T))]
    figures = [pl.Series(f"f{at}", column[order]) for at, column in enumerate(np.ascontiguousarray(counted.cells.figures.T))]
    table = counted.facts[order].with_columns(*cells, *figures)
    return pl.concat([*kept, table]).sort(KEY) if kept else table


def keep_in_file(table: pl.DataFrame, path: Path) -> None:
    """Write the columns beside each other, so that a page reads only those it shows. The file is there whole, or not at all."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}.draft")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            table.write_parquet(file, compression="zstd", compression_level=1, statistics=False)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
