"""One side of a race: a process that prepares its data once and then runs when told, a line of JSON each way.

Only the standard library is used here, because a peer's process runs in an environment that knows nothing of this project.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

MIB_PER_KIB = 1 / 1024


def peak_mib() -> float:
    """Return the most memory this process has ever held, in MiB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * MIB_PER_KIB
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * MIB_PER_KIB


def serve(prepare: Callable[[dict[str, Any]], Any], run: Callable[[Any], Any], describe: Callable[[Any, Any], dict[str, Any]]) -> None:
    """Answer {"do": "prepare", …}, {"do": "run"} and {"do": "describe"} on standard input until it closes.

    `prepare(task)` makes the data ready and is not timed; `run(data)` is timed; `describe(data, result)` says how right the last
    result was, and is not timed.
    """
    answers, sys.stdout = sys.stdout, sys.stderr  # what a peer prints must not fall between the lines
    data: Any = None
    result: Any = None
    for line in sys.stdin:
        task = json.loads(line)
        if task["do"] == "prepare":
            data = prepare(task)
            reply: dict[str, Any] = {"peak_mib": peak_mib()}
        elif task["do"] == "run":
            wall, cpu = time.perf_counter(), time.process_time()
            result = run(data)
            reply = {"seconds": time.perf_counter() - wall, "cpu_seconds": time.process_time() - cpu, "peak_mib": peak_mib()}
        else:
            reply = describe(data, result)
        answers.write(json.dumps(reply) + "\n")
        answers.flush()
