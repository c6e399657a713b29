"""Rewriting what was answered, and who was invited, in random order, so that no order joins the two.

A row says when it came by where it lies: on SQLite by its hidden row number and its place in a page of the file, on PostgreSQL by
`ctid` and `xmin`. Keys and columns tell nothing, and this makes the rest tell nothing either. docs/decisions/0008 has what it costs.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from django.db import OperationalError, connection, models, transaction

from commonshelf.common.dates.clock import now
from commonshelf.common.outbox.actions import post_message
from commonshelf.common.receipts.keys import LARGEST_KEY
from commonshelf.path.voices.surveys.models import Attempt, Credential, Draft, OpenAnswer, QuotaPlace, Response, Survey, Token, Upload

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

SHUFFLE = "surveys.shuffle_part"
# Everything that a spent credential or a sent response makes, changes or deletes. Voices are left out: which response they belong to is
# no secret, and on the other side, that of the invitations, no order is left to hold against theirs.
SHUFFLED: tuple[type[models.Model], ...] = (Credential, Token, Response, OpenAnswer, QuotaPlace, Upload, Draft, Attempt)
# Dead rows of these lie on PostgreSQL's disk until they are vacuumed: what waited to become a voice, sealed sessions, counted posts.
VACUUMED = ("outbox_outboxmessage", "django_session", "accounts_cache")
ROWS_IN_PART = 20_000
LOCK_TRIES = 20
LOCK_WAIT = "300ms"  # shorter than PostgreSQL waits before it looks for a deadlock, so that it is never a response that is thrown out
STILL_WARM = dt.timedelta(days=2)
ALL_UUIDS = 1 << 128
WITHIN = "WHERE id BETWEEN %s AND %s"


class Part(NamedTuple):
    """What is rewritten in one transaction: the `number`th of `of` equal stretches of a table's random keys."""

    table: str
    number: int = 0
    of: int = 1


def shuffle_answers(*, occasion: str) -> int:
    """Ask the worker to shuffle, once for each occasion; return in how many parts. After two days without an open survey nothing is left to do."""
    if not Survey.objects.filter(published=True, opens_at__lte=now(), closes_at__gt=now() - STILL_WARM).exists():
        return 0
    parts = parts_to_shuffle()
    with transaction.atomic():
        for part in parts:
            post_message(key=f"{SHUFFLE}:{occasion}:{part.table}:{part.number}", kind=SHUFFLE, payload=part._asdict())
    return len(parts)


def parts_to_shuffle() -> list[Part]:
    """Return the parts: so many rows each that whoever is sending an answer waits about a second, whatever the tables hold."""
    counted = {model._meta.db_table: model._default_manager.count() for model in SHUFFLED}
    parts = {table: -(-rows // ROWS_IN_PART) for table, rows in counted.items()}
    return [Part(table, number, of) for table, of in parts.items() for number in range(of)]


def shuffle_part(part: Part) -> None:
    """Write the rows of a part anew in one transaction, in an order drawn by lot. Who sends an answer meanwhile waits until it is done."""
    with transaction.atomic(), connection.cursor() as cursor:
        for tries_left in reversed(range(LOCK_TRIES)):
            try:
                with transaction.atomic():
                    _rewrite(cursor, part)
                break
            except OperationalError:
                # Somebody who is sending an answer would have had to give up instead.
                if not tries_left:
                    raise
        transaction.on_commit(lambda: _wipe_what_lay_there(part))


def _rewrite(cursor: CursorWrapper, part: Part) -> None:
    """Take the rows out and put them back. Nothing may point to nothing when it is done, so that is asked here and not later."""
    (model,) = (model for model in SHUFFLED if model._meta.db_table == part.table)
    table, stretch = connection.ops.quote_name(part.table), _bounds(model, part)
    if connection.vendor == "sqlite":
        lot = "randomblob(16)"
    else:
        lot = "gen_random_uuid()"
        cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_WAIT}'")
        # Who would change a row that was taken out would not find it, nor the one put back: they wait here. Readers do not.
        cursor.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")
    cursor.execute(f"CREATE TEMP TABLE shuffled AS SELECT * FROM {table} {WITHIN} ORDER BY {lot}", stretch)  # noqa: S608 -- our own names
    cursor.execute(f"DELETE FROM {table} {WITHIN}", stretch)  # noqa: S608 -- our own names
    cursor.execute(f"INSERT INTO {table} SELECT * FROM shuffled")  # noqa: S608 -- our own name
    cursor.execute("DROP TABLE shuffled")
    if connection.vendor != "sqlite":
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("SET LOCAL lock_timeout = 0")


def _bounds(model: type[models.Model], part: Part) -> tuple[int, int] | tuple[str, str]:
    """Return the first and the last key of a stretch. Keys are random, so a stretch of them holds rows of every moment."""
    keys = ALL_UUIDS if isinstance(model._meta.pk, models.UUIDField) else LARGEST_KEY + 1
    first, after = (keys * number // part.of for number in (part.number, part.number + 1))
    return (f"{first:032x}", f"{after - 1:032x}") if keys == ALL_UUIDS else (first, after - 1)


def _wipe_what_lay_there(part: Part) -> None:
    """Overwrite what the rows left behind: SQLite's write-ahead log holds the old pages, PostgreSQL's tables hold dead rows."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute(f"VACUUM {', '.join((part.table, *VACUUMED))}")
