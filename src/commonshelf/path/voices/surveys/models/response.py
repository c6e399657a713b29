"""What was answered: whole responses, the words in them, files, and what is not finished yet."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from commonshelf.common.imports.models import ImportedFile
from commonshelf.common.receipts.keys import random_key
from commonshelf.community.places.models import Area
from commonshelf.path.voices.ledger.models import Voice
from commonshelf.path.voices.ledger.terms import AgeBand, LibraryUse
from commonshelf.path.voices.surveys.models.survey import Questionnaire, Quota, Wave
from commonshelf.path.voices.surveys.terms import Disposition, Mode


class Response(models.Model):
    """One person's answers to one questionnaire, as one document keyed by question name. Append-only: a correction is a new row.

    The document holds what was chosen and what is not meant to be read by others. Words that become voices are kept once, there, so
    that what is masked or erased there is gone. No week means that nobody knows when it was given: a file that does not say.
    `receipt_digest` stands for the code by which a person finds the row again; a correction takes it over. A response
    that came when a quota was full is screened out, and `screened_by` is that quota.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="responses")
    wave = models.ForeignKey(Wave, null=True, on_delete=models.PROTECT, related_name="responses")
    answers = models.JSONField()
    language = models.CharField(max_length=10)
    mode = models.CharField(max_length=10, choices=Mode.choices)
    week = models.DateField(null=True)
    area = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="responses")
    age_band = models.CharField(max_length=6, choices=AgeBand.choices, blank=True)
    library_use = models.CharField(max_length=8, choices=LibraryUse.choices, blank=True)
    disposition = models.CharField(max_length=12, choices=Disposition.choices)
    guardian_agreed = models.BooleanField(default=False)
    sent_once = models.UUIDField(unique=True, default=uuid.uuid4)
    receipt_digest = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 -- two rows without a code are no duplicates
    supersedes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="superseded_by")
    screened_by = models.ForeignKey(Quota, null=True, on_delete=models.PROTECT, related_name="screened_out")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    file = models.ForeignKey(ImportedFile, null=True, on_delete=models.PROTECT, related_name="responses")
    row = models.PositiveIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["file", "row"], name="response_row_once")]
        # How many responses of each sort there are is asked by every page of results, and may not take reading them.
        indexes: ClassVar = [models.Index(fields=["questionnaire", "disposition"], name="response_dispositions")]

    def __str__(self) -> str:
        return str(self.id)


class QuotaPlace(models.Model):
    """One place of a quota, taken by one response. How full a quota is, is how many of these it has."""

    id = models.BigAutoField(primary_key=True, default=random_key)
    quota = models.ForeignKey(Quota, on_delete=models.CASCADE, related_name="places")
    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="quota_places")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["quota", "response"], name="quota_place_once")]

    def __str__(self) -> str:
        return f"place of {self.quota}"


class OpenAnswer(models.Model):
    """An open answer that became a voice: which response, and where in it (`home/children[2]/wish`)."""

    id = models.BigAutoField(primary_key=True, default=random_key)
    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="open_answers")
    place = models.CharField(max_length=240)
    voice = models.OneToOneField(Voice, on_delete=models.CASCADE, related_name="open_answer")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["response", "place"], name="open_answer_once")]

    def __str__(self) -> str:
        return self.place


class Upload(models.Model):
    """A picture, a recording or a file given as an answer, cleaned of what a camera writes beside it. Without a response it is soon deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="uploads")
    response = models.ForeignKey(Response, null=True, on_delete=models.CASCADE, related_name="uploads")
    place = models.CharField(max_length=240)
    kind = models.CharField(max_length=10)
    media_type = models.CharField(max_length=80)
    file = models.FileField(upload_to="surveys/")
    size = models.PositiveIntegerField()
    given_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.kind} at {self.place}"


class Draft(models.Model):
    """Answers somebody goes on with later. They are sealed with a key made from the code that only that person has."""

    id = models.BigAutoField(primary_key=True, default=random_key)
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="drafts")
    code_digest = models.CharField(max_length=64, unique=True)
    sealed = models.BinaryField()
    ends_on = models.DateField()

    def __str__(self) -> str:
        return f"draft of {self.questionnaire}"


class Attempt(models.Model):
    """Somebody who began and has not sent anything: how far they came, and no answer. It goes when they send."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="attempts")
    wave = models.ForeignKey(Wave, null=True, on_delete=models.CASCADE, related_name="attempts")
    language = models.CharField(max_length=10)
    mode = models.CharField(max_length=10, choices=Mode.choices)
    week = models.DateField()
    furthest = models.CharField(max_length=240)

    def __str__(self) -> str:
        return f"as far as {self.furthest}"
