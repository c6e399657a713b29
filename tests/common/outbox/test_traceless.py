"""What a resident's deed posts: once, within seconds, and with no moment left anywhere."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, connection

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.errors.terms import NOT_FOUND
from commonshelf.common.library.queries import the_library
from commonshelf.common.outbox import kinds
from commonshelf.common.outbox.actions import post_message, post_traceless
from commonshelf.common.outbox.delivery import deliver_due
from commonshelf.common.outbox.models import OutboxMessage
from commonshelf.common.outbox.queries import outbox_health
from commonshelf.common.outbox.traceless import AT_ONCE, MOST_DAYS, deliver_at_once, deliver_traceless

NOON = dt.datetime(2026, 3, 2, 12, 34, 56, tzinfo=dt.UTC)
MIDNIGHT = dt.datetime(2026, 3, 2, 5, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
MOMENTS = ("posted_at", "due_at", "leased_until", "delivered_at")


@pytest.fixture
def whisper(shelf):
    """A traceless kind that renames the library, and fails as long as the words are in the returned set."""
    poison = set()

    @kinds.traceless("test.whisper")
    def rename(*, payloads):
        for payload in payloads:
            library = the_library()
            library.name = f"{library.name}+{payload['words']}"
            library.save()
            if payload["words"] in poison:
                raise DatabaseError(payload["words"])

    with clock_set_to(NOON):
        yield poison


@pytest.fixture(autouse=True)
def _kinds_of_tests_alone(shelf, monkeypatch):
    monkeypatch.setattr(kinds, "_TRACELESS", dict(kinds._TRACELESS))


def post(words):
    return post_traceless(kind="test.whisper", payload={"words": words})


def test_traceless_message_knows_the_day_and_its_keys_tell_no_order(whisper):
    posted = [post(str(number)) for number in range(12)]
    assert {tuple(getattr(message, name) for name in MOMENTS) for message in posted} == {(MIDNIGHT, MIDNIGHT, None, None)}
    for keys in ([message.pk for message in posted], [message.key for message in posted]):
        assert keys != sorted(keys)  # in order by chance: once in 479 million runs


def test_traceless_message_leaves_no_gap_between_those_that_have_a_minute(whisper):
    def letter(key):
        return post_message(key=key, kind="test.rename", payload={"name": key})

    before, _message, after = letter("a"), post("x"), letter("b")
    assert after.pk - before.pk == 1


def test_traceless_message_is_delivered_once_and_gone(whisper):
    post("a")
    assert deliver_due(NOON).delivered == 1
    assert (the_library().name, OutboxMessage.objects.count(), deliver_due(NOON).handled) == ("Shelf+a", 0, 0)


def test_traceless_messages_go_beside_the_limit_of_the_others(whisper):
    for number in range(AT_ONCE + 1):
        post("")  # a sign each, since the names of all have to fit into one
        post_message(key=f"{number}", kind="test.rename", payload={"name": "letter"})
    report = deliver_due(NOON, limit=2)
    assert (report.delivered, OutboxMessage.objects.filter(kind="test.whisper").count()) == (4, AT_ONCE - 1)
    assert deliver_traceless(NOON) == {"delivered": AT_ONCE - 1}


def test_failed_one_is_undone_waits_for_the_next_day_and_blocks_no_other(whisper):
    whisper.add("bad")
    bad = post("bad")
    post("good")
    assert deliver_traceless(NOON) == {"delivered": 1, "failed": 1}
    bad.refresh_from_db()
    assert {getattr(bad, name) for name in MOMENTS} == {MIDNIGHT, MIDNIGHT + DAY, None}
    # The words of the fault may be the words of the person.
    assert (the_library().name, bad.state, bad.attempts, bad.last_error) == ("Shelf+good", "waiting", 1, "DatabaseError")
    whisper.clear()
    assert (deliver_traceless(NOON).total(), deliver_traceless(NOON + DAY)) == (0, {"delivered": 1})
    assert the_library().name == "Shelf+good+bad"


def test_one_that_fails_for_days_is_given_up_with_its_words(whisper):
    whisper.add("bad")
    bad = post("bad")
    told = [deliver_traceless(NOON + day * DAY) for day in range(MOST_DAYS + 1)]
    assert [dict(one) for one in told] == [{"failed": 1}] * (MOST_DAYS - 1) + [{"given_up": 1}, {}]
    bad.refresh_from_db()
    assert (bad.state, bad.payload) == ("given_up", {"words": "bad"})


def test_refusal_ends_the_message(whisper):
    @kinds.traceless("test.refuse")
    def refuse(*, payloads):
        raise Refusal(NOT_FOUND)

    message = post_traceless(kind="test.refuse", payload={})
    assert deliver_traceless(NOON) == {"given_up": 1}
    message.refresh_from_db()
    assert (message.state, message.last_error) == ("given_up", "house.not_found")


def test_deliver_at_once_takes_the_named_ones_and_raises_their_fault(whisper):
    for words in ("a", "b"):
        post(words)
    deliver_at_once("test.whisper", words="b")
    assert (the_library().name, OutboxMessage.objects.get().payload) == ("Shelf+b", {"words": "a"})
    whisper.add("a")
    with pytest.raises(DatabaseError):
        deliver_at_once("test.whisper", words="a")
    assert (the_library().name, OutboxMessage.objects.count()) == ("Shelf+b", 1)


@pytest.mark.parametrize(("moment", "late"), [(NOON, 0), (NOON + DAY, 1)])
def test_todays_is_not_late_and_yesterdays_is(whisper, moment, late):
    post("a")
    with clock_set_to(moment):
        assert outbox_health().overdue == late


def test_kind_is_delivered_by_one_function_and_an_unknown_one_is_a_fault_at_once(whisper):
    for mark in (kinds.traceless, kinds.delivers):
        with pytest.raises(ValueError, match=r"messages of kind test.whisper are delivered by two functions"):
            mark("test.whisper")(lambda **_: None)
    with pytest.raises(LookupError, match=r"is there @traceless\('test.rename'\)"):
        post_traceless(kind="test.rename", payload={})


@pytest.mark.django_db(transaction=True)
def test_idle_worker_takes_no_write_lock(shelf, django_assert_num_queries):
    with django_assert_num_queries(1) as asked:
        deliver_traceless(NOON)
    assert asked[0]["sql"].startswith("SELECT")
    assert connection.in_atomic_block is False
