"""Anonymous yet once: who may answer, and that somebody may, in two tables that nothing joins."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from commonshelf.common.receipts.keys import random_key
from commonshelf.path.voices.surveys.models.survey import Survey, Wave


class Credential(models.Model):
    """The right of one invited person to answer once. Spending it gives a token; which one is kept nowhere.

    `key` is what its code is made from. A credential printed on paper has no address. The address goes when the window is over. How often and
    on which day somebody was written to is kept only until the credential is spent: it would say before which day they answered.
    """

    id = models.BigAutoField(primary_key=True, default=random_key)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="credentials")
    wave = models.ForeignKey(Wave, null=True, on_delete=models.CASCADE, related_name="credentials")
    key = models.UUIDField(unique=True, default=uuid.uuid4)
    code_digest = models.CharField(max_length=64, unique=True)
    address = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=10, choices=settings.LANGUAGES)
    reminders = models.PositiveSmallIntegerField(default=0)
    written_on = models.DateField(null=True)
    spent = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["survey", "wave", "address"], condition=~models.Q(address=""), name="credential_address_once")
        ]

    def __str__(self) -> str:
        return f"credential for {self.survey}"


class Token(models.Model):
    """The right to send one response, of nobody known. It is used up in the transaction that keeps the response."""

    id = models.BigAutoField(primary_key=True, default=random_key)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="tokens")
    wave = models.ForeignKey(Wave, null=True, on_delete=models.CASCADE, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True)
    used = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"token for {self.survey}"
