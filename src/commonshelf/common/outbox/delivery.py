"""Delivering what is due, once per key, whatever dies in the middle. docs/decisions/0003-queue.md says why it is safe.

Every message is taken by a lease: a worker that dies loses it, and the next one tries again. What a kind does in the database is
done in one transaction with its mark. A letter cannot be: it is marked `sending` between the mail server's greeting and the
letter itself, so that only a worker that dies in that moment leaves a doubt; a doubtful letter goes again under its old Message-ID.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from django.utils.dateparse import parse_datetime

from commonshelf.common.dates.clock import now
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.outbox.kinds import MAIL, daily, delivers, effect_of, gather_kinds, hourly, traceless, traceless_kinds
from commonshelf.common.outbox.mail import MailServerAway, Postman, letter_of, was_refused
from commonshelf.common.outbox.models import OutboxMessage
from commonshelf.common.outbox.terms import MessageState
from commonshelf.common.outbox.traceless import deliver_traceless
from commonshelf.common.text.cleaning import mask_contacts

if TYPE_CHECKING:
    from django.db.models import QuerySet

__all__ = ["DeliveryReport", "daily", "deliver_due", "delivers", "hourly", "traceless"]

OPEN = (MessageState.WAITING, MessageState.SENDING)
LEASE = dt.timedelta(minutes=5)  # the slowest letter: eight answers of the mail server, EMAIL_TIMEOUT each, is under three
BACK_OFF = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))
MOST_ATTEMPTS = len(BACK_OFF) + 1
MAIL_REST = dt.timedelta(minutes=1)


class LeaseLost(Exception):  # noqa: N818 -- says what is so
    """Somebody else has taken the message: this worker was too slow, and leaves it alone."""


@dataclass
class DeliveryReport:
    """What one pass did. `sent_again` counts letters that may have gone before, under the same Message-ID."""

    delivered: int = 0
    failed: int = 0
    given_up: int = 0
    postponed: int = 0
    sent_again: int = 0

    @property
    def handled(self) -> int:
        """How many messages this pass took up."""
        return self.delivered + self.failed + self.given_up + self.postponed

    def as_dict(self) -> dict[str, int]:
        """Return the counts by name."""
        return asdict(self)


def deliver_due(moment: dt.datetime | None = None, *, limit: int | None = None) -> DeliveryReport:
    """Deliver everything that is due (at most `limit` messages, and as many without a trace); any number of workers may do so at once."""
    gather_kinds()
    report = DeliveryReport()
    with Postman() as postman:
        while (limit is None or report.handled < limit) and (message := _take_next(moment or now())):
            doubtful = message.state == MessageState.SENDING
            outcome = _deliver(message, postman, moment or now())
            setattr(report, outcome, getattr(report, outcome) + 1)
            report.sent_again += doubtful and outcome == "delivered"
    for outcome, count in deliver_traceless(moment or now(), limit=limit).items():
        setattr(report, outcome, getattr(report, outcome) + count)
    return report


def _take_next(moment: dt.datetime) -> OutboxMessage | None:
    """Lease the next due message. SQLite's immediate transactions and PostgreSQL's skipped locks let nobody else have it."""
    free = Q(leased_until=None) | Q(leased_until__lte=moment)
    waiting = OutboxMessage.objects.filter(free, state__in=OPEN, due_at__lte=moment)
    due = waiting.exclude(kind__in=traceless_kinds()).order_by("due_at", "pk")
    if not due.exists():
        return None  # an idle worker takes no write lock
    with transaction.atomic():
        message = due.select_for_update(skip_locked=True).first()
        if message is None:
            return None
        message.attempts += 1
        message.leased_until = moment + LEASE
        message.save(update_fields=["attempts", "leased_until"])
    return message


def _deliver(message: OutboxMessage, postman: Postman, moment: dt.datetime) -> str:
    """Try one message and return which count of the report it belongs to. Its failure is kept in its row and stops no other."""
    if reason := _why_not(message, moment):
        return _give_up(message, reason)
    try:
        if message.kind == MAIL:
            _hand_over(message, postman, moment)
        else:
            _carry_out(message, moment)
    except MailServerAway as error:
        return _rest_mail(message, str(error), moment)
    except LeaseLost:
        return "failed"
    except Refusal as refusal:
        return _give_up(message, f"{refusal.code.code}: {refusal}")
    except Exception as error:  # noqa: BLE001 -- a message that poisons its worker may not stop the others; its row keeps the error
        return _try_later(message, error, moment)
    return "delivered"


def _why_not(message: OutboxMessage, moment: dt.datetime) -> str:
    """Say why a message is not worth a try: a sign-in code is of no use after a quarter of an hour, and some poison kills its worker."""
    if message.attempts > MOST_ATTEMPTS:
        return "its worker stopped in the middle of it each time"
    good_until = parse_datetime(message.payload.get("good_until", ""))
    return "expired" if good_until is not None and good_until < moment else ""


def _held(message: OutboxMessage) -> QuerySet[OutboxMessage]:
    """Return the message's row as long as this worker's lease is on it."""
    return OutboxMessage.objects.filter(pk=message.pk, leased_until=message.leased_until)


def _carry_out(message: OutboxMessage, moment: dt.datetime) -> None:
    """Do what the kind does, in one transaction with the mark that it is done."""
    with transaction.atomic():
        _mark_delivered(message, moment)
        effect_of(message.kind)(key=message.key, payload=message.payload)


def _hand_over(message: OutboxMessage, postman: Postman, moment: dt.datetime) -> None:
    """Hand a letter to the mail server. Everything that may fail without it is done before the letter is marked `sending`."""
    letter = letter_of(message)
    letter.message()
    postman.reach()
    if not _held(message).update(state=MessageState.SENDING):
        raise LeaseLost
    message.state = MessageState.SENDING
    try:
        postman.send(letter)
    except Exception as error:
        if was_refused(error):
            message.state = MessageState.WAITING
        raise
    _mark_delivered(message, moment)


def _mark_delivered(message: OutboxMessage, moment: dt.datetime) -> None:
    ended = {"state": MessageState.DELIVERED, "delivered_at": moment, "leased_until": None, "last_error": ""}
    if not _held(message).update(**ended, **_forgotten(message)):
        raise LeaseLost


def _forgotten(message: OutboxMessage) -> dict[str, Any]:
    """Return what is to be wiped once a letter's fate is settled: whom it went to and what it said. That it went stays."""
    return {"payload": {}} if message.kind == MAIL else {}


def _give_up(message: OutboxMessage, reason: str) -> str:
    _held(message).update(state=MessageState.GIVEN_UP, leased_until=None, last_error=mask_contacts(reason), **_forgotten(message))
    return "given_up"


def _try_later(message: OutboxMessage, error: Exception, moment: dt.datetime) -> str:
    """Put the message back with a longer pause each time, or give it up after the last. A doubtful letter stays `sending`."""
    reason = f"{type(error).__name__}: {error}"
    if message.attempts >= MOST_ATTEMPTS:
        return _give_up(message, reason)
    later = moment + BACK_OFF[message.attempts - 1]
    _held(message).update(state=message.state, due_at=later, leased_until=None, last_error=mask_contacts(reason))
    return "failed"


def _rest_mail(message: OutboxMessage, reason: str, moment: dt.datetime) -> str:
    """Let every due letter wait a minute: the mail server is away, which is no letter's fault and counts as nobody's attempt."""
    words = f"The mail server could not be reached: {reason}"
    later = moment + MAIL_REST
    _held(message).update(due_at=later, leased_until=None, attempts=message.attempts - 1, last_error=words)
    due = OutboxMessage.objects.filter(kind=MAIL, state__in=OPEN, due_at__lte=moment, leased_until=None)
    due.update(due_at=later, last_error=words)
    return "postponed"
