"""Simulated conversations: people of four opinion groups, statements they disagree on more or less, few votes each.

Written down, with its seeds, before the method it measures. Only NumPy is used: a peer's environment reads this file too.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

SEED = 20_261_103
NEW_VOTES_SEED = 20_261_104
ROWS_AT_ONCE = 5_000
GROUP_SHARES = (0.35, 0.3, 0.2, 0.15)
GROUP_SPREAD = 1.2  # how far the groups' leanings on one statement lie apart, on the logit scale
PERSON_SPREAD = 0.3  # how far people stand from their own group
PASSES = 0.12


class Conversation(NamedTuple):
    """Votes in the order they came, and the group each person was made from."""

    person: NDArray[np.int32]
    statement: NDArray[np.int32]
    value: NDArray[np.int8]
    group: NDArray[np.int64]


def simulate(people: int, statements: int, *, share: float = 0.05, seed: int = SEED) -> Conversation:
    """Draw a conversation in which about `share` of all possible votes were given, each at most once.

    Some people vote on much and some on little, some statements are seen by many and some by few. How a person votes on a statement
    depends on the statement, on the person's group and a little on the person alone.
    """
    rng = np.random.default_rng(seed)
    group = rng.choice(len(GROUP_SHARES), size=people, p=GROUP_SHARES)
    leaning = rng.normal(0.3, 1.0, statements) + rng.normal(0.0, GROUP_SPREAD, (len(GROUP_SHARES), statements))
    taste = rng.normal(0.0, PERSON_SPREAD, statements)
    mood = rng.normal(0.0, 1.0, people)
    busy = rng.lognormal(0.0, 0.6, people)
    seen = rng.gamma(4.0, 1.0, statements)
    parts: list[tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int8]]] = []
    for first in range(0, people, ROWS_AT_ONCE):
        rows = slice(first, min(first + ROWS_AT_ONCE, people))
        chance = share * np.outer(busy[rows] / busy.mean(), seen / seen.mean())
        person, statement = np.nonzero(rng.random(chance.shape) < chance)
        logit = leaning[group[rows][person], statement] + mood[rows][person] * taste[statement]
        agrees = rng.random(person.size) < 1 / (1 + np.exp(-logit))
        value = np.where(rng.random(person.size) < PASSES, 0, np.where(agrees, 1, -1)).astype(np.int8)
        parts.append(((person + first).astype(np.int32), statement.astype(np.int32), value))
    order = rng.permutation(sum(part[2].size for part in parts))
    joined = [np.concatenate(columns)[order] for columns in zip(*parts, strict=True)]
    return Conversation(joined[0], joined[1], joined[2], group)


def new_votes(people: int, statements: int, *, count: int = 1_000, seed: int = NEW_VOTES_SEED) -> Conversation:
    """Draw `count` votes that arrive later: most are first votes of people on statements, some change an earlier vote."""
    rng = np.random.default_rng(seed)
    later = (rng.integers(0, people, count), rng.integers(0, statements, count), rng.choice([1, 0, -1], size=count, p=[0.5, 0.1, 0.4]))
    return Conversation(later[0].astype(np.int32), later[1].astype(np.int32), later[2].astype(np.int8), np.empty(0, np.int64))


def simulate_elsewhere(people: int, statements: int) -> Conversation:
    """Return what `simulate` draws, drawn in a process of its own, so that drawing does not count as memory of whoever maps it."""
    with tempfile.TemporaryDirectory() as folder:
        place = str(Path(folder) / "conversation.npz")
        subprocess.run([sys.executable, "-m", "benchmarks.opinion_data", str(people), str(statements), place], check=True)
        with np.load(place) as kept:
            return Conversation(kept["person"], kept["statement"], kept["value"], kept["group"])


if __name__ == "__main__":
    np.savez(sys.argv[3], **simulate(int(sys.argv[1]), int(sys.argv[2]))._asdict())
