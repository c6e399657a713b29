"""The protocol of `benchmarks.alarm`: thresholds on quiet towns first, then the share of falls found in time, never the other way round.

A method gives a score for each watched week from that week and those before. Its threshold is the level that 10 % of quiet series
reach within the 52 weeks. A fall is found within k weeks when the score reaches the threshold in the first k weeks of the fall; a series that alarmed
before it fell is left out (it is one of the false alarms, and its share is told).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.alarm_data import SEEDS, Fall, Town, Variant, town

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Method = Callable[[Town, Variant], Floats]

RATE = 0.1
SOON, LATER = 8, 16
SETS_THRESHOLDS, CHECKS_THEM, IS_JUDGED = 0, 1, 2
JUDGED_FALLS: tuple[Fall, ...] = ("third", "half", "slow")


def threshold(highest: list[Floats]) -> float:
    """Return what 10 % of quiet series reach."""
    return float(np.quantile(np.concatenate(highest), 1 - RATE))


def found(score: Floats, limit: float, begins: NDArray[np.intp]) -> dict[str, float]:
    """Return the shares found in time and the median delay in weeks (a fall never found counts as the longest)."""
    alarms = score >= limit
    week = np.arange(score.shape[1])
    fallen = week >= begins[:, None]
    before = (alarms & ~fallen).any(axis=1)
    first = np.where((alarms & fallen).any(axis=1), (alarms & fallen).argmax(axis=1) - begins + 1, score.shape[1])[~before]
    return {
        f"in_{SOON}": float((first <= SOON).mean()),
        f"in_{LATER}": float((first <= LATER).mean()),
        "delay": float(np.median(first)),
        "before": float(before.mean()),
    }


def judge(method: Method, variant: Variant, *, quiet: int, pooled: bool, every: int = 1, check: bool = True) -> dict[str, Any]:
    """Judge one method on all seeds: `quiet` towns of 1,000 series a seed set the threshold, of each seed or of all (`pooled`).

    `every` judges every so many series only, for a peer that takes long; its threshold still rests on all.
    """
    highest = {
        seed: [method(_town(seed, SETS_THRESHOLDS, n, variant, "none"), variant).max(axis=1) for n in range(quiet)] for seed in SEEDS
    }
    all_highest = [each for seed in SEEDS for each in highest[seed]]
    limits = {seed: threshold(all_highest if pooled else highest[seed]) for seed in SEEDS}
    told: dict[str, Any] = {
        "thresholds": [limits[seed] for seed in SEEDS],
        "null_series_for_each_threshold": sum(map(len, all_highest if pooled else highest[SEEDS[0]])),
    }
    if check:
        reached = [float((method(_town(s, CHECKS_THEM, 0, variant, "none"), variant) >= limits[s]).any(axis=1).mean()) for s in SEEDS]
        told["false_alarms"] = {"mean": float(np.mean(reached)), "seeds": reached}
    for fall in JUDGED_FALLS:
        towns = [(seed, thinned(_town(seed, IS_JUDGED, 0, variant, fall), every)) for seed in SEEDS]
        seeds = [found(method(one, variant), limits[seed], one.changes - variant.learned) for seed, one in towns]
        told[fall] = {name: float(np.mean([each[name] for each in seeds])) for name in seeds[0]} | {"seeds": seeds}
    return told


def thinned(whole: Town, every: int) -> Town:
    """Return every so many series of a town."""
    return Town(**{name: value[::every] for name, value in vars(whole).items()})


def _town(seed: int, purpose: int, number: int, variant: Variant, fall: Fall) -> Town:
    return town(seed, purpose, number, variant=variant, fall=fall)
