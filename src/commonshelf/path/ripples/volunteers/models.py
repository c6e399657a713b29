"""Volunteers: what they do, for how long, and what an hour is worth by a published rate."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from commonshelf.common.text.fields import TranslatedTextField
from commonshelf.community.persons.models import Person
from commonshelf.path.programs.models import Program
from commonshelf.path.ripples.volunteers.terms import HoursState


class Role(models.Model):
    """Something a volunteer does, for a program or for the library."""

    title = TranslatedTextField()
    program = models.ForeignKey(Program, null=True, on_delete=models.SET_NULL, related_name="volunteer_roles")

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"role {self.pk}"


class HourEntry(models.Model):
    """Hours of one person on one day, claimed, then approved."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="hour_entries")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="hour_entries")
    on = models.DateField()
    hours = models.DecimalField(max_digits=4, decimal_places=2)
    state = models.CharField(max_length=8, choices=HoursState.choices, default=HoursState.CLAIMED)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    sent_once = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        ordering: ClassVar = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.hours} h on {self.on}"


class HourRate(models.Model):
    """What an hour was worth from a day on, and who says so."""

    from_day = models.DateField(unique=True)
    amount = models.DecimalField(max_digits=6, decimal_places=2)
    source = models.CharField(max_length=160)

    class Meta:
        ordering: ClassVar = ["from_day"]

    def __str__(self) -> str:
        return f"{self.amount} from {self.from_day}"
