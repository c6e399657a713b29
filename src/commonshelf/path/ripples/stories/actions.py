"""Telling stories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.dates.clock import today
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.actions import log_action
from commonshelf.common.text.cleaning import clean_translations
from commonshelf.path.ripples.stories.models import Story
from commonshelf.path.ripples.stories.terms import AGREEMENT_MISSING, AGREEMENT_THERE, STORY_IS_DRAFT, STORY_PUBLISHED_ALREADY, StoryState

if TYPE_CHECKING:
    from commonshelf.common.accounts.models import User
    from commonshelf.path.programs.models import Program

LONGEST_TITLE = 200


def tell_story(*, program: Program, title: dict[str, str], words: dict[str, str], agreed: bool, by: User) -> Story:
    """Write down what grew out of a program; it is a draft until it is published."""
    ensure_may(by, "stories.tell_story")
    told = {"title": clean_translations(title, limit=LONGEST_TITLE), "words": clean_translations(words)}
    with transaction.atomic():
        story = Story.objects.create(program=program, agreed=agreed, told_on=today(), written_by=by, **told)
        log_action(by=by, action="tell_story", thing=story)
    return story


def note_agreement(*, story: Story, by: User) -> Story:
    """Write down that those in a story agreed, after it was told."""
    ensure_may(by, "stories.tell_story")
    with transaction.atomic():
        locked = _locked(story)
        if locked.agreed:
            raise Refusal(AGREEMENT_THERE)
        locked.agreed = True
        locked.save(update_fields=["agreed"])
        log_action(by=by, action="note_agreement", thing=locked)
    return locked


def publish_story(*, story: Story, by: User) -> Story:
    """Let everybody read a story; those in it must have agreed."""
    ensure_may(by, "stories.publish_story")
    with transaction.atomic():
        locked = _locked(story)
        if locked.state == StoryState.PUBLISHED:
            raise Refusal(STORY_PUBLISHED_ALREADY)
        if not locked.agreed:
            raise Refusal(AGREEMENT_MISSING)
        locked.state = StoryState.PUBLISHED
        locked.save(update_fields=["state"])
        log_action(by=by, action="publish_story", thing=locked)
    return locked


def withdraw_story(*, story: Story, by: User) -> Story:
    """Take a story off the public pages because somebody in it no longer agrees. To publish it again, they must agree again."""
    ensure_may(by, "stories.publish_story")
    with transaction.atomic():
        locked = _locked(story)
        if locked.state == StoryState.DRAFT:
            raise Refusal(STORY_IS_DRAFT)
        locked.state, locked.agreed = StoryState.DRAFT, False
        locked.save(update_fields=["state", "agreed"])
        log_action(by=by, action="withdraw_story", thing=locked)
    return locked


def _locked(story: Story) -> Story:
    """Read the row and hold it until the transaction ends, so that of two tabs the second is told."""
    return Story.objects.select_for_update().get(pk=story.pk)
