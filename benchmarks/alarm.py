"""Falling attendance: the watch beside R surveillance's glrnb and statsmodels, for speed and for what is found. See alarm.md.

`python -m benchmarks.alarm` races, judges, and writes results/alarm.json. glrnb takes a quarter of an hour of computing to judge, so what was found for it is kept
in results/alarm_glrnb.json with a mark of the simulator and its script, and worked out anew only when one of them changed, or with --again.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.alarm_charts import oracle, plain
from benchmarks.alarm_data import SEEDS, VARIANTS, Town, Variant, town
from benchmarks.alarm_judge import IS_JUDGED, LATER, SOON, judge
from benchmarks.harness.peers import ROOT, peer_python
from benchmarks.harness.race import ONE_THREAD, Contestant, Process, race
from benchmarks.harness.results import RESULTS, write_result
from commonshelf.stats.trends import watch

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

HERE = Path(__file__).resolve().parent
OURS = Contestant("commonshelf watch", [sys.executable, "-m", "benchmarks.alarm_ours"], ONE_THREAD)
GLRNB = Contestant("R surveillance glrnb", ["Rscript", "--vanilla", HERE / "alarm_glrnb.R"], ONE_THREAD)
GOALS = {"glrnb": 500.0, "statsmodels": 50.0}
GAP_GOAL = 1 / 3
KEPT = RESULTS / "alarm_glrnb.json"
SOURCES = ("alarm_data.py", "alarm_judge.py", "alarm_glrnb.R")


def statsmodels() -> Contestant:
    """Return the peer in its own environment."""
    return Contestant("statsmodels GLM + EWMA", [peer_python("statsmodels"), HERE / "alarm_statsmodels.py"], ONE_THREAD)


def task_of(one: Town, variant: Variant) -> dict[str, Any]:
    """Return what a contestant gets: counts (None where nobody counted), branches, weeks to learn from."""
    counts = [[None if np.isnan(each) else each for each in row] for row in one.seen.tolist()]
    return {"counts": counts, "branch": one.branch.tolist(), "learned": variant.learned}


def ours(one: Town, variant: Variant) -> Floats:
    """Return the scores of the watch."""
    return watch(one.counts, learned=variant.learned, branch=one.branch, exposure=one.exposure, period=52.0).score


def at_its_table(variant: Variant) -> dict[str, Any]:
    """Return how often quiet series alarm at the thresholds the product itself uses, with nothing of this simulator in them."""
    alarms = []
    for seed in SEEDS:
        one = town(seed, 1, 0, variant=variant, fall="none")
        seen = watch(one.counts, learned=variant.learned, branch=one.branch, exposure=one.exposure, period=52.0)
        alarms.append(float(seen.alarm.mean()))
    return {"asked_for": 0.1, "mean": float(np.mean(alarms)), "seeds": alarms}


def judge_peer(peer: Contestant, variant: Variant, *, every: int, check: bool) -> dict[str, Any]:
    """Judge a peer: one threshold from 10,000 quiet series, 2,000 of each seed."""
    with Process(peer) as process:

        def score(one: Town, variant: Variant) -> Floats:
            process.ask(do="prepare", wants_scores=True, **task_of(one, variant))
            process.ask(do="run")
            return np.array(process.ask(do="describe")["scores"], dtype=np.float64)

        return judge(score, variant, quiet=2, pooled=True, every=every, check=check)


def glrnb_judged(*, again: bool) -> dict[str, Any]:
    """Return what glrnb finds, by variant; from glrnb_judged.json where nothing that matters has changed since. Two variants at a time."""
    mark = hashlib.sha256("".join((HERE / name).read_text() for name in SOURCES).encode()).hexdigest()
    kept: dict[str, Any] = json.loads(KEPT.read_text()) if KEPT.exists() and not again else {}
    if kept.get("made_from") != mark:
        kept = {"made_from": mark}

    def one(variant: Variant) -> None:
        if variant.name not in kept:
            kept[variant.name] = judge_peer(GLRNB, variant, every=3, check=False)
            KEPT.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n")

    with ThreadPoolExecutor(2) as both:
        list(both.map(one, VARIANTS))
    return kept


def judge_variant(variant: Variant, glrnb: dict[str, Any]) -> dict[str, Any]:
    """Judge everybody on one way of keeping counts, and say how much of the gap is closed."""
    whole = variant.name == VARIANTS[0].name  # elsewhere 10,000 quiet series of all seeds together set one threshold, to save minutes
    found = {
        "ours": judge(ours, variant, quiet=10 if whole else 2, pooled=not whole),
        "plain CUSUM": judge(plain, variant, quiet=10 if whole else 2, pooled=not whole),
        "oracle": judge(oracle, variant, quiet=10 if whole else 2, pooled=not whole),
        "statsmodels": judge_peer(statsmodels(), variant, every=1, check=True),
        "glrnb": glrnb[variant.name],
    }
    third = {name: each["third"][f"in_{LATER}"] for name, each in found.items()}
    half = {name: each["half"][f"in_{SOON}"] for name, each in found.items()}
    closed = (third["ours"] - third["plain CUSUM"]) / (third["oracle"] - third["plain CUSUM"])
    for name, each in found.items():
        print(
            f"{variant.name:>12} {name:>12}: -30 % in 16 {third[name]:.3f}, half in 8 {half[name]:.3f}, slow in 16 {each['slow']['in_16']:.3f}"
        )
    print(f"{variant.name:>12} gap closed: {closed:.2f} (goal {GAP_GOAL:.2f})", flush=True)
    beaten = half["ours"] >= max(half["statsmodels"], half["glrnb"])
    return {
        "found": found,
        "gap_closed": closed,
        "gap_reached": closed >= GAP_GOAL,
        "halving_no_worse": beaten,
        "at_its_table": at_its_table(variant),
    }


def races() -> dict[str, Any]:
    """Race on one town of 1,000 series and 104 weeks in which everything fell by 30 %."""
    variant = VARIANTS[0]
    task = task_of(town(SEEDS[0], IS_JUDGED, 0, variant=variant, fall="third"), variant)
    told = {}
    for name, peer in (("statsmodels", statsmodels()), ("glrnb", GLRNB)):
        result = race(OURS, peer, task, goal=GOALS[name], pairs=5, warm_up=name == "statsmodels")
        told[name] = result.summary()
        print(f"{name}: {told[name]['median_ratio']:.0f} x (goal {GOALS[name]:.0f}), worst pair {min(result.ratios):.0f}", flush=True)
    return told


def main() -> None:
    """Race, judge, write."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--again", action="store_true", help="judge glrnb anew")
    asked.add_argument("--races-only", action="store_true", help="keep what was judged")
    given = asked.parse_args()
    last = RESULTS / "alarm.json"
    kept: dict[str, Any] = json.loads(last.read_text()) if last.exists() else {}
    raced = races()
    if given.races_only:
        judged = kept.get("judged", {})
    else:
        glrnb = glrnb_judged(again=given.again)
        judged = {variant.name: judge_variant(variant, glrnb) for variant in VARIANTS}
    place = write_result("alarm", races=raced, judged=judged, seeds=list(SEEDS))
    print(f"written to {place.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
