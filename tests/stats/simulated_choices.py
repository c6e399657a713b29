"""Choices of people who do not exist, from known scores."""

from __future__ import annotations

import numpy as np


def simulated_choices(
    rng: np.random.Generator, scores: np.ndarray, n: int, *, position: float = 0.0, equal: float = 0.0
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return left, right and chosen of n choices between random pairs; a share `equal` of them says "both equally"."""
    items = len(scores)
    left = rng.integers(0, items, n)
    right = (left + rng.integers(1, items, n)) % items
    chance = 1 / (1 + np.exp(-(scores[left] - scores[right] + position)))
    chosen = np.where(rng.random(n) < chance, 1, -1)
    chosen[rng.random(n) < equal] = 0
    return left, right, chosen


def opinionated_choices(rng: np.random.Generator, scores: np.ndarray, people: int, each: int, spread: float) -> tuple[np.ndarray, ...]:
    """Return left, right, chosen and persons; every person's own scores stray from the common ones by `spread`."""
    persons = np.repeat(np.arange(people), each)
    own = scores + rng.normal(0, spread, (people, len(scores)))
    left = rng.integers(0, len(scores), len(persons))
    right = (left + rng.integers(1, len(scores), len(persons))) % len(scores)
    gap = own[persons, left] - own[persons, right]
    return left, right, np.where(rng.random(len(persons)) < 1 / (1 + np.exp(-gap)), 1, -1), persons
