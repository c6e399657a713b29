"""The library's own settings: the ones a librarian changes, in one row."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonshelf.common.library.terms import LOWEST_THRESHOLD


class Library(models.Model):
    """The one library system that runs this Commonshelf."""

    name = models.CharField(max_length=120, default="The library")
    postal_address = models.CharField(max_length=240, blank=True)
    suppression_threshold = models.PositiveSmallIntegerField(default=10)
    registration_days_kept = models.PositiveSmallIntegerField(default=30)
    answer_within_days = models.PositiveSmallIntegerField(default=60)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(pk=1), name="library_is_one"),
            models.CheckConstraint(condition=models.Q(suppression_threshold__gte=LOWEST_THRESHOLD), name="library_threshold_protects"),
        ]

    def __str__(self) -> str:
        return self.name
