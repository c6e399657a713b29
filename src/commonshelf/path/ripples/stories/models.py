"""Stories: what grew beyond the room, told in words."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from commonshelf.common.text.fields import TranslatedTextField
from commonshelf.path.programs.models import Program
from commonshelf.path.ripples.stories.terms import StoryState


class Story(models.Model):
    """One story of a program, told with the agreement of those in it."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="stories")
    title = TranslatedTextField()
    words = TranslatedTextField()
    told_on = models.DateField()
    agreed = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=StoryState.choices, default=StoryState.DRAFT)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["-told_on", "-pk"]

    def __str__(self) -> str:
        return f"story {self.pk}"
