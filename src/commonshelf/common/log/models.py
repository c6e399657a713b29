"""The audit log: who did, or looked at, what."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class LogEntry(models.Model):
    """One sentence of the log. Rows are only ever added."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    action = models.CharField(max_length=80)
    thing = models.CharField(max_length=80)
    thing_id = models.CharField(max_length=40)
    detail = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["thing", "thing_id"])]

    def __str__(self) -> str:
        return f"{self.action} {self.thing} {self.thing_id}"
