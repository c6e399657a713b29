"""`commonshelf import KIND PATH`: bring in a file, in the name of somebody who may."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from commonshelf.common.accounts.models import User
from commonshelf.common.accounts.terms import UserRole
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.imports.registry import ensure_options, importer_of, load_importers
from commonshelf.config.commands.outcome import Outcome
from commonshelf.config.commands.serve import ensure_ready
from commonshelf.config.staff_terms import NO_ADMINISTRATOR

if TYPE_CHECKING:
    from commonshelf.common.imports.reports import ImportReport

ROWS_SHOWN = 40


def add_words(parser: argparse.ArgumentParser) -> None:
    """Say what may stand behind the command."""
    parser.add_argument("kind", choices=sorted(load_importers()))
    parser.add_argument("path", type=Path)
    parser.add_argument("--by", default="", metavar="EMAIL", help="the sign-in it is done in the name of (the first administrator)")
    parser.add_argument("--allow-partial", action="store_true", help="write the rows that are right even if others are not")
    parser.add_argument("--set", action="append", default=[], type=_setting, metavar="NAME=VALUE", help="what else this kind may be told")


def run(words: argparse.Namespace) -> Outcome:
    """Bring the file in and report by row."""
    ensure_ready()
    options = dict(words.set)
    ensure_options(words.kind, options)
    by = in_whose_name(words.by)
    report = importer_of(words.kind)(words.path, by=by, allow_partial=words.allow_partial, **options)
    return Outcome(_lines(report), report.as_json(), ok=report.written or report.already_imported)


def _setting(text: str) -> tuple[str, str]:
    name, found, value = text.partition("=")
    if not found:
        message = f"{text} is not of the form NAME=VALUE"
        raise argparse.ArgumentTypeError(message)
    return name.replace("-", "_"), value


def in_whose_name(email: str) -> User:
    """Return the sign-in with this address, or the first administrator. The action asks whether that one may."""
    active = User.objects.filter(is_active=True).order_by("pk")
    user = active.filter(email__iexact=email).first() if email else active.filter(role=UserRole.ADMINISTRATOR).first()
    if user is None:
        raise Refusal(NO_ADMINISTRATOR, who=email or "there is no administrator")
    return user


def _lines(report: ImportReport) -> list[str]:
    if report.already_imported:
        first = f"{report.file} was brought in before; nothing was changed."
    elif report.written:
        first = f"{report.file}: {report.rows_read} rows read, {report.rows_taken} taken, {report.rows_unchanged} unchanged."
    else:
        first = f"{report.file}: {report.rows_read} rows read, nothing written: {len(report.rows_refused)} things must be mended first."
    rows = [f"  row {refused.row}, {refused.column or 'the row'}: {refused.what} {refused.mend}" for refused in report.rows_refused]
    more = [f"  … and {len(rows) - ROWS_SHOWN} more (--json lists all)"] if len(rows) > ROWS_SHOWN else []
    return [first, *[f"  {note}" for note in report.notes], *rows[:ROWS_SHOWN], *more]
