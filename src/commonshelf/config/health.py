"""Whether everything is as it should be: each question with its answer in one sentence."""

from __future__ import annotations

import os
from smtplib import SMTPException
from typing import NamedTuple

from django.conf import settings
from django.core.mail import get_connection
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from commonshelf.common.outbox.queries import living_workers, outbox_health
from commonshelf.config.environment import unread_variables

UP_TO_DATE = "The database is up to date."
NO_PROXY = (
    "Residents come through https, so something of yours stands before Commonshelf: set COMMONSHELF_PROXIES to how many. "
    "Without it everybody counts as one sender, and the first to send too much shuts out the others."
)
OTHERS = 0o007  # what whoever is neither the owner nor of the owner's group may do


class Finding(NamedTuple):
    """One thing that was looked at. `ok` is no where something must be mended."""

    name: str
    ok: bool
    sentence: str


def pending_migrations() -> list[str]:
    """Return the migrations that the database lacks."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def look_at_everything() -> list[Finding]:
    """Return every finding. What needs the database is not asked when it cannot be reached."""
    findings = [_settings(), _home(), _mail()]
    for look in (_database, _migrations, _outbox, _worker):
        findings.append(look())
        if not findings[-1].ok:
            break
    return findings


def _settings() -> Finding:
    unread = unread_variables(dict(os.environ))
    if unread:
        return Finding("settings", ok=False, sentence=f"Nothing reads {', '.join(unread)}: see docs/deploy/settings.md for the right name.")
    if settings.DEBUG and settings.BASE_URL.startswith("https://"):
        return Finding("settings", ok=False, sentence="COMMONSHELF_DEBUG is on, on an address that others reach: turn it off.")
    if settings.BASE_URL.startswith("https://") and not settings.ENVIRONMENT.proxies:
        return Finding("settings", ok=False, sentence=NO_PROXY)
    return Finding("settings", ok=True, sentence="Every setting can be read.")


def _home() -> Finding:
    if settings.HOME.stat().st_mode & OTHERS:
        sentence = f"Others on this machine can look into the home folder, which holds names and the secret: chmod 700 {settings.HOME}"
        return Finding("home", ok=False, sentence=sentence)
    if os.access(settings.HOME, os.W_OK):
        return Finding("home", ok=True, sentence=f"The home folder {settings.HOME} can be written to.")
    return Finding("home", ok=False, sentence=f"The home folder {settings.HOME} cannot be written to.")


def _database() -> Finding:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return Finding("database", ok=False, sentence=f"The database cannot be reached: {str(error).strip().splitlines()[0]}")
    version = ".".join(str(part) for part in connection.get_database_version())
    return Finding("database", ok=True, sentence=f"The database answers: {connection.display_name} {version}.")


def _migrations() -> Finding:
    pending = pending_migrations()
    if pending:
        return Finding("migrations", ok=False, sentence=f"The database lacks {len(pending)} migrations: run commonshelf init.")
    return Finding("migrations", ok=True, sentence=UP_TO_DATE)


def _worker() -> Finding:
    names = living_workers()
    if names:
        return Finding("worker", ok=True, sentence=f"Workers at work: {', '.join(names)}.")
    return Finding(
        "worker", ok=False, sentence="No worker was heard of for two minutes, so no letter leaves: run commonshelf serve or worker."
    )


def _outbox() -> Finding:
    health = outbox_health()
    since = f", the oldest since {health.oldest:%Y-%m-%d %H:%M}" if health.oldest else ""
    return Finding("outbox", ok=True, sentence=f"Messages due and not yet delivered: {health.overdue}{since}; given up: {health.given_up}.")


def _mail() -> Finding:
    if not settings.EMAIL_HOST:
        return Finding("mail", ok=True, sentence=f"No mail server is set: letters are written to {settings.EMAIL_FILE_PATH}.")
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        mail = get_connection()
        mail.open()
        mail.close()
    except (OSError, SMTPException) as error:
        return Finding("mail", ok=False, sentence=f"The mail server {where} does not take us: {error}")
    return Finding("mail", ok=True, sentence=f"The mail server {where} answers.")
