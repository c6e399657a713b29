"""How wild each series is: its negative-binomial size, learned by the series together and shrunk to what is common."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import gammaln

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]

# From twice-as-wild-as-anything to hardly different from Poisson. Posterior means are taken over these points.
SIZES = np.exp(np.linspace(np.log(1.0), np.log(400.0), 12))
# What is believed before any series is seen, and how many series that belief is worth.
COMMON_LOG_SIZE, COMMON_SPREAD, BELIEF = np.log(12.0), 0.7, 3.0
LARGEST_TABLE = 200_000
ROUNDS = 6


def shared_sizes(people: Floats, expected: Floats, known: Bools) -> Floats:
    """Return the size of each series, shape (series,): the posterior mean of its log under a normal law fitted to all series.

    A series with few counted weeks gets nearly what is common; one with many its own. The likelihood of a size is that of the
    counts given what was expected, less half the log of the information on the level, which was estimated from the same counts
    (Cox and Reid 1987, J. R. Statist. Soc. B 49, 1-39).
    """
    likelihood = _log_likelihoods(people, expected, known)
    logs = np.log(SIZES)
    centre, spread = COMMON_LOG_SIZE, COMMON_SPREAD
    mean = np.full(len(people), centre)
    for _ in range(ROUNDS):
        log_chance = likelihood - (logs - centre) ** 2 / (2 * spread**2)
        chance = np.exp(log_chance - log_chance.max(axis=1, keepdims=True))
        chance /= chance.sum(axis=1, keepdims=True)
        mean = chance @ logs
        second = chance @ logs**2
        centre = (mean.sum() + BELIEF * COMMON_LOG_SIZE) / (len(mean) + BELIEF)
        around = (second - 2 * centre * mean + centre**2).sum()
        spread = np.sqrt((around + BELIEF * COMMON_SPREAD**2) / (len(mean) + BELIEF))
    return np.asarray(np.exp(mean), dtype=np.float64)


def _log_likelihoods(people: Floats, expected: Floats, known: Bools) -> Floats:
    """Return (series, SIZES) log-likelihoods, without what does not depend on the size.

    Where nobody counted, people and expected are both 0 and every size finds that equally likely: no mask is needed.
    """
    whole = people.astype(np.intp)
    most = int(whole.max(initial=0))
    counted = np.maximum(known.sum(axis=1), 1)
    total, weeks = people.sum(axis=1), people.shape[1]
    information = np.maximum(expected.sum(axis=1), 1e-12)
    found = np.empty((len(people), len(SIZES)))
    for column, size in enumerate(SIZES):
        logs = np.log(expected + size)
        likely = _rising(whole, most, size).sum(axis=1) - np.einsum("st,st->s", people, logs) - size * logs.sum(axis=1)
        likely += (total + weeks * size) * np.log(size)
        found[:, column] = likely - 0.5 * np.log(information / (1 + information / counted / size))
    return found


def _rising(whole: NDArray[np.intp], most: int, size: float) -> Floats:
    """Return log(size (size + 1) ... (size + y - 1)) - y log(size) of each count y: a table where counts are small, as they mostly are."""
    if most > LARGEST_TABLE:
        return np.asarray(gammaln(whole + size) - gammaln(size) - whole * np.log(size), dtype=np.float64)
    table = np.concatenate([[0.0], np.cumsum(np.log(1 + np.arange(most) / size))])
    return np.asarray(np.take(table, whole), dtype=np.float64)
