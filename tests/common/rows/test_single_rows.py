import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from commonshelf.common.outbox.models import OutboxMessage
from commonshelf.common.rows.single_rows import delete_row, write_new_row, write_new_rows

NOON = dt.datetime(2026, 3, 7, 12, tzinfo=dt.UTC)


def message(number, **more):
    return OutboxMessage(pk=number, key=f"key {number}", kind="test.row", payload={"words": ["ä", 'a "b" %s', None]}, due_at=NOON, **more)


def test_new_row_is_read_back_as_one_that_was_saved(db):
    written, saved = message(7, posted_at=NOON, last_error="50 % of it"), message(8, posted_at=NOON, last_error="50 % of it")
    write_new_row(written)
    saved.save(force_insert=True)
    found, expected = OutboxMessage.objects.filter(pk__in=[7, 8]).order_by("pk").values()
    assert {**found, "id": 0, "key": ""} == {**expected, "id": 0, "key": ""}
    assert (found["id"], found["key"], written._state.adding, written._state.db) == (7, "key 7", False, "default")


def test_new_row_with_a_key_that_is_taken_is_refused(db):
    write_new_row(message(7))
    with pytest.raises(IntegrityError), transaction.atomic():
        write_new_row(message(7))
    assert OutboxMessage.objects.count() == 1


def test_new_row_that_is_written_can_be_changed(db):
    written = message(7)
    write_new_row(written)
    written.kind = "test.other"
    written.save()
    assert OutboxMessage.objects.get().kind == "test.other"


def test_new_rows_are_read_back_as_those_that_were_saved_at_once(db):
    ours = [message(number, posted_at=NOON, last_error="50 % of it") for number in (7, 8)]
    write_new_rows(ours)
    OutboxMessage.objects.bulk_create(message(number, posted_at=NOON, last_error="50 % of it") for number in (17, 18))
    found = list(OutboxMessage.objects.order_by("pk").values())
    assert [{**row, "id": 0, "key": ""} for row in found[:2]] == [{**row, "id": 0, "key": ""} for row in found[2:]]
    assert [(row["id"], row["key"]) for row in found[:2]] == [(7, "key 7"), (8, "key 8")]
    assert [(one._state.adding, one._state.db) for one in ours] == [(False, "default")] * 2


def test_new_rows_are_all_there_or_none(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        write_new_rows([message(7), message(8), message(7)])
    write_new_rows([])
    assert OutboxMessage.objects.count() == 0


def test_deleted_row_is_the_one_with_all_these_values(db):
    for number in (7, 8):
        write_new_row(message(number))
    delete_row(OutboxMessage, pk=7, key="key 8")
    assert OutboxMessage.objects.count() == 2
    delete_row(OutboxMessage, pk=7, key="key 7")
    delete_row(OutboxMessage, pk=7, key="key 7")
    assert list(OutboxMessage.objects.values_list("pk", flat=True)) == [8]
