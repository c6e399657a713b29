"""Receipts: the code that lets a person, named or not, see what became of what they said."""

from __future__ import annotations

from django.db import models

from commonshelf.common.receipts.keys import random_key


class Receipt(models.Model):
    """One code, kept only as its keyed digest: who reads the database learns no code."""

    id = models.BigAutoField(primary_key=True, default=random_key)
    digest = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"receipt {self.pk}"
