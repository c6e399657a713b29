"""The watch as a contestant: all series at once, the branch told."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.harness.contestant import serve
from commonshelf.stats.trends import watch


def prepare(task: dict[str, Any]) -> dict[str, Any]:
    """Lay out the counts; None is a week without a count."""
    return {"counts": np.array(task["counts"], dtype=float), "learned": task["learned"], "branch": np.array(task["branch"])}


def run(data: dict[str, Any]) -> Any:
    """Learn, watch, set thresholds, find alarms: everything a caller gets."""
    return watch(data["counts"], learned=data["learned"], branch=data["branch"], period=52.0)


def describe(data: dict[str, Any], result: Any) -> dict[str, Any]:
    """Say what was found."""
    return {"series": len(data["counts"]), "alarms": int(result.alarm.sum()), "expected_false_alarms": result.expected_false_alarms}


if __name__ == "__main__":
    serve(prepare, run, describe)
