"""Processes that read documents beside the one that fetches them: threads would wait for each other, since much of NumPy keeps Python to itself.

They know nothing of Django, and get documents, or where in SQLite's file to fetch them. Each ends by itself as soon as its end of the pipe is closed, so none outlives a
worker that was killed.
"""

from __future__ import annotations

import multiprocessing
from contextlib import contextmanager
from queue import SimpleQueue
from typing import TYPE_CHECKING

from commonshelf.path.voices.surveys.analysis.cells import Cells
from commonshelf.path.voices.surveys.analysis.scanning import Scanner

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection

    from commonshelf.common.rows.sqlite.elsewhere import AskedElsewhere
    from commonshelf.path.voices.surveys.analysis.frame import Frame

    Documents = list[bytes] | tuple[AskedElsewhere, frozenset[str]]
    Facts = list[tuple[str, ...]]
    Reads = Callable[[Documents], tuple[Facts, Cells]]


@contextmanager
def reading(frame: Frame, *, processes: int) -> Iterator[Reads]:
    """Give what reads documents into cells, and returns with them the key and the facts of each that it fetched itself. `processes` may be asked at the same time, from as many threads; with none it reads by itself."""
    if not processes:
        scanner = Scanner(frame)
        yield lambda documents: _read(scanner, documents)
        return
    spawning = multiprocessing.get_context("spawn")  # a copy of this process would hold its locks and its connections
    idle: SimpleQueue[Connection] = SimpleQueue()
    ours: list[Connection] = []
    started = []
    try:
        for _each in range(processes):
            here, there = spawning.Pipe()
            ours.append(here)
            process = spawning.Process(target=_read_on, args=(there,), daemon=True)
            process.start()
            there.close()
            started.append(process)
            here.send(frame)
            idle.put(here)

        def read(documents: Documents) -> tuple[Facts, Cells]:
            reader = idle.get()
            reader.send(documents if isinstance(documents, list) else tuple(documents))  # a reader does not know our names
            done: tuple[Facts, Cells] = reader.recv()
            idle.put(reader)
            return done

        yield read
    finally:
        for here in ours:
            here.close()
        for process in started:
            process.join()


def _read_on(there: Connection) -> None:
    """Read documents until nobody sends any more."""
    try:
        scanner = Scanner(there.recv())
        while True:
            facts, cells = _read(scanner, there.recv())
            # Column by column from here on, so that nobody has to turn all of them round at the end.
            there.send((facts, Cells(cells.cells.copy(order="F"), cells.figures.copy(order="F"))))
    except (EOFError, OSError):  # whoever counted is gone, perhaps in the middle of a message
        return


def _read(scanner: Scanner, documents: Documents) -> tuple[Facts, Cells]:
    if isinstance(documents, list):
        return [], scanner.read(documents)
    asked, keys = documents
    rows = [row for row in asked.rows() if row[0] in keys]
    return [(key, *facts) for key, _document, *facts in rows], scanner.read([row[1] for row in rows])
