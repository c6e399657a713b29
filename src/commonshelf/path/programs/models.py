"""Programs, their series and sessions, and who means to come."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from commonshelf.common.dates.clock import now
from commonshelf.common.text.fields import TranslatedTextField
from commonshelf.community.partners.models import Organization
from commonshelf.community.places.models import Place
from commonshelf.path.decisions.models import Commitment, Decision
from commonshelf.path.programs.terms import Audience, PlaceType, RegistrationState, SessionKind, SessionStatus, Sponsorship


class Program(models.Model):
    """The idea of something the library offers; with a commitment, it keeps a promise."""

    title = TranslatedTextField()
    summary = TranslatedTextField()
    fulfils = models.ForeignKey(Commitment, null=True, on_delete=models.PROTECT, related_name="programs")

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"program {self.pk}"


class Series(models.Model):
    """Sessions of a program that belong together, at one place, put on by the same hands."""

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="series")
    title = TranslatedTextField()
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="series")
    sponsorship = models.CharField(max_length=12, choices=Sponsorship.choices)
    partners = models.ManyToManyField(Organization, related_name="series")
    changed_by = models.ForeignKey(Decision, null=True, on_delete=models.SET_NULL, related_name="changed_series")

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"series {self.pk}"


class Session(models.Model):
    """One dated occurrence: the thing that is counted. What the counts need is asked for when it is made."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="sessions")
    starts_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField()
    kind = models.CharField(max_length=14, choices=SessionKind.choices)
    audience = models.CharField(max_length=8, choices=Audience.choices)
    place_type = models.CharField(max_length=8, choices=PlaceType.choices)
    hybrid = models.BooleanField(default=False)
    sponsorship = models.CharField(max_length=12, choices=Sponsorship.choices)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="sessions")
    status = models.CharField(max_length=10, choices=SessionStatus.choices, default=SessionStatus.PLANNED)
    registration = models.BooleanField(default=False)
    capacity = models.PositiveSmallIntegerField(null=True)
    registration_opens_at = models.DateTimeField(null=True)
    registration_closes_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["starts_at", "pk"]

    def __str__(self) -> str:
        return f"session {self.pk}"


class Registration(models.Model):
    """A party that means to come. The name and the address go when the library's days are over; the size stays."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="registrations")
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=10)
    party_size = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=RegistrationState.choices)
    sent_once = models.UUIDField(unique=True, default=uuid.uuid4)
    manage_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=now)
    forgotten_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["made_at", "pk"]

    def __str__(self) -> str:
        return f"registration {self.pk}"


class Accommodation(models.Model):
    """What somebody needs in order to take part: what is asked for, never why. Wiped after the session."""

    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="accommodation")
    request = models.CharField(max_length=400, blank=True)
    arranged_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    wiped_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"accommodation {self.pk}"
