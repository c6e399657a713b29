"""Counts that take seconds: kept beside what they were counted from, so that nobody waits twice."""

from __future__ import annotations

from django.db import models

from commonshelf.path.voices.surveys.models.survey import Questionnaire


class Tabulation(models.Model):
    """What the responses to one version amounted to when they were last counted. `mark` says which responses those were.

    While it is counted anew, `done` of `total` rows are read; a reader meanwhile sees the counts of `counted_at`.
    """

    questionnaire = models.OneToOneField(Questionnaire, on_delete=models.CASCADE, related_name="tabulation")
    mark = models.CharField(max_length=80, blank=True)
    counts = models.JSONField(null=True)
    counted_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"counts of {self.questionnaire}"
