"""Files that were brought in, so that bringing one in twice changes nothing."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from commonshelf.common.dates.clock import now


class ImportedFile(models.Model):
    """One file, known by the digest of its bytes and the kind it was read as."""

    kind = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    rows_read = models.PositiveIntegerField()
    report = models.JSONField(default=dict)
    at = models.DateTimeField(default=now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "digest"], name="imported_file_once")]

    def __str__(self) -> str:
        return self.name
