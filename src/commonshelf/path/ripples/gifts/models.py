"""Gifts: what people and organizations gave, and what for."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from commonshelf.community.partners.models import Organization
from commonshelf.community.persons.models import Person
from commonshelf.path.programs.models import Program


class Fund(models.Model):
    """What gifts are kept for."""

    name = models.CharField(max_length=120, unique=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Gift(models.Model):
    """One gift. A giver who does not want to be named is neither a person nor an organization here."""

    amount = models.DecimalField(max_digits=10, decimal_places=2)
    received_on = models.DateField()
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="gifts")
    organization = models.ForeignKey(Organization, null=True, on_delete=models.PROTECT, related_name="gifts")
    unnamed = models.BooleanField(default=False)
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="gifts")
    program = models.ForeignKey(Program, null=True, on_delete=models.SET_NULL, related_name="gifts")
    sent_once = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        ordering: ClassVar = ["-received_on", "-pk"]

    def __str__(self) -> str:
        return f"gift of {self.received_on}"
