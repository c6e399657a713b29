"""The seven steps, as they are called everywhere."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonshelf.common.errors.catalogue import ErrorCode


class Step(models.IntegerChoices):
    """A step of the path; its number is the number of dots that are filled."""

    VOICES = 1, _("Voices")
    NEEDS = 2, _("Needs")
    DECISIONS = 3, _("Decisions")
    PROGRAMS = 4, _("Programs")
    ATTENDANCE = 5, _("Attendance")
    OUTCOMES = 6, _("Outcomes")
    RIPPLES = 7, _("Ripples")


CODE_CLOSED = ErrorCode("pages.code_closed", _("The page of your code was closed."), _("Enter your code again, then answer."), status=409)
