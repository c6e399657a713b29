"""Our side of the opinion races: `map` from arrays of votes, `update` of a map after new votes, `anew` the same votes from nothing."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

from benchmarks.harness.contestant import serve
from benchmarks.opinion_data import new_votes, simulate_elsewhere
from commonshelf.stats.opinion import OpinionMap, add_votes, gather_votes, map_opinions

MODE = sys.argv[2] if len(sys.argv) > 2 else "polis"


def prepare(task: dict[str, Any]) -> dict[str, Any]:
    """Make the votes ready, and for an update the map before it."""
    people, statements = task["people"], task["statements"]
    old = simulate_elsewhere(people, statements)
    data: dict[str, Any] = {"keep": task.get("keep"), "truth": old.group, "old": old[:3]}
    if sys.argv[1] != "map":
        later = new_votes(people, statements)[:3]
        data["later"], data["all"] = later, [np.concatenate([old[column], later[column]]) for column in range(3)]
    if sys.argv[1] == "update":
        data["votes"] = gather_votes(*data["old"], people=people, statements=statements)
        data["before"] = map_opinions(data["votes"], mode="polis")
    return data


def run(data: dict[str, Any]) -> OpinionMap:
    """Do what the clock is held to."""
    if sys.argv[1] == "update":
        return map_opinions(add_votes(data["votes"], *data["later"]), mode="polis", before=data["before"])
    votes = gather_votes(*data["old" if sys.argv[1] == "map" else "all"])
    return map_opinions(votes, mode="polis" if MODE == "polis" else "latent_classes")


def describe(data: dict[str, Any], result: OpinionMap) -> dict[str, Any]:
    """Keep the answer where the judge finds it."""
    if data["keep"]:
        consensus = result.figures.common_ground.agree
        np.savez(data["keep"], place=result.coordinates, group=result.group, consensus=consensus, truth=data["truth"])
    return {"k": result.k, "mode": result.mode, "numpy": np.__version__}


if __name__ == "__main__":
    serve(prepare, run, describe)
