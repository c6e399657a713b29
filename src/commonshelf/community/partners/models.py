"""Organizations the library works with, the people there, and what passed between us."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from commonshelf.community.partners.terms import OrganizationKind


class Organization(models.Model):
    """A school, nonprofit, business, public body or group that the library works with."""

    name = models.CharField(max_length=160, unique=True)
    kind = models.CharField(max_length=12, choices=OrganizationKind.choices)
    website = models.URLField(blank=True)
    about = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Contact(models.Model):
    """A person at an organization; with a user, they sign in and see their own organization's things."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="contact")

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Interaction(models.Model):
    """One talk, visit or message between the library and an organization."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="interactions")
    on = models.DateField()
    summary = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    sent_once = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        ordering: ClassVar = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.organization} {self.on}"
