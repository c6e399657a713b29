"""The seven words of the path, as every page says them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PathStep(models.IntegerChoices):
    """How far a thing has come; zero is the eighth state and has no dot."""

    VOICES = 1, _("voices")
    NEEDS = 2, _("needs")
    DECISIONS = 3, _("decisions")
    PROGRAMS = 4, _("programs")
    ATTENDANCE = 5, _("attendance")
    OUTCOMES = 6, _("outcomes")
    RIPPLES = 7, _("ripples")
