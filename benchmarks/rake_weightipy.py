"""weightipy as a contestant: a pandas frame of int8 columns lies ready in memory. It has no setting for accuracy."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd  # type: ignore[import-untyped]  # it lives in the peer's environment alone
import weightipy  # type: ignore[import-not-found]  # it lives in the peer's environment alone

from benchmarks import rake_data
from benchmarks.harness.contestant import serve


def prepare(task: dict[str, Any]) -> dict[str, Any]:
    """Lay out the frame and the targets as weightipy takes them."""
    codes, targets = rake_data.read(task["folder"])
    frame = pd.DataFrame({f"margin_{at}": code for at, code in enumerate(codes)})
    wanted = {f"margin_{at}": dict(enumerate(target)) for at, target in enumerate(targets)}
    rake_data.forget_peak()
    return {"frame": frame, "wanted": wanted, "codes": codes, "targets": targets, "folder": Path(task["folder"]), "calls": task["calls"]}


def run(data: dict[str, Any]) -> Any:
    """Weigh everybody; it goes on until its weights hardly move."""
    for _call in range(data["calls"]):
        result = weightipy.weight_dataframe(data["frame"], weightipy.scheme_from_dict(data["wanted"]))
    return result


def describe(data: dict[str, Any], result: Any) -> dict[str, Any]:
    """Say how right the weights are."""
    weights = result["weights"].to_numpy()
    said = rake_data.describe(data["codes"], data["targets"], weights, data["folder"] / "weightipy.bin")
    return {**said, "weightipy": version("weightipy"), "pandas": version("pandas")}


if __name__ == "__main__":
    serve(prepare, run, describe)
