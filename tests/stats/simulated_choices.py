"""Choices of people who do not exist, from known scores."""

from __future__ import annotations

import sys

import numpy as np
from scipy.stats import kendalltau

from commonshelf.stats.ranking import next_pair, pairwise_scores


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


def planned_run(seed: int, plan: str, *, n: int = 200, n_items: int = 20, refit: int = 1) -> tuple[float, float, float]:
    """Ask n times by one plan ("chance" is none), new scores after every `refit` choices; return Kendall's tau with the truth, the typical error of a score and the coverage."""
    rng = np.random.default_rng(seed)
    truth = rng.normal(0, 1, n_items)
    truth -= truth.mean()
    rows: list[tuple[int, int, int]] = []
    scores = pairwise_scores([], [], [], n_items=n_items, recruitment="opt_in")
    for step in range(1, n + 1):
        pair = None if plan == "chance" else next_pair(scores, rng=rng, plan=plan)
        one, other = rng.choice(n_items, 2, replace=False) if pair is None else (pair.left, pair.right)
        rows.append((one, other, 1 if rng.random() < 1 / (1 + np.exp(truth[other] - truth[one])) else -1))
        if step % refit == 0 or step == n:
            scores = pairwise_scores(*zip(*rows, strict=True), n_items=n_items, recruitment="opt_in")
    covered = (scores.low <= truth) & (truth <= scores.high)
    return kendalltau(scores.score, truth).statistic, np.sqrt(np.mean((scores.score - truth) ** 2)), covered.mean()


if __name__ == "__main__":  # the table of docs/methods/next-pair.md; run from the root of the repository as a module
    for asked in (100, 200, 400):
        for way in ("chance", "estimated", "drawn"):
            tau, error, coverage = np.mean([planned_run(seed, way, n=asked) for seed in range(30)], axis=0)
            sys.stdout.write(f"{asked:4d} {way:10s} tau {tau:.2f}  error {error:.2f}  coverage {coverage:.2f}\n")
