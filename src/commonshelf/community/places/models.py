"""Where things happen: branches, rooms, other venues; and the areas people live in."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from commonshelf.community.places.terms import PlaceKind


class Area(models.Model):
    """A neighborhood of the population served; the finest place a voice may keep."""

    name = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Place(models.Model):
    """A branch, a room of a branch, another venue or the online place."""

    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=10, choices=PlaceKind.choices)
    address = models.CharField(max_length=240, blank=True)
    area = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="places")
    branch = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="rooms")

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """Which branch a member of branch staff works at."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="post")
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="posts")

    def __str__(self) -> str:
        return f"{self.user} at {self.place}"
