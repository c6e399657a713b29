"""Catalogues of translations, made readable for Django without any gettext program."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import polib


def compile_messages(locale_dir: Path) -> int:
    """Compile each catalogue that is newer than what was compiled of it; return how many.

    Each file is put in place whole, so that several servers or tests may do this at once.
    """
    compiled = 0
    for catalogue in sorted(locale_dir.glob("*/LC_MESSAGES/*.po")):
        ready = catalogue.with_suffix(".mo")
        if ready.exists() and ready.stat().st_mtime_ns >= catalogue.stat().st_mtime_ns:
            continue
        handle, name = tempfile.mkstemp(dir=ready.parent, suffix=".draft")
        with os.fdopen(handle, "wb") as file:
            file.write(polib.pofile(str(catalogue), encoding="utf-8").to_binary())
        draft = Path(name)
        draft.chmod(0o644)
        draft.replace(ready)
        compiled += 1
    return compiled
