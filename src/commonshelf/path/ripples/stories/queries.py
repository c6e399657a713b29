"""Reading stories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commonshelf.common.accounts.rules import may
from commonshelf.path.ripples.stories.models import Story
from commonshelf.path.ripples.stories.terms import StoryState

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from commonshelf.common.accounts.models import User


def published_stories() -> QuerySet[Story]:
    """Return the stories everybody may read, newest first."""
    return Story.objects.filter(state=StoryState.PUBLISHED).select_related("program")


def stories_visible_to(user: User | AnonymousUser) -> QuerySet[Story]:
    """Return the stories this user may read: those who tell them drafts too.

    A draft is somebody's story to whom nobody has said yes yet, so the director reads it when everybody does.
    """
    return Story.objects.select_related("program") if may(user, "stories.tell_story") else published_stories()
