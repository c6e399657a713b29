"""Writing the audit log. Called inside the transaction of the action it records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from commonshelf.common.log.models import LogEntry

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import Model

    from commonshelf.common.accounts.models import User


def log_action(*, by: User | AnonymousUser | None, action: str, thing: Model, **detail: Any) -> LogEntry:
    """Record that `by` (nobody: a resident without a sign-in) did `action` to `thing`. `detail` holds no names and no texts."""
    actor = by if by is not None and by.is_authenticated else None
    return LogEntry.objects.create(actor=actor, action=action, thing=thing._meta.label_lower, thing_id=str(thing.pk), detail=detail)
