"""Themes, which voice is about which, and needs with their evidence."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from commonshelf.common.text.fields import TranslatedTextField
from commonshelf.path.needs.terms import CodingState, NeedState
from commonshelf.path.voices.ledger.models import Voice


class Theme(models.Model):
    """What several voices are about. `name` is what the codebook calls it; `told_as` is what residents read, in their languages."""

    name = models.CharField(max_length=80, unique=True)
    told_as = TranslatedTextField()
    definition = models.CharField(max_length=240, blank=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Coding(models.Model):
    """That a voice is about a theme, said by a person; a suggestion counts only once it is accepted."""

    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="codings")
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="codings")
    coder = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=CodingState.choices)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["voice", "theme"], name="coding_once")]

    def __str__(self) -> str:
        return f"{self.theme}: {self.state}"


class Need(models.Model):
    """A gap, for whom, with its evidence."""

    title = TranslatedTextField()
    gap = TranslatedTextField()
    for_whom = TranslatedTextField()
    themes: models.ManyToManyField[Theme, Evidence] = models.ManyToManyField(Theme, related_name="needs", through="Evidence")
    state = models.CharField(max_length=6, choices=NeedState.choices, default=NeedState.OPEN)
    named_on = models.DateField()
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["-named_on", "-pk"]

    def __str__(self) -> str:
        return f"need {self.pk}"


class Evidence(models.Model):
    """That the voices of a theme stand behind a need, and why whoever named it thinks so."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="evidence")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="evidence")
    note = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["need", "theme"], name="evidence_once")]

    def __str__(self) -> str:
        return f"{self.theme} for {self.need}"
