"""`commonshelf check`: every question about the installation, with its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commonshelf.config.commands.outcome import Outcome
from commonshelf.config.health import look_at_everything

if TYPE_CHECKING:
    import argparse


def add_words(parser: argparse.ArgumentParser) -> None:
    """Say what may stand behind the command: nothing."""


def run(_words: argparse.Namespace) -> Outcome:
    """Look at everything; one thing that must be mended makes the command fail."""
    findings = look_at_everything()
    lines = [f"{'ok  ' if finding.ok else 'MEND'}  {finding.sentence}" for finding in findings]
    return Outcome(lines, {"findings": [finding._asdict() for finding in findings]}, ok=all(finding.ok for finding in findings))
