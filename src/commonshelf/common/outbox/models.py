"""What is to leave the house: written in the transaction of the action, delivered after its commit, once per key."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonshelf.common.outbox.terms import MessageState


class OutboxMessage(models.Model):
    """One thing to deliver. The key says what it is about, so that asking twice delivers once."""

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=60)
    payload = models.JSONField()
    due_at = models.DateTimeField(db_index=True)
    state = models.CharField(max_length=12, choices=MessageState.choices, default=MessageState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "due_at"])]

    def __str__(self) -> str:
        return self.key
