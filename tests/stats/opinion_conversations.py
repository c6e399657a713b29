"""Conversations to test opinion maps on: the three real ones beside the repository, and drawn ones."""

from __future__ import annotations

import csv
from typing import NamedTuple

import numpy as np
import pytest

from benchmarks.opinion_data import simulate
from commonshelf.stats.opinion import Votes, gather_votes
from tests.conftest import SHARED_DATA

REAL = ("london.youth.policing", "scoop-hivemind.freshwater", "brexit-consensus")


class Asked(NamedTuple):
    """Votes in the order they came, a group for each person (-1: none) and marks on statements moderated out."""

    person: np.ndarray
    statement: np.ndarray
    value: np.ndarray
    group: np.ndarray
    left_out: np.ndarray

    @property
    def votes(self) -> Votes:
        return gather_votes(self.person, self.statement, self.value, people=self.group.size, statements=self.left_out.size)


def rows_of(name: str, file: str) -> list[dict[str, str]]:
    place = SHARED_DATA / "polis" / name / file
    if not place.exists():
        pytest.skip("needs shared/data/polis beside the repository")
    with place.open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def published(name: str) -> Asked:
    """Return a real conversation, its votes by the time they were given, with the groups that were published."""
    votes = sorted(rows_of(name, "votes.csv"), key=lambda row: int(row["timestamp"]))
    columns = [np.array([int(row[key]) for row in votes]) for key in ("voter-id", "comment-id", "vote")]
    group = np.full(int(columns[0].max()) + 1, -1)
    for row in rows_of(name, "participants-votes.csv"):
        if row["group-id"]:
            group[int(row["participant"])] = int(row["group-id"])
    left_out = np.zeros(int(columns[1].max()) + 1, dtype=bool)
    for row in rows_of(name, "comments.csv"):
        if row["moderated"] == "-1" and int(row["comment-id"]) < left_out.size:
            left_out[int(row["comment-id"])] = True
    return Asked(*columns, group, left_out)


def published_matrix(name: str) -> dict[tuple[int, int], int]:
    """Return the last votes as the publisher wrote them down, by person and statement."""
    return {
        (int(row["participant"]), int(key)): int(float(value))
        for row in rows_of(name, "participants-votes.csv")
        for key, value in row.items()
        if key.isdigit() and value
    }


def drawn(people: int, statements: int, *, share: float, seed: int, hidden: tuple[int, ...] = ()) -> Asked:
    """Return a simulated conversation with the groups its people were drawn from."""
    made = simulate(people, statements, share=share, seed=seed)
    left_out = np.zeros(statements, dtype=bool)
    left_out[list(hidden)] = True
    return Asked(made.person, made.statement, made.value, made.group, left_out)


def shuffled(asked: Asked, rng: np.random.Generator) -> Asked:
    """Return the same people meeting the same statements, the votes on each statement dealt out anew: nobody is like anybody."""
    order = np.lexsort((rng.random(asked.value.size), asked.statement))
    sorted_by_statement = np.argsort(asked.statement, kind="stable")
    value = np.empty_like(asked.value)
    value[sorted_by_statement] = asked.value[order]
    return asked._replace(value=value)
