"""People the library knows by name, how they may be reached, and what they agreed to."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from commonshelf.common.dates.clock import now
from commonshelf.community.persons.terms import ConsentAct, ConsentMethod, ContactPointKind


class Person(models.Model):
    """Somebody the library knows by name: a volunteer, a giver. Never a child, never somebody who only spoke."""

    name = models.CharField(max_length=120)
    language = models.CharField(max_length=10, default="en")
    user = models.OneToOneField(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="person")

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class ContactPoint(models.Model):
    """One address of a person."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contact_points")
    kind = models.CharField(max_length=6, choices=ContactPointKind.choices)
    value = models.CharField(max_length=254)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "kind", "value"], name="contact_point_once")]

    def __str__(self) -> str:
        return self.value


class Consent(models.Model):
    """One row of the consent ledger; rows are only ever added, the last one written of an address and topic counts."""

    address = models.EmailField(db_index=True)
    topic = models.CharField(max_length=60)
    act = models.CharField(max_length=10, choices=ConsentAct.choices)
    method = models.CharField(max_length=20, choices=ConsentMethod.choices)
    wording = models.CharField(max_length=20)
    at = models.DateTimeField(default=now)

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["address", "topic"])]

    def __str__(self) -> str:
        return f"{self.act} {self.topic}"


class Suppression(models.Model):
    """An address that must get no letters at all, whatever the ledger says (it bounced, or asked never to be written to)."""

    address = models.EmailField(unique=True)
    reason = models.CharField(max_length=120)
    at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return self.reason
