"""`commonshelf init`: make the home folder and the database, or bring them up to date. Doing it again changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.management import call_command

from commonshelf.config.commands.outcome import Outcome
from commonshelf.config.health import pending_migrations
from commonshelf.config.messages import compile_messages

if TYPE_CHECKING:
    import argparse


def add_words(parser: argparse.ArgumentParser) -> None:
    """Say what may stand behind the command: nothing."""


def run(_words: argparse.Namespace) -> Outcome:
    """Make what is missing."""
    for folder in ("files", "mail"):
        (settings.HOME / folder).mkdir(parents=True, exist_ok=True)
    compiled = sum(compile_messages(folder) for folder in settings.LOCALE_PATHS)
    pending = pending_migrations()
    if pending:
        call_command("migrate", interactive=False, verbosity=0)
    where = "PostgreSQL" if settings.ENVIRONMENT.database_url else settings.DATABASES["default"]["NAME"]
    lines = [f"Home folder: {settings.HOME}", f"Database: {where} ({len(pending) or 'no'} migrations were missing)"]
    if compiled:
        lines.append(f"Translations compiled: {compiled} catalogues")
    return Outcome(lines, {"home": str(settings.HOME), "migrations_applied": pending, "catalogues_compiled": compiled})
