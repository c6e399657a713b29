"""What is to leave the house: written in the transaction of the action, delivered after its commit, once per key."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonshelf.common.dates.clock import now
from commonshelf.common.outbox.terms import MessageState


class OutboxMessage(models.Model):
    """One thing to deliver. The key says what it is about, so that asking twice delivers once.

    A worker that takes it writes `leased_until`; when that moment passes without an end, the worker has died and the next one takes it.
    """

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=60)
    payload = models.JSONField()
    posted_at = models.DateTimeField(default=now)
    due_at = models.DateTimeField(db_index=True)
    state = models.CharField(max_length=12, choices=MessageState.choices, default=MessageState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "due_at"])]

    def __str__(self) -> str:
        return self.key


class Pulse(models.Model):
    """That a worker is alive: each writes its own row every few seconds, and `commonshelf check` reads the newest."""

    worker = models.CharField(max_length=120, unique=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.worker
