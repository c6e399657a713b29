"""Fractions settled along cycles: every step keeps all sums and leaves each number right on average."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

WHOLE = 1e-9


def round_along_cycles(table: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.float64]:
    """Round a two-way table with its margins to neighboring whole numbers by lot, sums kept, each right on average.

    table has shape (r+1, c+1), the margins last. Written with the margins' signs turned, every line adds up to 0, so a line with a
    fraction in it has at least two of them: from any fraction one can walk, by row and by column in turn, until the walk meets
    itself. Along that cycle one may add and take away in turn, up to the first whole number, one way or the other.
    Source: Cox (1987), JASA 82, 520-524.
    """
    signs = np.ones(table.shape)
    signs[-1] *= -1.0
    signs[:, -1] *= -1.0
    level = np.floor(table + WHOLE)
    share = np.where(np.abs(table - np.rint(table)) < WHOLE, 0.0, table - level)
    while True:
        open_places = (share > WHOLE) & (share < 1 - WHOLE)
        if not open_places.any():
            break
        _settle(share, signs, _cycle(open_places), rng)
    rounded: NDArray[np.float64] = level + np.rint(share)
    return rounded


def _cycle(open_places: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Walk from fraction to fraction, along a row and along a column in turn, until a line is met again; return the cycle."""
    row, came_by = int(np.argmax(open_places.any(axis=1))), -1
    walk: list[tuple[int, int]] = []
    rows_met = {row: 0}
    columns_met: dict[int, int] = {}
    while True:
        column = _other(open_places[row], came_by)
        walk.append((row, column))
        if column in columns_met:
            return walk[columns_met[column] :]
        columns_met[column] = len(walk)
        row, came_by = _other(open_places[:, column], row), column
        walk.append((row, column))
        if row in rows_met:
            return walk[rows_met[row] :]
        rows_met[row] = len(walk)


def _other(line: NDArray[np.bool_], here: int) -> int:
    """Return a place along the line where there is a fraction, not the one one stands on."""
    places = np.flatnonzero(line)
    return int(places[0] if places[0] != here else places[1])


def _settle(share: NDArray[np.float64], signs: NDArray[np.float64], cycle: list[tuple[int, int]], rng: np.random.Generator) -> None:
    """Move along the cycle until one fraction is whole, forward or backward by lot, so that nothing moves on average."""
    rows, columns = np.array(cycle).T
    step = np.where(np.arange(len(cycle)) % 2 == 0, 1.0, -1.0) * signs[rows, columns]
    here = share[rows, columns]
    forward = float(np.where(step > 0, 1 - here, here).min())
    backward = float(np.where(step > 0, here, 1 - here).min())
    move = forward if rng.random() < backward / (forward + backward) else -backward
    after = here + step * move
    share[rows, columns] = np.where(after < WHOLE, 0.0, np.where(after > 1 - WHOLE, 1.0, after))
