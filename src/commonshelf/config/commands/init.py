"""`commonshelf init`: make the home folder and the database, or bring them up to date. Doing it again changes nothing."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.management import call_command

from commonshelf.common.accounts.actions import make_first_administrator
from commonshelf.config.commands.outcome import Outcome
from commonshelf.config.health import pending_migrations
from commonshelf.config.messages import compile_messages

if TYPE_CHECKING:
    import argparse


def add_words(parser: argparse.ArgumentParser) -> None:
    """Say what may stand behind the command."""
    parser.add_argument("--administrator", metavar="EMAIL", help="make the first sign-in, and print its password once")
    parser.add_argument("--name", default="", help="the name of the first administrator")


def run(words: argparse.Namespace) -> Outcome:
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
    report: dict[str, object] = {"home": str(settings.HOME), "migrations_applied": pending, "catalogues_compiled": compiled}
    email = getattr(words, "administrator", None)  # the sample town makes its own
    if email:
        password = secrets.token_urlsafe(12)
        make_first_administrator(email=email, name=words.name or email.partition("@")[0], password=password)
        lines += [
            f"The first administrator is {email}. Password: {password}",
            "It is not shown again. The first sign-in asks for a second factor.",
        ]
        report |= {"administrator": email, "password": password}
    return Outcome(lines, report)
