"""Our raking as a contestant: one int8 array for each margin lies ready in memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import rake_data
from benchmarks.harness.contestant import serve
from commonshelf.stats.weighting import rake


def prepare(task: dict[str, Any]) -> dict[str, Any]:
    """Read the codes and targets."""
    codes, targets = rake_data.read(task["folder"])
    rake_data.forget_peak()
    return {
        "codes": list(codes),
        "targets": [np.array(target) for target in targets],
        "folder": Path(task["folder"]),
        "calls": task["calls"],
    }


def run(data: dict[str, Any]) -> Any:
    """Weigh everybody, with the tolerance that is ours unless asked otherwise: 1e-9."""
    for _call in range(data["calls"]):
        result = rake(data["codes"], data["targets"])
    return result


def describe(data: dict[str, Any], result: Any) -> dict[str, Any]:
    """Say how right the weights are."""
    said = rake_data.describe(np.array(data["codes"]), data["targets"], result.weights, data["folder"] / "ours.bin")
    return {**said, "rounds": result.iterations, "said_error": result.largest_error}


if __name__ == "__main__":
    serve(prepare, run, describe)
