"""How a mix of controls is learnt from some periods and judged on others."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.effects.figures import PlaceboTest, placebo_test, swept
from commonshelf.stats.effects.simplex import Mix, nearest_mix

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Mixing:
    """How to mix: with how much ridge, and with an intercept or not."""

    ridge: float
    intercept: bool

    def gap(self, seen: NDArray[np.float64], controls: NDArray[np.float64], learnt: NDArray[np.intp]) -> tuple[Mix, NDArray[np.float64]]:
        """Return the mix learnt from some periods, and what was seen less the mix at every period."""
        target, candidates = seen[learnt], controls[:, learnt]
        spread = float(candidates.var(axis=1).mean())
        if self.intercept:
            target, candidates = target - target.mean(), candidates - candidates.mean(axis=1, keepdims=True)
        mix = nearest_mix(target, candidates, ridge=self.ridge * spread * len(learnt))
        apart = seen - mix.weights @ controls
        return mix, swept(apart - apart[learnt].mean() if self.intercept else apart, np.append(seen, controls))

    def freed_of_misfit(self, seen: NDArray[np.float64], controls: NDArray[np.float64], before: int, folds: int) -> tuple[float, float]:
        """Return the mean gap after less the mean gap in a block the weights never saw, averaged over blocks, and its error."""
        after = len(seen) - before
        length = min(before // folds, after)
        first = before - folds * length  # the latest blocks: they look most like what came after
        effects = []
        for start in range(first, before, length):
            block = np.arange(start, start + length)
            gap = self.gap(seen, controls, np.setdiff1d(np.arange(before), block))[1]
            effects.append(float(gap[before:].mean() - gap[block].mean()))
        spread = math.sqrt(1 + folds * length / after) * float(np.std(effects, ddof=1))
        return float(np.mean(effects)), spread / math.sqrt(folds)

    def elsewhere(self, real: NDArray[np.float64], controls: NDArray[np.float64], before: int) -> PlaceboTest:
        """Pretend that each control changed, mixed from the other controls."""
        learnt = np.arange(before)
        gaps = [self.gap(one, np.delete(controls, row, axis=0), learnt)[1] for row, one in enumerate(controls)]
        return placebo_test("in_space", _growth(real, before), [_growth(gap, before) for gap in gaps])

    def earlier(self, real: NDArray[np.float64], seen: NDArray[np.float64], controls: NDArray[np.float64], before: int) -> PlaceboTest:
        """Pretend that the change came earlier; only periods before the real one are looked at."""
        after = min(len(seen) - before, before // 3)
        sizes = []
        for at in range(before - after - min(before - after - 1, before // 3), before - after + 1):
            gap = self.gap(seen[: at + after], controls[:, : at + after], np.arange(at))[1]
            sizes.append(_growth(gap, at))
        return placebo_test("in_time", _growth(real, before), sizes)


def _growth(gap: NDArray[np.float64], before: int) -> float:
    """Return the root mean square of the gap after over that before: how much worse the mix fits after the change."""
    earlier, later = (math.sqrt(float((part**2).mean())) for part in (gap[:before], gap[before:]))
    if earlier == 0:
        return math.inf if later > 0 else 1.0
    return later / earlier


def misfit(gap: NDArray[np.float64], seen: NDArray[np.float64], controls: NDArray[np.float64]) -> float:
    """Return the root mean square of the gap in units of the series' own spread: the changed unit's, or the controls' where that is larger."""
    spread = max(float(seen.std()), float(np.median(controls.std(axis=1))))
    missed = math.sqrt(float((gap**2).mean()))
    if missed == 0:
        return 0.0
    return missed / spread if spread > 0 else math.inf
