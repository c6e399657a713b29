"""Repeating a sweep until nothing moves, with a look at where the last sweeps were heading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from commonshelf.stats.weighting.newton import Curved, newton, relative_errors

if TYPE_CHECKING:
    from numpy.typing import NDArray

REMEMBERED = 10
"""How many sweeps the look ahead is worked out from."""
SLOW = 50
"""After so many sweeps Newton begins anew: each of its steps costs a table of every pair of margins, but few are needed."""
SAME_DIRECTION = 1e-10
"""Sweeps that moved this nearly alike tell one thing, not two."""
FARTHEST = 5.0
"""A look ahead that would change a factor more than e to this is not believed."""


class Sweeping(Curved, Protocol):
    """Anything that can improve the logarithms of all factors in turn."""

    def sweep(self, logs: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
        """Return improved logarithms, and the largest relative error met on the way."""


@dataclass(frozen=True, eq=False)
class Settled:
    """Where it ended: the logarithms of the factors, how far each total is off (relative), after how many sweeps."""

    logs: NDArray[np.float64]
    errors: NDArray[np.float64]
    sweeps: int


class _Memory:
    """The last sweeps: where each began, and where it ended."""

    def __init__(self) -> None:
        self.before: list[NDArray[np.float64]] = []
        self.after: list[NDArray[np.float64]] = []

    def next_start(self, before: NDArray[np.float64], after: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the logarithms to sweep next: the point where the last sweeps, mixed, would hardly have moved."""
        self.before, self.after = [*self.before[-REMEMBERED:], before], [*self.after[-REMEMBERED:], after]
        if len(self.before) == 1:
            return after
        images = np.array(self.after)
        moved = images - np.array(self.before)
        mix = np.linalg.lstsq(np.diff(moved, axis=0).T, moved[-1], rcond=SAME_DIRECTION)[0]
        step: NDArray[np.float64] = mix @ np.diff(images, axis=0)
        return after - step if np.abs(step).max() < FARTHEST else after


def settle(sweeping: Sweeping, start: NDArray[np.float64], *, tolerance: float, max_sweeps: int) -> Settled:
    """Sweep until every total is met within the tolerance, or max_sweeps are used up; the result's errors say which.

    Source: Anderson (1965), J. ACM 12, 547-560 (the look ahead).
    """
    logs, memory, rounds = start, _Memory(), 0
    with np.errstate(all="ignore"):  # totals that cannot be met drive factors to 0 and to infinity: seen and said below
        while True:
            rounds += 1
            after, error = sweeping.sweep(logs)
            broken = not np.isfinite(after).all()
            if broken or error <= tolerance or rounds >= max_sweeps:
                last = logs if broken else after
                errors = np.nan_to_num(relative_errors(sweeping.found(last), sweeping.aims), nan=np.inf)
                settled = Settled(last, errors, rounds)
                if broken or rounds >= max_sweeps or settled.errors.max() <= tolerance:
                    return settled
            logs = memory.next_start(logs, after)
            if rounds == SLOW:
                logs, steps = newton(sweeping, start, tolerance=tolerance)
                memory, rounds = _Memory(), rounds + steps
