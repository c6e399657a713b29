"""What people gained, as they say it themselves after a session."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from commonshelf.common.receipts.keys import random_key
from commonshelf.common.text.fields import TranslatedTextField
from commonshelf.path.outcomes.terms import Agreement
from commonshelf.path.programs.models import Session
from commonshelf.path.voices.ledger.models import Voice


class OutcomeMeasure(models.Model):
    """One statement to agree with, in one wording; a new wording is a new row, so that trends never mix two."""

    slug = models.SlugField(max_length=40)
    wording = models.CharField(max_length=20)
    statement = TranslatedTextField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["wording", "position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["slug", "wording"], name="outcome_measure_once")]

    def __str__(self) -> str:
        return f"{self.slug} ({self.wording})"


class OutcomeSheet(models.Model):
    """One person's short survey after a session, without a name; its open answer is a voice."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="outcome_sheets")
    language = models.CharField(max_length=10)
    week = models.DateField()
    voice = models.OneToOneField(Voice, null=True, on_delete=models.SET_NULL, related_name="outcome_sheet")
    sent_once = models.UUIDField(unique=True, default=uuid.uuid4)

    def __str__(self) -> str:
        return str(self.id)


class OutcomeAnswer(models.Model):
    """How far one person agrees with one statement. No row: not answered."""

    id = models.BigAutoField(primary_key=True, default=random_key)
    sheet = models.ForeignKey(OutcomeSheet, on_delete=models.CASCADE, related_name="answers")
    measure = models.ForeignKey(OutcomeMeasure, on_delete=models.PROTECT, related_name="answers")
    agreement = models.PositiveSmallIntegerField(choices=Agreement.choices)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["sheet", "measure"], name="outcome_answer_once")]

    def __str__(self) -> str:
        return f"{self.measure}: {self.agreement}"
