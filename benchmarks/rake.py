"""Raking against rimpy, weightipy and R's survey: `python -m benchmarks.rake` writes results/rake.json. Six to seven minutes."""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import rake_data
from benchmarks.harness.peers import ROOT, PeerMissingError, peer_python
from benchmarks.harness.race import ONE_THREAD, Contestant, race
from benchmarks.harness.results import write_result

MILLION, TEN_THOUSAND = 1_000_000, 10_000
LARGEST_ERROR = 1e-8
LEAST_MEMORY_RATIO = 3.0
OURS = Contestant("ours", (sys.executable, "-m", "benchmarks.rake_ours"), ONE_THREAD)


@dataclass(frozen=True)
class Heat:
    """One race: against whom, how many people and margins, how many times faster we mean to be, in how many pairs.

    calls is how often a timed run weighs everybody anew: a few milliseconds alone would tell more of the machine than of the method.
    """

    peer: str
    n: int
    sizes: tuple[int, ...]
    goal: float
    pairs: int = 5
    calls: int = 1
    memory_goal: float | None = None


HEATS = (
    Heat("rimpy", TEN_THOUSAND, rake_data.SIX, 1.0, calls=20),
    Heat("weightipy", TEN_THOUSAND, rake_data.SIX, 4.0, calls=20),
    Heat("rimpy", MILLION, rake_data.SIX, 12.0, memory_goal=LEAST_MEMORY_RATIO),
    Heat("weightipy", MILLION, rake_data.SIX, 40.0),
    Heat("rimpy", MILLION, rake_data.TWENTY, 2.0, memory_goal=LEAST_MEMORY_RATIO),
    Heat("survey", MILLION, rake_data.SIX, 800.0),
)


def contestant(peer: str) -> Contestant:
    """Return a peer, ready to start. Raises PeerMissingError where it cannot be had."""
    if peer == "survey":
        program = shutil.which("Rscript")
        if program is None:
            raise PeerMissingError("Rscript is not installed")
        return Contestant(peer, (program, "--vanilla", ROOT / "benchmarks" / "rake_survey.R"))
    return Contestant(peer, (peer_python(peer), "-m", f"benchmarks.rake_{peer}"))


def run(heat: Heat) -> dict[str, Any]:
    """Run one race; return its summary with how far the two sides' weights differ."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        rake_data.write(place, heat.n, heat.sizes)
        task = {"folder": folder, "calls": heat.calls}
        found = race(OURS, contestant(heat.peer), task, goal=heat.goal, pairs=heat.pairs, warm_up=heat.pairs > 1)
        ours, theirs = (np.fromfile(place / f"{name}.bin") for name in ("ours", heat.peer))
    summary = found.summary()
    error = found.our_description["margin_error"]
    kept = error <= LARGEST_ERROR and (heat.memory_goal is None or summary["memory_ratio"] >= heat.memory_goal)
    difference = float(np.abs(ours / theirs - 1).max())
    return {
        **summary,
        "people": heat.n,
        "margins": len(heat.sizes),
        "calls": heat.calls,
        "memory_goal": heat.memory_goal,
        "largest_difference_of_weights": difference,
        "reached": bool(summary["reached"] and kept),
    }


def line(result: dict[str, Any]) -> str:
    """Return one result as a line to read."""
    ours, theirs = (statistics.median(result[f"{side}_seconds"]) / result["calls"] * 1000 for side in ("our", "their"))
    errors = [result[f"{side}_description"]["margin_error"] for side in ("our", "their")]
    return (
        f"{result['people']:>9,} people x {result['margins']:>2} margins: ours {ours:8.1f} ms, {result['theirs']:>9} {theirs:9.1f} ms, "
        f"{result['median_ratio']:7.1f} x [{min(result['ratios']):.1f} .. {max(result['ratios']):.1f}] (goal {result['goal']:g}); "
        f"memory {result['our_peak_rise_mib']:.0f} and {result['their_peak_rise_mib']:.0f} MiB; margin errors {errors[0]:.0e} and "
        f"{errors[1]:.0e}, weights differ by {result['largest_difference_of_weights']:.0e}: {'reached' if result['reached'] else 'NOT REACHED'}"
    )


def main() -> None:
    """Run every race that has its peer; write what came out."""
    results, absent = [], []
    for heat in HEATS:
        try:
            results.append(run(heat))
        except PeerMissingError as missing:
            absent.append(f"{heat.peer}: {missing}")
            print(absent[-1])
            continue
        print(line(results[-1]), flush=True)
    write_result("rake", races=results, absent=absent)


if __name__ == "__main__":
    main()
