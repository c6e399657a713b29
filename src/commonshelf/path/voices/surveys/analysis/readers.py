"""Processes that read documents beside the one that fetches them: threads would wait for each other, since much of NumPy keeps Python to itself.

They know nothing of the database and get nothing but documents. Each ends by itself as soon as its end of the pipe is closed, so none outlives a
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
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection

    from commonshelf.path.voices.surveys.analysis.frame import Frame

    Reads = Callable[[Sequence[bytes]], Cells]


@contextmanager
def reading(frame: Frame, *, processes: int) -> Iterator[Reads]:
    """Give what reads documents into cells. `processes` may be asked at the same time, from as many threads; with none it reads by itself."""
    if not processes:
        yield Scanner(frame).read
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

        def read(documents: Sequence[bytes]) -> Cells:
            reader = idle.get()
            reader.send(documents)
            cells: Cells = reader.recv()
            idle.put(reader)
            return cells

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
            cells = scanner.read(there.recv())
            # Column by column from here on, so that nobody has to turn all of them round at the end.
            there.send(Cells(cells.cells.copy(order="F"), cells.figures.copy(order="F")))
    except (EOFError, OSError):  # whoever counted is gone, perhaps in the middle of a message
        return
