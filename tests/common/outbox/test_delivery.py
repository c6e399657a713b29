from __future__ import annotations

import datetime as dt

import pytest

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.errors.terms import NOT_FOUND
from commonshelf.common.library.queries import the_library
from commonshelf.common.outbox import delivery, kinds
from commonshelf.common.outbox.actions import post_message
from commonshelf.common.outbox.delivery import BACK_OFF, LEASE, MOST_ATTEMPTS, deliver_due
from commonshelf.common.outbox.models import OutboxMessage

NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _noon():
    with clock_set_to(NOON):
        yield


def post(name, **more):
    return post_message(key=f"rename:{name}", kind="test.rename", payload={"name": name, **more.pop("payload", {})}, **more)


def state_of(message):
    message.refresh_from_db()
    return message.state, message.attempts, message.last_error


def test_deliver_due_does_each_message_once(shelf):
    post("a")
    post("a")
    post("b")
    assert deliver_due(NOON).as_dict() == {"delivered": 2, "failed": 0, "given_up": 0, "postponed": 0, "sent_again": 0}
    assert deliver_due(NOON).handled == 0
    assert the_library().name == "Shelf+a+b"


def test_deliver_due_leaves_what_is_not_due(shelf):
    post("a", due_at=NOON + MINUTE)
    assert deliver_due(NOON).handled == 0
    assert deliver_due(NOON + MINUTE).delivered == 1


def test_deliver_due_is_late_safe(shelf):
    message = post("a")
    assert deliver_due(NOON + dt.timedelta(days=400)).delivered == 1
    assert state_of(message) == ("delivered", 1, "")


def test_deliver_due_gives_up_what_has_expired(shelf):
    message = post("a", payload={"good_until": (NOON + 15 * MINUTE).isoformat()})
    assert deliver_due(NOON + 16 * MINUTE).given_up == 1
    assert state_of(message) == ("given_up", 1, "expired")
    assert the_library().name == "Shelf"


def test_poison_message_is_undone_waits_longer_each_time_and_blocks_no_other(shelf):
    shelf.add("bad")
    message, moment = post("bad"), NOON
    post("good")
    assert deliver_due(moment).as_dict() == {"delivered": 1, "failed": 1, "given_up": 0, "postponed": 0, "sent_again": 0}
    assert the_library().name == "Shelf+good"
    for pause in BACK_OFF:
        message.refresh_from_db()
        assert message.due_at == moment + pause
        moment += pause
        deliver_due(moment)
    assert state_of(message) == ("given_up", MOST_ATTEMPTS, "RuntimeError: rename:bad is poison")


def test_failed_message_is_delivered_once_its_cause_is_gone(shelf):
    shelf.add("a")
    message = post("a")
    deliver_due(NOON)
    shelf.clear()
    assert deliver_due(NOON + MINUTE).delivered == 1
    assert state_of(message) == ("delivered", 2, "")
    assert the_library().name == "Shelf+a"


def test_refusal_is_an_answer_and_ends_the_message(shelf):
    @kinds.delivers("test.refuse")
    def refuse(*, key, payload):
        raise Refusal(NOT_FOUND)

    message = post_message(key="r", kind="test.refuse", payload={})
    assert deliver_due(NOON).given_up == 1
    assert state_of(message)[0] == "given_up"
    assert state_of(message)[2].split(":")[0] == "house.not_found"


def test_message_in_another_workers_hands_is_left_until_its_lease_ends(shelf):
    message = post("a")
    assert delivery._take_next(NOON) == message
    assert deliver_due(NOON + LEASE - MINUTE).handled == 0
    assert deliver_due(NOON + LEASE).delivered == 1
    assert state_of(message) == ("delivered", 2, "")


def test_worker_whose_lease_has_ended_leaves_the_message_alone(shelf):
    post("a")
    slow = delivery._take_next(NOON)
    assert deliver_due(NOON + LEASE).delivered == 1
    with pytest.raises(delivery.LeaseLost):
        delivery._carry_out(slow, NOON + LEASE)
    assert the_library().name == "Shelf+a"


def test_message_that_kills_its_worker_each_time_is_given_up(shelf):
    message, moment = post("a"), NOON
    for _ in range(MOST_ATTEMPTS):
        delivery._take_next(moment)
        moment += LEASE
    assert deliver_due(moment).given_up == 1
    assert state_of(message) == ("given_up", MOST_ATTEMPTS + 1, "its worker stopped in the middle of it each time")


def test_limit_ends_a_pass(shelf):
    for name in "abc":
        post(name)
    assert deliver_due(NOON, limit=2).delivered == 2
    assert OutboxMessage.objects.filter(state="waiting").count() == 1


def test_kind_with_two_functions_is_a_fault(shelf):
    with pytest.raises(ValueError, match=r"messages of kind test.rename are delivered by two functions"):
        kinds.delivers("test.rename")(lambda **_: None)
