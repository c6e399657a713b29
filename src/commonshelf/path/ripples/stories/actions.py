"""Telling stories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.dates.clock import today
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.actions import log_action
from commonshelf.path.ripples.stories.models import Story
from commonshelf.path.ripples.stories.terms import AGREEMENT_MISSING, STORY_PUBLISHED_ALREADY, StoryState

if TYPE_CHECKING:
    from commonshelf.common.accounts.models import User
    from commonshelf.path.programs.models import Program


def tell_story(*, program: Program, title: dict[str, str], words: dict[str, str], agreed: bool, by: User) -> Story:
    """Write down what grew out of a program; it is a draft until it is published."""
    ensure_may(by, "stories.tell_story")
    with transaction.atomic():
        story = Story.objects.create(program=program, title=title, words=words, agreed=agreed, told_on=today(), written_by=by)
        log_action(by=by, action="tell_story", thing=story)
    return story


def publish_story(*, story: Story, by: User) -> Story:
    """Let everybody read a story; those in it must have agreed."""
    ensure_may(by, "stories.publish_story")
    with transaction.atomic():
        locked = Story.objects.select_for_update().get(pk=story.pk)
        if locked.state == StoryState.PUBLISHED:
            raise Refusal(STORY_PUBLISHED_ALREADY)
        if not locked.agreed:
            raise Refusal(AGREEMENT_MISSING)
        locked.state = StoryState.PUBLISHED
        locked.save(update_fields=["state"])
        log_action(by=by, action="publish_story", thing=locked)
    return locked
