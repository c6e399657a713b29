"""Who is using the home folder: servers and workers share it, a restore must have it alone."""

from __future__ import annotations

import fcntl
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from io import TextIOWrapper
    from pathlib import Path


def hold_home(home: Path, *, alone: bool = False) -> TextIOWrapper | None:
    """Return the open lock (keep it: it ends with its process, however that dies), or None if others are in the way."""
    lock = (home / "in-use.lock").open("a", encoding="utf-8")
    try:
        fcntl.flock(lock, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    return lock
