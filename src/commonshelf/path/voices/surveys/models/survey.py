"""What is asked: a survey, its windows, the versions of its questions, and how many answers of a sort it wants."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from commonshelf.common.imports.models import ImportedFile
from commonshelf.common.text.fields import TranslatedTextField
from commonshelf.path.voices.surveys.terms import Access, Layout, WhenFull


class Survey(models.Model):
    """What the library asks, with the newest window in which it may be answered. One brought in from a file has an empty window.

    Until it is published nobody but staff sees it. From then on its promise is frozen, and with it everything the promise rests on:
    who may answer (`access`), whether it is for children, and whether a guardian agrees.
    """

    slug = models.SlugField(max_length=80, unique=True)
    title = TranslatedTextField()
    purpose = TranslatedTextField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    published = models.BooleanField(default=False)
    access = models.CharField(max_length=8, choices=Access.choices, default=Access.LINK)
    layout = models.CharField(max_length=10, choices=Layout.choices, default=Layout.ONE_PAGE)
    for_children = models.BooleanField(default=False)
    guardian_consent = models.BooleanField(default=False)
    asks_about_you = models.BooleanField(default=True)
    promise = TranslatedTextField(null=True)
    thanks = TranslatedTextField(null=True)
    results_public = models.BooleanField(default=False)
    kiosk_key = models.UUIDField(default=uuid.uuid4)

    class Meta:
        ordering: ClassVar = ["-opens_at", "pk"]

    def __str__(self) -> str:
        return self.slug


class Wave(models.Model):
    """One round of a survey: a window in which it was open. The newest one is the survey's own.

    One with a file was asked elsewhere and brought in: its window is empty, and people here never answer it. With `reminds`, those who were invited and have not begun are reminded without anybody pressing a button.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="waves")
    number = models.PositiveSmallIntegerField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    reminds = models.BooleanField(default=False)
    file = models.OneToOneField(ImportedFile, null=True, on_delete=models.PROTECT, related_name="wave")

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["survey", "number"], name="wave_number_once")]

    def __str__(self) -> str:
        return f"{self.survey} wave {self.number}"


class Questionnaire(models.Model):
    """One version of the questions, as the document of `commonshelf.questionnaire`. Once released it is never changed again.

    A survey has at most one version that is not released: the one the builder works on. People answer the newest released one that has no file.
    `marks` says of each translation which words of the source it was made from. `before` is what the version in the works was before its last
    change, to go back to. With a file, the questions are the headings of that file.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="questionnaires")
    version = models.PositiveSmallIntegerField()
    definition = models.JSONField(default=dict)
    marks = models.JSONField(default=dict)
    before = models.JSONField(null=True)
    released = models.BooleanField(default=False)
    file = models.OneToOneField(ImportedFile, null=True, on_delete=models.PROTECT, related_name="questionnaire")

    class Meta:
        ordering: ClassVar = ["version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["survey", "version"], name="questionnaire_version_once"),
            models.UniqueConstraint(fields=["survey"], condition=models.Q(released=False), name="questionnaire_one_in_the_works"),
        ]

    def __str__(self) -> str:
        return f"{self.survey} version {self.version}"


class Quota(models.Model):
    """How many answers of a sort are wanted. `condition` is an expression about the answers; a full quota does as `when_full` says."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="quotas")
    name = models.CharField(max_length=120)
    condition = models.TextField()
    most = models.PositiveIntegerField()
    when_full = models.CharField(max_length=10, choices=WhenFull.choices)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.name
