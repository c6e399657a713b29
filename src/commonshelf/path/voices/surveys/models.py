"""Surveys: a questionnaire in versions, responses as they were given, open answers as voices."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from commonshelf.common.imports.models import ImportedFile
from commonshelf.common.receipts.keys import random_key
from commonshelf.common.text.fields import TranslatedTextField
from commonshelf.community.places.models import Area
from commonshelf.path.voices.ledger.models import Voice
from commonshelf.path.voices.ledger.terms import AgeBand, LibraryUse
from commonshelf.path.voices.surveys.terms import Disposition, Mode, QuestionKind


class Survey(models.Model):
    """What the library asks, with the window in which it may be answered. One brought in from a file has an empty window."""

    slug = models.SlugField(max_length=80, unique=True)
    title = TranslatedTextField()
    purpose = TranslatedTextField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-opens_at", "pk"]

    def __str__(self) -> str:
        return self.slug


class Questionnaire(models.Model):
    """One version of the questions; never changed once it was answered. With a file, they are the headings of that file."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="questionnaires")
    version = models.PositiveSmallIntegerField()
    file = models.OneToOneField(ImportedFile, null=True, on_delete=models.PROTECT, related_name="questionnaire")

    class Meta:
        ordering: ClassVar = ["version"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["survey", "version"], name="questionnaire_version_once")]

    def __str__(self) -> str:
        return f"{self.survey} version {self.version}"


class Question(models.Model):
    """One question of a questionnaire. Its name is the key of its answers."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    name = models.SlugField(max_length=80)
    kind = models.CharField(max_length=16, choices=QuestionKind.choices)
    label = TranslatedTextField()
    hint = TranslatedTextField(null=True)
    required = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["questionnaire", "name"], name="question_name_once")]

    def __str__(self) -> str:
        return self.name


class Choice(models.Model):
    """One answer that may be chosen."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="choices")
    position = models.PositiveSmallIntegerField()
    name = models.SlugField(max_length=80)
    label = TranslatedTextField()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["question", "name"], name="choice_name_once")]

    def __str__(self) -> str:
        return self.name


class Response(models.Model):
    """One person's answers to one questionnaire, as one document keyed by question name. Append-only.

    The document holds choices alone. Words are kept once, as voices, so that what is masked or erased there is gone. No week
    means that nobody knows when it was given: a file that does not say.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="responses")
    answers = models.JSONField()
    language = models.CharField(max_length=10)
    mode = models.CharField(max_length=10, choices=Mode.choices)
    week = models.DateField(null=True)
    area = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="responses")
    age_band = models.CharField(max_length=6, choices=AgeBand.choices, blank=True)
    library_use = models.CharField(max_length=8, choices=LibraryUse.choices, blank=True)
    disposition = models.CharField(max_length=10, choices=Disposition.choices)
    sent_once = models.UUIDField(unique=True, default=uuid.uuid4)
    file = models.ForeignKey(ImportedFile, null=True, on_delete=models.PROTECT, related_name="responses")
    row = models.PositiveIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["file", "row"], name="response_row_once")]

    def __str__(self) -> str:
        return str(self.id)


class OpenAnswer(models.Model):
    """An open answer that became a voice: which response, which question."""

    id = models.BigAutoField(primary_key=True, default=random_key)
    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="open_answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="open_answers")
    voice = models.OneToOneField(Voice, on_delete=models.CASCADE, related_name="open_answer")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["response", "question"], name="open_answer_once")]

    def __str__(self) -> str:
        return self.question.name
