"""`commonshelf worker`: the worker alone, as many as are wanted on PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from commonshelf.common.errors.catalogue import Refusal
from commonshelf.config.commands.outcome import Outcome
from commonshelf.config.commands.serve import ensure_ready
from commonshelf.config.home_lock import hold_home
from commonshelf.config.staff_terms import HOME_IN_USE
from commonshelf.config.working import work

if TYPE_CHECKING:
    import argparse


def add_words(parser: argparse.ArgumentParser) -> None:
    """Say what may stand behind the command."""
    parser.add_argument("--until-empty", action="store_true", help="stop when nothing is due any more")
    parser.add_argument("--beside", type=int, default=0, metavar="PID", help="stop when this parent process has ended")


def run(words: argparse.Namespace) -> Outcome:
    """Work until told to stop."""
    ensure_ready()
    lock = hold_home(settings.HOME)
    if lock is None:
        raise Refusal(HOME_IN_USE, home=settings.HOME)
    with lock:
        delivered = work(beside=words.beside, until_empty=words.until_empty)
    return Outcome([f"The worker has stopped; it delivered {delivered} messages."], {"delivered": delivered})
