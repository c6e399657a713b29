"""Posting what is to leave the house, and the signs of the workers that deliver it."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from commonshelf.common.dates.clock import now, now_here, today
from commonshelf.common.outbox.kinds import chores, ensure_deliverable, hourly_chores, traceless_effect_of
from commonshelf.common.outbox.models import OutboxMessage, Pulse
from commonshelf.common.receipts.keys import random_key
from commonshelf.common.rows.single_rows import write_new_row


def post_message(*, key: str, kind: str, payload: dict[str, Any], due_at: dt.datetime | None = None) -> OutboxMessage:
    """Write down that a message is to be delivered. Call it inside the transaction of what it tells about.

    The same key twice posts once, and the first payload stays. `payload["good_until"]` (a moment in ISO form) says
    when the message is of no use any more; without it a message is delivered however late.
    """
    ensure_deliverable(kind, payload)
    moment = now()
    words = {"kind": kind, "payload": payload, "posted_at": moment, "due_at": due_at or moment}
    message, _ = OutboxMessage.objects.get_or_create(key=key, defaults=words)
    return message


def post_traceless(*, kind: str, payload: dict[str, Any]) -> OutboxMessage:
    """Write down what follows from a resident's deed, so that nobody can read from it when that was. It is delivered within seconds.

    It knows the day and is due since midnight. Both its keys are random: a counted one would stand between two letters that have a minute.
    The number is below zero, so that it takes no place in the count and leaves no gap there. Nothing says that it was posted before:
    whoever posts it makes sure of that by a row of their own.
    """
    traceless_effect_of(kind)
    day = now_here().replace(hour=0, minute=0, second=0, microsecond=0)
    words = {"kind": kind, "payload": payload, "posted_at": day, "due_at": day}
    message = OutboxMessage(pk=-random_key(), key=uuid.uuid4().hex, **words)
    write_new_row(message)
    return message


def post_chores() -> None:
    """Post the chores of this day and of this hour. Either is in the key, so any number of workers posts each of them once."""
    day = today().isoformat()
    keys = {f"{kind}:{day}": kind for kind in chores()} | {f"{kind}:{now():%Y-%m-%dT%H}": kind for kind in hourly_chores()}
    posted = set(OutboxMessage.objects.filter(key__in=keys).values_list("key", flat=True))
    for key in keys.keys() - posted:
        post_message(key=key, kind=keys[key], payload={"day": day})


def show_pulse(*, worker: str) -> None:
    """Show that this worker is alive, and forget those unheard of for a day."""
    moment = now()
    Pulse.objects.update_or_create(worker=worker, defaults={"at": moment})
    Pulse.objects.filter(at__lt=moment - dt.timedelta(days=1)).delete()


def end_pulse(*, worker: str) -> None:
    """Take this worker's sign away: it stops of its own will."""
    Pulse.objects.filter(worker=worker).delete()
