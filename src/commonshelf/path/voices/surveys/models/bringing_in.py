"""What is remembered between two pieces of work: how a file's columns were read, and questions kept for the next survey."""

from __future__ import annotations

from django.db import models

from commonshelf.common.text.fields import TranslatedTextField


class ColumnMapping(models.Model):
    """What each column of a file was taken for, so that the next file with the same headings needs no second thought."""

    headings_digest = models.CharField(max_length=64, unique=True)
    tool = models.CharField(max_length=40)
    columns = models.JSONField()
    used_on = models.DateField()

    def __str__(self) -> str:
        return self.tool


class OwnSet(models.Model):
    """Questions that the library keeps in its own bank, as a small questionnaire document."""

    name = TranslatedTextField()
    definition = models.JSONField()

    def __str__(self) -> str:
        return f"set {self.pk}"
