"""statsmodels as a contestant: a seasonal GLM for each series, and an EWMA chart of its standardised residuals (Montgomery, chapter 9)."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

import numpy as np
import statsmodels.api as sm  # type: ignore[import-not-found]  # it lives in the peer's environment alone

from benchmarks.harness.contestant import serve

SMOOTHING = 0.15  # of 0.1, 0.15, 0.2 and 0.3 the best for falls of 30 % on the development seeds
LEAST_SPREAD = 1e-3


def prepare(task: dict[str, Any]) -> dict[str, Any]:
    """Lay out the counts; None is a week without a count."""
    counts = np.array(task["counts"], dtype=float)
    angle = 2 * np.pi * np.arange(counts.shape[1]) / 52
    design = np.column_stack([np.ones(len(angle)), np.cos(angle), np.sin(angle)])
    return {"counts": counts, "learned": task["learned"], "design": design, "wants_scores": task.get("wants_scores", False)}


def run(data: dict[str, Any]) -> Any:
    """Return (series, watched) scores: how low the weighted mean of the residuals lies, in its own standard deviations."""
    learned, design = data["learned"], data["design"]
    residuals = np.empty((len(data["counts"]), data["counts"].shape[1] - learned))
    for row, counts in enumerate(data["counts"]):
        known = ~np.isnan(counts[:learned])
        before = counts[:learned][known]
        mean = sm.GLM(before, design[:learned][known], family=sm.families.Poisson()).fit().predict(design)
        seen = mean[:learned][known]
        spread = max(float((((before - seen) ** 2 - seen) / seen**2).sum() / (len(seen) - 3)), LEAST_SPREAD)
        residuals[row] = ((counts - mean) / np.sqrt(mean + spread * mean**2))[learned:]
    return smoothed(residuals)


def smoothed(residuals: Any) -> Any:
    """Return minus the EWMA of the residuals over its own standard deviation; an uncounted week changes nothing."""
    value, variance = np.zeros(len(residuals)), np.zeros(len(residuals))
    found = np.zeros_like(residuals)
    for week, each in enumerate(residuals.T):
        known = ~np.isnan(each)
        value[known] += SMOOTHING * (each[known] - value[known])
        variance[known] = (1 - SMOOTHING) ** 2 * variance[known] + SMOOTHING**2
        found[:, week] = -value / np.sqrt(np.maximum(variance, SMOOTHING**2))
    return found


def describe(data: dict[str, Any], result: Any) -> dict[str, Any]:
    """Say who answered."""
    told: dict[str, Any] = {"version": version("statsmodels"), "numpy": version("numpy"), "series": len(result)}
    return {**told, "scores": result.tolist()} if data["wants_scores"] else told


if __name__ == "__main__":
    serve(prepare, run, describe)
