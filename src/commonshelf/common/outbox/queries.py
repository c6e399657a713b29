"""How the outbox is."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db.models import Count, Min, Q

from commonshelf.common.dates.clock import now
from commonshelf.common.outbox.models import OutboxMessage, Pulse
from commonshelf.common.outbox.terms import MessageState

ALIVE_WITHIN = dt.timedelta(minutes=2)


class OutboxHealth(NamedTuple):
    """How many messages are due and not delivered, since when the oldest was posted, and how many were given up."""

    overdue: int
    oldest: dt.datetime | None
    given_up: int


def outbox_health() -> OutboxHealth:
    """Count what has not left the house although it is due."""
    overdue = Q(state__in=[MessageState.WAITING, MessageState.SENDING], due_at__lte=now())
    counts = OutboxMessage.objects.aggregate(
        overdue=Count("pk", filter=overdue),
        oldest=Min("posted_at", filter=overdue),
        given_up=Count("pk", filter=Q(state=MessageState.GIVEN_UP)),
    )
    return OutboxHealth(**counts)


def living_workers() -> list[str]:
    """Return the names of the workers that were heard of lately."""
    return list(Pulse.objects.filter(at__gte=now() - ALIVE_WITHIN).order_by("worker").values_list("worker", flat=True))
