"""`commonshelf restore PATH`: bring a backup back, into an empty home or with what is there set aside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from commonshelf.config.archive import restore_backup
from commonshelf.config.commands.outcome import Outcome

if TYPE_CHECKING:
    import argparse


def add_words(parser: argparse.ArgumentParser) -> None:
    """Say what may stand behind the command."""
    parser.add_argument("path", type=Path, help="the archive to read")
    parser.add_argument("--replace", action="store_true", help="set aside what is in the home folder now")


def run(words: argparse.Namespace) -> Outcome:
    """Bring it back."""
    manifest = restore_backup(path=words.path, replace=words.replace)
    lines = [f"Restored to {settings.HOME}, as it was on {manifest['made_at']}.", "Run commonshelf init, then serve."]
    return Outcome(lines, {"home": str(settings.HOME), **manifest})
