"""Branches as they might have been counted: shared ups and downs, weeks that hang together, negative-binomial counts. For the tests of effects."""

from __future__ import annotations

import numpy as np


def hanging_together(rng, rows, periods, *, lean, spread):
    """Return (rows, periods) of a stationary first-order autoregression with the given spread."""
    steps = rng.normal(0, spread, (rows, periods))
    for period in range(1, periods):
        steps[:, period] = lean * steps[:, period - 1] + np.sqrt(1 - lean**2) * steps[:, period]
    return steps


def branches(rng, *, units, periods, lean=0.4, spread=0.15, shared=0.2, size=20.0):
    """Return (units, periods) counts of branches that rise and fall together, each by its own share; no change anywhere."""
    level = rng.uniform(np.log(40), np.log(90), (units, 1))
    together = rng.uniform(0.5, 1.5, (units, 2)) @ hanging_together(rng, 2, periods, lean=lean, spread=shared)
    people = np.exp(level + together + hanging_together(rng, units, periods, lean=lean, spread=spread))
    return rng.negative_binomial(size, size / (size + people)).astype(float)
