"""Responses laid aside on the disk, for a writer that reads them on a thread of its own: a database connection belongs to one thread."""

from __future__ import annotations

import pickle
import tempfile
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from commonshelf.questionnaire.columns import Record


class _Spooled:
    def __init__(self, file: IO[bytes]) -> None:
        self.file = file

    def __iter__(self) -> Iterator[Any]:
        end = self.file.seek(0, 2)
        self.file.seek(0)
        while self.file.tell() < end:
            yield pickle.load(self.file)  # noqa: S301 -- what was written a moment before, to a file that has no name


@contextmanager
def keep_aside(*, records: Iterable[Record]) -> Iterator[Iterable[Record]]:
    """Read all records here and now, into a file that nobody else can open and that is gone at the end; give them to whoever asks."""
    with tempfile.TemporaryFile() as file:
        for record in records:
            pickle.dump(record, file)
        yield _Spooled(file)
