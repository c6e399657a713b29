"""Red-dwarf's side of the opinion race: its whole pipeline from a list of votes, each a dict, as its documentation has it."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version
from typing import Any

import numpy as np

from benchmarks.harness.contestant import serve
from benchmarks.opinion_data import simulate_elsewhere

# Known in the peer's own environment only, so it is fetched by name.
run_pipeline = import_module("reddwarf.implementations.base").run_pipeline


def prepare(task: dict[str, Any]) -> dict[str, Any]:
    """Make the list of votes ready."""
    made = simulate_elsewhere(task["people"], task["statements"])
    columns = (made.person.tolist(), made.statement.tolist(), made.value.tolist())
    votes = [
        {"participant_id": person, "statement_id": statement, "vote": value} for person, statement, value in zip(*columns, strict=True)
    ]
    return {"keep": task.get("keep"), "people": task["people"], "votes": votes}


def run(data: dict[str, Any]) -> Any:
    """Do what the clock is held to."""
    return run_pipeline(votes=data["votes"], random_state=1)


def describe(data: dict[str, Any], result: Any) -> dict[str, Any]:
    """Keep the answer where the judge finds it: the people in their order, whoever never voted in the middle and in no group."""
    place, group = np.zeros((data["people"], 2)), np.full(data["people"], -1)
    table = result.participants_df
    place[table.index.to_numpy()] = table[["x", "y"]].to_numpy()
    group[table.index.to_numpy()] = table["cluster_id"].astype("float").fillna(-1).to_numpy().astype(int)
    if data["keep"]:
        np.savez(data["keep"], place=place, group=group, consensus=result.statements_df["group-aware-consensus"].to_numpy())
    return {"k": int(group.max()) + 1, "red-dwarf": version("red-dwarf"), "numpy": np.__version__, "scikit-learn": version("scikit-learn")}


if __name__ == "__main__":
    serve(prepare, run, describe)
