"""Posting what is to leave the house."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from commonshelf.common.dates.clock import now
from commonshelf.common.outbox.kinds import ensure_deliverable
from commonshelf.common.outbox.models import OutboxMessage

if TYPE_CHECKING:
    import datetime as dt


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
