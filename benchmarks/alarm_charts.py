"""The two charts that mark the field of `benchmarks.alarm`: a plain negative-binomial CUSUM, and an oracle that knows the truth.

Both are Page's chart of the log-likelihood ratio of a fall of 30 %, started at nothing and never below it (Page 1954; Hawkins and
Olwell 1998, Cumulative Sum Charts and Charting, chapter 5): the fall that is judged, which flatters both. The plain one fits level, season
(one yearly wave) and size to each series alone by maximum likelihood; the oracle is told the usual mean of each week and the size.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import digamma, polygamma

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from benchmarks.alarm_data import Town, Variant

    Floats = NDArray[np.float64]

SHARE = 0.7
ROUNDS, NEWTON_STEPS, SIZE_LIMITS = 8, 25, (0.5, 1000.0)


def cusum(people: Floats, expected: Floats, size: Floats) -> Floats:
    """Return the chart, (series, weeks); an uncounted week (NaN) changes nothing."""
    r = size[:, None]
    ratio = people * np.log(SHARE) - (people + r) * (np.log(r + SHARE * expected) - np.log(r + expected))
    steps = np.nan_to_num(ratio)
    chart = np.empty_like(steps)
    height = np.zeros(len(steps))
    for week in range(steps.shape[1]):
        height = np.maximum(height + steps[:, week], 0)
        chart[:, week] = height
    return np.asarray(chart, dtype=np.float64)


def oracle(town: Town, variant: Variant) -> Floats:
    """Return the scores of the chart that is told the truth."""
    return cusum(town.seen[:, variant.learned :], town.usual[:, variant.learned :], town.size)


def plain(town: Town, variant: Variant) -> Floats:
    """Return the scores of the chart that learns from each series alone."""
    angle = 2 * np.pi * np.arange(variant.weeks) / 52
    design = np.stack([np.ones(variant.weeks), np.cos(angle), np.sin(angle)], axis=1)
    seen = town.seen[:, : variant.learned]
    known = ~np.isnan(seen)
    people, before = np.where(known, seen, 0.0), design[: variant.learned]
    coefficients = np.zeros((len(people), 3))
    coefficients[:, 0] = np.log((people.sum(axis=1) + 0.5) / known.sum(axis=1))
    size = np.full(len(people), 20.0)
    for step in range(ROUNDS):
        expected = np.exp(coefficients @ before.T)
        if step in {3, 5}:
            size = likeliest_size(people, expected, known)
        weight = known / (1 + expected / size[:, None])
        information = np.einsum("st,ti,tj->sij", weight * expected, before, before)
        score = (weight * (people - expected)) @ before
        coefficients += np.clip(np.linalg.solve(information, score[:, :, None])[:, :, 0], -1, 1)
    return cusum(town.seen[:, variant.learned :], np.exp(coefficients @ design[variant.learned :].T), size)


def likeliest_size(people: Floats, expected: Floats, known: NDArray[np.bool_]) -> Floats:
    """Return the maximum-likelihood size of each series, by Newton's method on its log."""
    log_size = np.full(len(people), 2.8)
    for _ in range(NEWTON_STEPS):
        r = np.exp(log_size)[:, None]
        share = r + expected
        first = digamma(people + r) - digamma(r) + np.log(r / share) + 1 - (people + r) / share
        second = polygamma(1, people + r) - polygamma(1, r) + 1 / r - 1 / share - (expected - people) / share**2
        slope = (first * known).sum(axis=1) * r[:, 0]
        bend = (second * known).sum(axis=1) * r[:, 0] ** 2 + slope
        step = np.where(bend < 0, -slope / np.where(bend < 0, bend, -1.0), np.sign(slope) * 0.5)
        log_size = np.clip(log_size + np.clip(step, -1, 1), *np.log(SIZE_LIMITS))
    return np.asarray(np.exp(log_size), dtype=np.float64)
