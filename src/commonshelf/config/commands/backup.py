"""`commonshelf backup PATH`: the embedded database and the files in one archive, while everything runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from commonshelf.config.archive import make_backup
from commonshelf.config.commands.outcome import Outcome

if TYPE_CHECKING:
    import argparse


def add_words(parser: argparse.ArgumentParser) -> None:
    """Say what may stand behind the command."""
    parser.add_argument("path", type=Path, help="the archive to write, such as backup.tar.gz")


def run(words: argparse.Namespace) -> Outcome:
    """Write the backup."""
    manifest = make_backup(path=words.path)
    files = manifest["files"]
    lines = [
        f"Backup written: {words.path} ({len(files)} files, {sum(told['bytes'] for told in files.values()):,} bytes before packing).",
        "It holds names and the secret of this installation: keep it where only you can read it.",
    ]
    return Outcome(lines, {"path": str(words.path), **manifest})
