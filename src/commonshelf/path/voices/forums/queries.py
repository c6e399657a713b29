"""Reading forums."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Prefetch, QuerySet

from commonshelf.common.accounts.rules import may
from commonshelf.path.voices.forums.models import Forum, Note, Table

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from commonshelf.common.accounts.models import User

# A page is typed on while people talk; all that was said is in the list of voices.
NOTES_SHOWN = 10


def forums_visible_to(user: User | AnonymousUser) -> QuerySet[Forum]:
    """Return the forums, the latest first, for those who work with them; each with how many notes it has."""
    forums = Forum.objects.select_related("place", "partner").annotate(note_count=Count("tables__notes")).order_by("-held_on", "-pk")
    return forums if may(user, "forums.read_forums") else forums.none()


def tables_of(forum: Forum, user: User | AnonymousUser) -> QuerySet[Table]:
    """Return the tables of a forum, each with its `last_notes`; without notes for who may read no voices."""
    notes = Note.objects.select_related("voice").order_by("-pk")
    readable = notes if may(user, "ledger.read_voices") else notes.none()
    return (
        forum.tables.annotate(note_count=Count("notes"))
        .order_by("number")
        .prefetch_related(Prefetch("notes", queryset=readable[:NOTES_SHOWN], to_attr="last_notes"))
    )
