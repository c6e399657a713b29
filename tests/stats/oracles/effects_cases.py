"""The series and the town that other programs are asked about, all at once: starting one costs more than asking it."""

from __future__ import annotations

import json

import numpy as np

from commonshelf.stats.effects.segments import contrasts, segments
from tests.stats.oracles.reference import peer_says
from tests.stats.simulated_branches import branches, hanging_together

MONTHS, CHANGE, LAGS, LEAN = 36, 22, 3, 0.37
GAPS = (5, 6, 19, 30)
CHANGED, BEFORE = 8, 10


def months(*missing):
    """Return three years of months with a season and a jump, as input, and as the pieces another program needs."""
    rng = np.random.default_rng(41)
    times = np.arange(float(MONTHS))
    figures = 50 + 0.4 * times + 6 * (times >= CHANGE) + 5 * np.sin(2 * np.pi * times / 12)
    figures += hanging_together(rng, 1, MONTHS, lean=0.5, spread=3.0)[0]
    figures[list(missing)] = np.nan
    times = times[~np.isnan(figures)]
    design = segments(times, CHANGE, season=12, harmonics=1)
    line = {"times": times, "design": design, "figures": figures[times.astype(int)], "contrasts": contrasts(times, CHANGE, design.shape[1])}
    return figures, line


def town():
    """Return 20 branches in 16 periods, of which the first 8 change at the tenth (in name only)."""
    return branches(np.random.default_rng(42), units=20, periods=16)


def statsmodels_says():
    """Return what statsmodels says of both series and of the town."""
    lines = {"whole": months()[1], "with gaps": months(*GAPS)[1]}
    told = {"lines": lines, "lags": LAGS, "lean": LEAN, "panel": {"figures": town(), "changed": CHANGED, "before": BEFORE}}
    return peer_says("statsmodels", "effects_statsmodels.py", json.dumps(told, default=lambda array: array.tolist()))
