"""Opinion groups, beside red-dwarf: `python -m benchmarks.opinion --large`; without `--large` the race that takes minutes is left out.

Written to results/opinion.json. The goals are ratios: 40 at 10,000 people, 80 at 100,000, 5 for an update after 1,000 new votes.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.harness.peers import peer_python
from benchmarks.harness.race import ONE_THREAD, Contestant, Process, Race, race
from benchmarks.harness.results import RESULTS, write_result
from commonshelf.stats.opinion import adjusted_rand_index

HERE = Path(__file__).resolve().parent
STATEMENTS = 1_000
SMALL, LARGE = 10_000, 100_000
GOAL, LARGE_GOAL, UPDATE_GOAL = 40.0, 80.0, 5.0
LEAST_MEMORY_RATIO, MOST_MIB = 20.0, 300.0
LEAST_AXIS_R, MOST_SSE_RATIO, LEAST_CONSENSUS_R = 0.999, 1.001, 0.999


def ours(*arguments: str) -> Contestant:
    """Return our side doing what the arguments say."""
    return Contestant("commonshelf " + " ".join(arguments), (sys.executable, "-m", "benchmarks.opinion_ours", *arguments), ONE_THREAD)


def red_dwarf() -> Contestant:
    """Return the peer's side."""
    return Contestant("red-dwarf 0.4.0", (peer_python("red-dwarf"), "-W", "ignore", HERE / "opinion_red_dwarf.py"), ONE_THREAD)


def one_cold_pair(one: Contestant, other: Contestant, task: dict[str, Any], *, goal: float, keep: dict[str, str]) -> Race:
    """Run each once in a fresh process, for time and memory together: for a race whose single pair takes minutes."""
    answers = []
    for name, contestant in (("ours", one), ("theirs", other)):
        with Process(contestant) as process:
            before = process.ask(do="prepare", keep=keep[name], **task)["peak_mib"]
            ran = process.ask(do="run")
            answers.append((ran, ran["peak_mib"] - before, process.ask(do="describe")))
    (mine, my_rise, my_words), (theirs, their_rise, their_words) = answers
    return Race(
        ours=one.name,
        theirs=other.name,
        goal=goal,
        our_seconds=[mine["seconds"]],
        their_seconds=[theirs["seconds"]],
        our_cpu_seconds=[mine["cpu_seconds"]],
        their_cpu_seconds=[theirs["cpu_seconds"]],
        our_description=my_words,
        their_description=their_words,
        our_peak_rise_mib=my_rise,
        their_peak_rise_mib=their_rise,
    )


def with_answers(folder: str, people: int) -> dict[str, Any]:
    """Let both sides keep their answers, for `agreement` to compare; a second run of ours keeps the house's own groups."""
    answers = {}
    for name, contestant in (("ours", ours("map")), ("house", ours("map", "latent_classes")), ("theirs", red_dwarf())):
        keep = Path(folder) / f"{name}.npz"
        with Process(contestant) as process:
            process.ask(do="prepare", people=people, statements=STATEMENTS, keep=str(keep))
            ran = process.ask(do="run")
            process.ask(do="describe")
        answers[name] = {**np.load(keep), "seconds": ran["seconds"]}
    return answers


def agreement(answers: dict[str, Any]) -> dict[str, Any]:
    """Compare the answers: axes by correlation whatever their sign, groups by the spread left inside them, consensus by correlation."""
    mine, theirs, truth = answers["ours"], answers["theirs"], answers["ours"]["truth"]
    both = (mine["group"] >= 0) & (theirs["group"] >= 0)
    axes = [abs(float(np.corrcoef(mine["place"][:, axis], theirs["place"][:, axis])[0, 1])) for axis in (0, 1)]
    sse = spread_inside(theirs["place"][both], mine["group"][both]) / spread_inside(theirs["place"][both], theirs["group"][both])
    consensus = float(np.corrcoef(mine["consensus"], theirs["consensus"])[0, 1])
    truths = {f"rand_index_truth_{name}": adjusted_rand_index(truth[both], each["group"][both]) for name, each in answers.items()}
    held = min(axes) >= LEAST_AXIS_R and sse <= MOST_SSE_RATIO and consensus >= LEAST_CONSENSUS_R
    return {
        "axes_r": axes,
        "sse_ratio": sse,
        "consensus_r": consensus,
        "same_people_placed": bool(((mine["group"] >= 0) == (theirs["group"] >= 0)).all()),
        "rand_index_ours_theirs": adjusted_rand_index(mine["group"][both], theirs["group"][both]),
        **({"house_seconds": answers["house"]["seconds"]} if "house" in answers else {}),
        **truths,
        "same_answer": held,
    }


def spread_inside(place: np.ndarray[Any, np.dtype[np.float64]], group: np.ndarray[Any, np.dtype[np.int64]]) -> float:
    """Return the sum of squared distances to the means of the groups."""
    return float(sum(((place[group == each] - place[group == each].mean(axis=0)) ** 2).sum() for each in np.unique(group)))


def main() -> None:
    """Race, print and write down."""
    sizes: dict[str, Any] = {}
    small = {"people": SMALL, "statements": STATEMENTS}
    with tempfile.TemporaryDirectory() as folder:
        run = race(ours("map"), red_dwarf(), small, goal=GOAL)
        sizes["map_10000"] = {**run.summary(), "accuracy": agreement(with_answers(folder, SMALL))}
    for people in (SMALL, LARGE):
        task = {"people": people, "statements": STATEMENTS}
        sizes[f"update_{people}"] = race(ours("update"), ours("anew"), task, goal=UPDATE_GOAL).summary()
    sizes["map_100000"] = large_race() if "--large" in sys.argv[1:] else earlier("map_100000")
    write_result("opinion", races={name: each for name, each in sizes.items() if each}, goals={"memory_ratio": LEAST_MEMORY_RATIO})
    for name, each in sizes.items():
        if each:
            print(
                name,
                json.dumps({key: each[key] for key in ("median_ratio", "memory_ratio", "our_seconds", "our_peak_rise_mib", "reached")}),
            )
            print("  ", json.dumps(each.get("accuracy", {})))


def large_race() -> dict[str, Any]:
    """Run the race of 100,000 people: one pair, whose answers are also the ones compared."""
    with tempfile.TemporaryDirectory() as folder:
        keep = {name: str(Path(folder) / f"{name}.npz") for name in ("ours", "theirs")}
        run = one_cold_pair(ours("map"), red_dwarf(), {"people": LARGE, "statements": STATEMENTS}, goal=LARGE_GOAL, keep=keep)
        answers = {name: dict(np.load(place)) for name, place in keep.items()}
    return {**run.summary(), "accuracy": agreement(answers), "under_300_mib": run.our_peak_rise_mib <= MOST_MIB}


def earlier(race_name: str) -> dict[str, Any]:
    """Return what an earlier run wrote down of a race that this run leaves out."""
    place = RESULTS / "opinion.json"
    kept: dict[str, Any] = json.loads(place.read_text()).get("races", {}).get(race_name, {}) if place.exists() else {}
    return kept


if __name__ == "__main__":
    main()
