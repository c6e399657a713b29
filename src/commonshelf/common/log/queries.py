"""Reading the audit log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commonshelf.common.accounts.models import User
from commonshelf.common.accounts.rules import may
from commonshelf.common.log.models import LogEntry

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet


def entries_visible_to(user: User | AnonymousUser) -> QuerySet[LogEntry]:
    """Return the log, newest first, with who did it: administrators see all of it, everybody else nothing."""
    entries = LogEntry.objects.select_related("actor")
    return entries if may(user, "log.read_entries") else entries.none()


def actors() -> QuerySet[User]:
    """Return everybody who ever did something that was logged."""
    return User.objects.filter(pk__in=LogEntry.objects.exclude(actor=None).values("actor")).order_by("name", "pk")
