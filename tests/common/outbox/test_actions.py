from __future__ import annotations

import datetime as dt

import pytest
from django.db import transaction

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.outbox.actions import post_message
from commonshelf.common.outbox.models import OutboxMessage

NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
LETTER = {"to": "amina@example.org", "subject": "Hello", "body": "Words", "language": "ar"}


def test_post_message_waits_from_now_unless_a_moment_is_given(db):
    with clock_set_to(NOON):
        soon = post_message(key="a", kind="mail", payload=LETTER)
        later = post_message(key="b", kind="mail", payload=LETTER, due_at=NOON + dt.timedelta(days=2))
    assert (soon.due_at, soon.posted_at, soon.state) == (NOON, NOON, "waiting")
    assert (later.due_at, later.posted_at) == (NOON + dt.timedelta(days=2), NOON)


def test_post_message_with_the_same_key_posts_once_and_keeps_the_first_words(db):
    first = post_message(key="a", kind="mail", payload=LETTER)
    second = post_message(key="a", kind="mail", payload={**LETTER, "subject": "Again"})
    assert second == first
    assert [message.payload["subject"] for message in OutboxMessage.objects.all()] == ["Hello"]


@transaction.atomic
def decide_and_fail():
    post_message(key="a", kind="mail", payload=LETTER)
    raise InterruptedError


def test_post_message_is_gone_when_its_transaction_is(db):
    with pytest.raises(InterruptedError):
        decide_and_fail()
    assert list(OutboxMessage.objects.all()) == []


def test_post_message_of_an_unknown_kind_is_a_fault_at_once(db):
    with pytest.raises(LookupError, match=r"nobody delivers messages of kind pigeon"):
        post_message(key="a", kind="pigeon", payload={})


def test_post_message_without_an_address_is_a_fault_at_once(db):
    with pytest.raises(ValueError, match="a mail needs to, language"):
        post_message(key="a", kind="mail", payload={"subject": "Hello", "body": "Words"})
