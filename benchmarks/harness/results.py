"""Where the measurements are kept: one JSON file a topic, with the machine and the versions."""

from __future__ import annotations

import json
import os
import platform
from importlib.metadata import version
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).resolve().parents[1] / "results"


def machine() -> dict[str, Any]:
    """Return what was measured on."""
    model = next((line.split(":", 1)[1].strip() for line in _cpu_lines() if line.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    own = {name: version(name) for name in ("numpy", "scipy")}
    return {"processor": model, "cores": os.cpu_count(), "memory_gib": round(memory), "python": platform.python_version(), **own}


def _cpu_lines() -> list[str]:
    place = Path("/proc/cpuinfo")
    return place.read_text().splitlines() if place.exists() else []


def write_result(topic: str, **figures: Any) -> Path:
    """Write the figures of a topic; a second run replaces the first."""
    RESULTS.mkdir(exist_ok=True)
    place = RESULTS / f"{topic}.json"
    place.write_text(json.dumps({"machine": machine(), **figures}, indent=1, sort_keys=True, ensure_ascii=False) + "\n")
    return place
