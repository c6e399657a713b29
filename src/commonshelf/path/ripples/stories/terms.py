"""The words of stories, and their refusals."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonshelf.common.errors.catalogue import ErrorCode


class StoryState(models.TextChoices):
    """A story is seen by everybody once the person in it has agreed and staff have published it."""

    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")


AGREEMENT_MISSING = ErrorCode(
    "stories.agreement_missing", _("It does not say that the person this is about agreed."), _("Ask them, then say here that they agreed.")
)
STORY_PUBLISHED_ALREADY = ErrorCode(
    "stories.published_already", _("This story is published already."), _("Nothing is to be done."), status=409
)
AGREEMENT_THERE = ErrorCode(
    "stories.agreement_there", _("It says already that those in it agreed."), _("Nothing is to be done."), status=409
)
STORY_IS_DRAFT = ErrorCode("stories.is_draft", _("This story is not shown to everybody."), _("Nothing is to be done."), status=409)
