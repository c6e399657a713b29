"""Answer a survey by invitation many times, then shuffle; print what somebody finds who opens the database, before and after."""

import json
import re
import sys
import uuid
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.outbox.delivery import deliver_due
from commonshelf.common.receipts.codes import code_for, digest_of
from commonshelf.path.voices.surveys.actions import submit_response
from commonshelf.path.voices.surveys.actions.once import take_up_credential
from commonshelf.path.voices.surveys.actions.shuffling import SHUFFLED, shuffle_answers
from commonshelf.path.voices.surveys.models import Credential, Response, Survey
from tests.path.voices.surveys.conftest import DURING

PEOPLE = 120
TABLES = [model._meta.db_table for model in SHUFFLED]


def asked(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def invite(survey):
    """Make the credentials in one order; people answer in another."""
    keys = [uuid.uuid4() for _each in range(PEOPLE)]
    told = {"survey": survey, "wave": survey.waves.get(), "language": "en"}
    Credential.objects.bulk_create(Credential(key=key, code_digest=digest_of(code_for(key)), **told) for key in keys)
    return sorted(keys, key=lambda key: key.hex)


def answer_all(survey, keys):
    """Let each person answer; return who answered what, in their order: what nobody may ever find out."""
    truth = []
    for key in keys:
        token = take_up_credential(code=code_for(key))
        answers = {"coming": "yes", "wishes": "More chairs."}
        done = submit_response(survey=survey, answers=answers, language="en", by=AnonymousUser(), token=token)
        truth.append((str(Credential.objects.get(key=key).pk), done.response.pk.hex))
    deliver_due()
    return truth


def as_they_lie():
    """Return the keys of both tables in the order in which the database itself keeps them, and on PostgreSQL each row's transaction."""
    if connection.vendor == "sqlite":
        found = {table: asked(f"SELECT id, 0 FROM {table} ORDER BY rowid") for table in TABLES}  # noqa: S608 -- our own names
    else:
        # By the transaction that wrote the row last, then by its place.
        order = "ORDER BY xmin::text::bigint, ctid"
        found = {table: asked(f"SELECT id, xmin::text FROM {table} {order}") for table in TABLES}  # noqa: S608 -- our own names
    return {table: [(str(key).replace("-", ""), moment) for key, moment in rows] for table, rows in found.items()}


def lying_about(truth):
    """On SQLite: how often each response's key stands in the files, and where; a copy made anew says how often it has to."""
    if connection.vendor != "sqlite":
        return {}
    home = Path(settings.HOME)
    copy = home / f"copy-{uuid.uuid4()}"
    asked(f"VACUUM INTO '{copy}'")
    held = b"".join((home / name).read_bytes() for name in ("commonshelf.sqlite3", "commonshelf.sqlite3-wal"))
    needed = copy.read_bytes()
    keys = [response.encode() for _credential, response in truth]
    return {"surplus": sum(held.count(key) - needed.count(key) for key in keys), "log": (home / "commonshelf.sqlite3-wal").stat().st_size}


def everything():
    """Return every row of every shuffled table, whatever its order."""
    return {table: sorted(map(repr, asked(f"SELECT * FROM {table}"))) for table in TABLES}  # noqa: S608 -- our own names


def rows():
    return {model._meta.db_table: model._default_manager.count() for model in apps.get_models()}


def dead_rows():
    """On PostgreSQL: how many dead rows the next VACUUM would find, to remove them or to let them lie."""
    if connection.vendor == "sqlite":
        return 0
    heard = []
    connection.connection.add_notice_handler(lambda notice: heard.append(notice.message_primary))
    for table in [*TABLES, "outbox_outboxmessage"]:
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM (VERBOSE) {table}")
    counts = [re.search(r"tuples: (\d+) removed, .* (\d+) are dead", words) for words in heard]
    found = [int(count[1]) + int(count[2]) for count in counts if count]
    assert len(found) >= len(TABLES)
    return sum(found)


def main():
    survey = Survey.objects.get()
    keys = invite(survey)
    empty = rows()
    truth = answer_all(survey, keys)
    grown = sorted(table for table, count in rows().items() if count != empty[table])
    before, files_before, kept = as_they_lie(), lying_about(truth), everything()
    shuffle_answers(occasion="night")
    deliver_due()
    after, files_after = as_they_lie(), lying_about(truth)
    told = {"truth": truth, "grown": grown, "before": before, "after": after, "files": [files_before, files_after]}
    told["same"] = everything() == kept and Response.objects.filter(open_answers=None).count() == 0
    told["dead"] = dead_rows()
    sys.stdout.write(json.dumps(told, separators=(",", ":")) + "\n")


with clock_set_to(DURING):
    main()
