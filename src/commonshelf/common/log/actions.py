"""Writing the audit log. Called inside the transaction of the action it records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from commonshelf.common.dates.clock import now, now_here
from commonshelf.common.log.models import LogEntry

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import Model

    from commonshelf.common.accounts.models import User


def log_action(*, by: User | AnonymousUser | None, action: str, thing: Model, **detail: Any) -> LogEntry:
    """Record that `by` (nobody: a resident without a sign-in, or the worker) did `action` to `thing`. `detail` holds no names and no texts.

    What nobody did keeps its day alone: with the minute, whoever saw a person at the library's computer would know whose deed it was.
    """
    actor = by if by is not None and by.is_authenticated else None
    at = now() if actor else now_here().replace(hour=0, minute=0, second=0, microsecond=0)
    thing_id = str(thing.pk)
    return LogEntry.objects.create(at=at, actor=actor, action=action, thing=thing._meta.label_lower, thing_id=thing_id, detail=detail)
