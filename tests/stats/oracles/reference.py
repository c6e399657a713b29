"""Reference programs the statistics are held against: R with the survey package, and peers in environments of their own."""

from __future__ import annotations

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from benchmarks.harness.peers import PeerMissingError, peer_python

HERE = Path(__file__).resolve().parent


@cache
def r_says(script: str, *arguments: str) -> Any:
    """Run one of the R scripts beside this file; what it prints is JSON with all its digits. Skips where R is not installed."""
    program = shutil.which("Rscript")
    if program is None:
        pytest.skip("Rscript is not installed (Debian: r-base-core r-cran-survey r-cran-mass r-cran-jsonlite)")
    done = subprocess.run([program, "--vanilla", HERE / script, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@cache
def peer_says(peer: str, script: str, *arguments: str) -> Any:
    """Run one of the Python scripts beside this file in the peer's own environment; what it prints is JSON."""
    try:
        python = peer_python(peer)
    except PeerMissingError as missing:
        pytest.skip(str(missing))
    done = subprocess.run([python, HERE / script, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
