"""Bringing in a file: all of it or nothing, once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.db import transaction

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.imports.models import ImportedFile
from commonshelf.common.imports.registry import ensure_options, importer_of
from commonshelf.common.imports.reports import ImportReport
from commonshelf.common.log.actions import log_action

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from commonshelf.common.accounts.models import User
    from commonshelf.common.imports.tables import Reading, Table

T = TypeVar("T")


def import_file(*, kind: str, path: Path, by: User, allow_partial: bool = False, **options: Any) -> ImportReport:
    """Bring in one file of a kind. `options` are what this kind may be told besides; what it cannot be told is refused."""
    ensure_may(by, "imports.import_file")
    bring_in = importer_of(kind)
    ensure_options(kind, options)
    return bring_in(path, by=by, allow_partial=allow_partial, **options)


def keep_rows(
    *,
    kind: str,
    table: Table,
    reading: Reading[T],
    by: User,
    allow_partial: bool,
    rows_there: Callable[[ImportedFile], Iterable[int]],
    write: Callable[[ImportedFile, dict[int, T]], Sequence[str]],
) -> ImportReport:
    """Write the rows that were read, for every importer in the same way; `write` returns notes for the report.

    A file is known again by its bytes and a row by its number: the second time nothing changes. With a bad row nothing is
    written, unless the rest was asked for.
    """

    def report(*, taken: int = 0, unchanged: int = 0, written: bool = True, notes: Sequence[str] = ()) -> ImportReport:
        known = written and not taken and unchanged > 0
        told = (*table.notes, *notes)
        return ImportReport(kind, table.name, table.rows_read, taken, reading.refused, unchanged, known, written, told)

    if reading.refused and (not allow_partial or not reading.taken):
        return report(written=False)
    with transaction.atomic():
        file, _new = ImportedFile.objects.get_or_create(
            kind=kind, digest=table.digest, defaults={"name": table.name[:200], "rows_read": table.rows_read, "by": by}
        )
        there = set(rows_there(file))
        fresh = {number: row for number, row in reading.taken.items() if number not in there}
        if not fresh:
            return report(unchanged=len(there))
        notes = write(file, fresh)
        done = report(taken=len(fresh), unchanged=len(there), notes=notes)
        file.report = done.as_json()
        file.save(update_fields=["report"])
        log_action(by=by, action="import_file", thing=file, kind=kind, rows=len(fresh))
    return done
