"""How the outbox is."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db.models import Count, Min, Q
from django.utils.timezone import localtime

from commonshelf.common.dates.clock import now
from commonshelf.common.outbox.kinds import traceless_kinds
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
    moment = now()
    midnight = localtime(moment).replace(hour=0, minute=0, second=0, microsecond=0)
    # What leaves no trace is due since midnight from its first second, so only that of the days before is late.
    late = Q(due_at__lte=moment) & (~Q(kind__in=traceless_kinds()) | Q(due_at__lt=midnight))
    overdue = Q(state__in=[MessageState.WAITING, MessageState.SENDING]) & late
    counts = OutboxMessage.objects.aggregate(
        overdue=Count("pk", filter=overdue),
        oldest=Min("posted_at", filter=overdue),
        given_up=Count("pk", filter=Q(state=MessageState.GIVEN_UP)),
    )
    return OutboxHealth(**counts)


def living_workers() -> list[str]:
    """Return the names of the workers that were heard of lately."""
    return list(Pulse.objects.filter(at__gte=now() - ALIVE_WITHIN).order_by("worker").values_list("worker", flat=True))
