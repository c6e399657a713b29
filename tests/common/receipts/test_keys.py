"""Rows that a resident makes are found in no order: neither by their key nor, on SQLite, by their place in the file."""

import uuid

import pytest
from django.apps import apps
from django.db import models

from commonshelf.common.receipts.actions import issue_receipt
from commonshelf.common.receipts.keys import LARGEST_KEY, random_key

MADE_BY_NOBODY = (
    "receipts.Receipt",
    "ledger.Voice",
    "surveys.Response",
    "surveys.OpenAnswer",
    "outcomes.OutcomeSheet",
    "outcomes.OutcomeAnswer",
    "decisions.AnswerBack",
    "log.LogEntry",
)


@pytest.mark.parametrize("label", MADE_BY_NOBODY)
def test_rows_of_nobody_have_random_keys(label):
    key = apps.get_model(label)._meta.pk
    assert (key.default in (uuid.uuid4, random_key), isinstance(key, models.BigAutoField | models.UUIDField)) == (True, True)


def test_random_keys_fit_and_differ():
    keys = {random_key() for _time in range(1000)}
    assert (len(keys), min(keys) > 0, max(keys) <= LARGEST_KEY) == (1000, True, True)


@pytest.mark.django_db
def test_receipts_tell_no_order_and_a_second_click_finds_the_first():
    sendings = [uuid.uuid4() for _time in range(12)]
    keys = [issue_receipt(sent_once=sending)[0].pk for sending in sendings]
    assert keys != sorted(keys)  # in order by chance: once in 479 million runs
    assert [issue_receipt(sent_once=sending)[0].pk for sending in sendings] == keys
