from __future__ import annotations

import subprocess
import sys

BLOCKED = """
import sys

class NoDjango:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"django", "pandas"}:
            raise ImportError(f"{name} is not installed here")

sys.meta_path.insert(0, NoDjango())
from commonshelf.stats import (
    budgets, effects, estimates, opinion, privacy, ranking, representation, themes, ties, trends, weighting
)
trends.dwindling([1.0, 2.0]); privacy.suppress_table([3, 40], threshold=10); estimates.proportion(1, 2, recruitment="opt_in")
ours = {name.split(".")[1] for name in sys.modules if name.startswith("commonshelf.")}
print(sorted(ours))
"""


def test_stats_work_where_django_cannot_be_imported_and_load_nothing_else_of_ours():
    done = subprocess.run([sys.executable, "-c", BLOCKED], capture_output=True, text=True, check=False, env={"PATH": ""})
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "['stats']", "")
