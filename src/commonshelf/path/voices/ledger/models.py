"""The ledger of voices. Rows are made by `actions.record_voice` alone; every listening app goes through it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from commonshelf.common.receipts.models import Receipt
from commonshelf.community.partners.models import Organization
from commonshelf.community.places.models import Area, Place
from commonshelf.path.voices.ledger.terms import AgeBand, Channel, LibraryUse


class Voice(models.Model):
    """One thing somebody said. Its key is random and its time is a week, so that no order of arrival can be read from it.

    An empty text is one whose words were taken back; nothing else makes one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    text = models.TextField()
    language = models.CharField(max_length=10)
    channel = models.CharField(max_length=12, choices=Channel.choices)
    week = models.DateField(db_index=True)
    area = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="voices")
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="voices")
    age_band = models.CharField(max_length=6, choices=AgeBand.choices, blank=True)
    library_use = models.CharField(max_length=8, choices=LibraryUse.choices, blank=True)
    may_be_quoted = models.BooleanField(default=False)
    shown_on = models.DateField(null=True)
    second_hand = models.BooleanField(default=False)
    written_down_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    on_behalf_of = models.ForeignKey(Organization, null=True, on_delete=models.SET_NULL, related_name="voices")
    receipt = models.OneToOneField(Receipt, on_delete=models.PROTECT, related_name="voice")
    sent_once = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        ordering: ClassVar = ["-week", "id"]

    def __str__(self) -> str:
        return f"{self.get_channel_display()}, {self.week}"
