"""Delivering what follows from a resident's deed, without a trace of when the deed was.

Such a message has no moment: not when it was posted, nor when it was taken up or failed. So there is no lease, which would be one.
It is locked, carried out and deleted in one transaction, several together: a worker that dies in the middle leaves them as they were, for the
next one. One that fails waits for another day. docs/decisions/0005-what-the-database-can-tell.md says what is still to be seen.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.timezone import localtime

from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.outbox.kinds import traceless_effect_of, traceless_kinds
from commonshelf.common.outbox.models import OutboxMessage
from commonshelf.common.outbox.terms import MessageState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

# Several in one transaction cost little more than one. Too many would let whoever is sending a page wait for SQLite's one writer.
AT_ONCE = 50
MOST_DAYS = 8


def _due(moment: dt.datetime) -> QuerySet[OutboxMessage]:
    return OutboxMessage.objects.filter(kind__in=traceless_kinds(), state=MessageState.WAITING, due_at__lte=moment)


def deliver_traceless(moment: dt.datetime, *, limit: int | None = None) -> Counter[str]:
    """Deliver what is due, in no order that tells anything; return how many were `delivered`, `failed` and `given_up`."""
    outcomes: Counter[str] = Counter()
    while (limit is None or outcomes.total() < limit) and _due(moment).exists():  # an idle worker takes no write lock
        most = AT_ONCE if limit is None else min(AT_ONCE, limit - outcomes.total())
        with transaction.atomic():
            taken = list(_due(moment).order_by("pk").select_for_update(skip_locked=True)[:most])
            for kind in {message.kind for message in taken}:
                outcomes.update(_carry_out(kind, [message for message in taken if message.kind == kind], moment))
        if not taken:  # the others are in another worker's hands
            break
    return outcomes


def deliver_at_once(kind: str, **named: Any) -> None:
    """Deliver the waiting messages of a kind whose payload says so. For who cannot go on without: their fault is raised."""
    waiting = OutboxMessage.objects.filter(kind=kind, **{f"payload__{name}": value for name, value in named.items()})
    if waiting.exists():
        with transaction.atomic():
            _do(kind, list(waiting.select_for_update()))


def _do(kind: str, messages: Sequence[OutboxMessage]) -> None:
    traceless_effect_of(kind)(payloads=[message.payload for message in messages])
    OutboxMessage.objects.filter(pk__in=[message.pk for message in messages]).delete()


def _carry_out(kind: str, messages: Sequence[OutboxMessage], moment: dt.datetime) -> list[str]:
    """Do what the kind does and forget the messages. A fault undoes all of it; then each is tried alone, so that it is nobody else's."""
    try:
        with transaction.atomic():
            _do(kind, messages)
    except Exception as error:  # noqa: BLE001 -- a message that poisons its worker may not stop the others; its row keeps the error
        if len(messages) > 1:
            return [outcome for message in messages for outcome in _carry_out(kind, [message], moment)]
        return [_keep(messages[0], error, moment)]
    return ["delivered"] * len(messages)


def _keep(message: OutboxMessage, error: Exception, moment: dt.datetime) -> str:
    """Keep what could not be done until tomorrow, with the name of its fault. After the last try it stays, words and all: nobody else has them."""
    refused = isinstance(error, Refusal)
    message.attempts += 1
    last = refused or message.attempts >= MOST_DAYS
    message.last_error = error.code.code if isinstance(error, Refusal) else type(error).__name__
    message.state = MessageState.GIVEN_UP if last else MessageState.WAITING
    tomorrow = localtime(moment) + dt.timedelta(days=1)
    message.due_at = tomorrow.replace(hour=0, minute=0, second=0, microsecond=0)
    message.save(update_fields=["attempts", "last_error", "state", "due_at"])
    return "given_up" if last else "failed"
