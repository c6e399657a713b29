"""rimpy (Rust) as a contestant: a polars frame of int8 columns lies ready in memory."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Any

import polars as pl
import rimpy  # type: ignore[import-not-found]  # it lives in the peer's environment alone

from benchmarks import rake_data
from benchmarks.harness.contestant import serve


def prepare(task: dict[str, Any]) -> dict[str, Any]:
    """Lay out the frame and the targets as rimpy takes them."""
    codes, targets = rake_data.read(task["folder"])
    frame = pl.DataFrame({f"margin_{at}": code for at, code in enumerate(codes)})
    wanted = {f"margin_{at}": dict(enumerate(target)) for at, target in enumerate(targets)}
    rake_data.forget_peak()
    return {"frame": frame, "wanted": wanted, "codes": codes, "targets": targets, "folder": Path(task["folder"]), "calls": task["calls"]}


def run(data: dict[str, Any]) -> Any:
    """Weigh everybody to the accuracy this race asks for."""
    for _call in range(data["calls"]):
        result = rimpy.rake(data["frame"], data["wanted"], convergence_threshold=1e-8)
    return result


def describe(data: dict[str, Any], result: Any) -> dict[str, Any]:
    """Say how right the weights are."""
    weights = result["weight"].to_numpy()
    said = rake_data.describe(data["codes"], data["targets"], weights, data["folder"] / "rimpy.bin")
    return {**said, "rimpy": version("rimpy"), "polars": version("polars")}


if __name__ == "__main__":
    serve(prepare, run, describe)
