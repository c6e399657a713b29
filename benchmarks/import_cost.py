"""What `import commonshelf.stats.weighting` costs, beside `import pandas`: `python -m benchmarks.import_cost`. Half a minute.

Both are imported by the same Python (the one weightipy has for its pandas), each in a fresh process, in turn; files are in the
page cache and compiled after the first round, which does not count.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
from typing import TYPE_CHECKING, Any

from benchmarks.harness.peers import ROOT, peer_python
from benchmarks.harness.results import write_result

if TYPE_CHECKING:
    from pathlib import Path

PAIRS = 9
OURS, THEIRS = "commonshelf.stats.weighting", "pandas"
MEASURE = """
import json, sys, time
from benchmarks.harness.contestant import peak_mib
before, modules, wall, cpu = peak_mib(), len(sys.modules), time.perf_counter(), time.process_time()
__import__(sys.argv[1])
spent = {"seconds": time.perf_counter() - wall, "cpu_seconds": time.process_time() - cpu}
print(json.dumps({**spent, "peak_rise_mib": peak_mib() - before, "modules": len(sys.modules) - modules}))
"""


def cost(python: Path, module: str) -> dict[str, Any]:
    """Import a module in a fresh process and return what it took."""
    own = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}
    done = subprocess.run([python, "-c", MEASURE, module], capture_output=True, text=True, check=True, env=own)
    spent: dict[str, Any] = json.loads(done.stdout)
    return spent


def main() -> None:
    """Measure in turn, print a line, write the result."""
    python = peer_python("weightipy")
    rounds = [(cost(python, OURS), cost(python, THEIRS)) for _pair in range(PAIRS + 1)][1:]
    ratios = [theirs["seconds"] / ours["seconds"] for ours, theirs in rounds]
    cpu = [theirs["cpu_seconds"] / ours["cpu_seconds"] for ours, theirs in rounds]
    median = statistics.median(ratios)
    figures = {"ratios": ratios, "median_ratio": median, "median_cpu_ratio": statistics.median(cpu), "goal": 1.0, "reached": median > 1.0}
    write_result("import_cost", ours=[one for one, _other in rounds], theirs=[other for _one, other in rounds], **figures)
    print(f"import {THEIRS} takes {median:.1f} x as long as import {OURS} [{min(ratios):.1f} .. {max(ratios):.1f}]")


if __name__ == "__main__":
    main()
