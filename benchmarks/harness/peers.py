"""Environments of other software, one each, made once from a lock with hashes: `peers/NAME.txt` into `.peers/NAME`."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ROOT / "benchmarks" / "peers"
PEERS = ROOT / ".peers"
ANY_PYTHON = "any"


class PeerMissingError(RuntimeError):
    """A peer cannot be had on this machine; the message says what is missing."""


def peer_python(name: str) -> Path:
    """Return the Python of the peer's own environment; make it first if its lock changed.

    The first line of the lock may be `# python 3.12`: that Python is looked for, and PeerMissingError raised where there is none.
    """
    lock = LOCKS / f"{name}.txt"
    words = lock.read_text()
    mark = hashlib.sha256(words.encode()).hexdigest()
    folder = PEERS / name
    PEERS.mkdir(exist_ok=True)
    with (PEERS / f"{name}.lock").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        made = folder / ".made"
        if not made.exists() or made.read_text() != mark:
            shutil.rmtree(folder, ignore_errors=True)
            _make(folder, lock, python_for(words))
            made.write_text(mark)
    return folder / "bin" / "python"


def python_for(lock: str) -> Path:
    """Return the Python a lock asks for in its first line, or the one that runs this."""
    first = lock.splitlines()[0]
    if not first.startswith("# python "):
        return Path(sys.executable)
    version = first.removeprefix("# python ").strip()
    places = [shutil.which(f"python{version}"), *sorted(Path.home().glob(f".pyenv/versions/{version}*/bin/python"))]
    for place in places:
        if place and subprocess.run([place, "-c", "pass"], capture_output=True, check=False).returncode == 0:
            return Path(place)
    raise PeerMissingError(f"this peer needs Python {version}, and there is none here")


def _make(folder: Path, lock: Path, python: Path) -> None:
    subprocess.run([python, "-m", "venv", folder], check=True)
    own: list[str | Path] = [folder / "bin" / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    uv = shutil.which("uv", path=f"{Path(sys.executable).parent}:{os.environ.get('PATH', '')}")
    fast: list[str | Path] = [uv, "pip", "install", "-q", "--python", folder / "bin" / "python"] if uv else own
    # pip may know of a local file that uv does not: torch for processors alone comes that way.
    done = any(subprocess.run([*way, "--no-deps", "--require-hashes", "-r", lock], check=False).returncode == 0 for way in (fast, own))
    if not done:
        shutil.rmtree(folder, ignore_errors=True)
        raise PeerMissingError(f"the packages of {lock.name} could not be installed")
