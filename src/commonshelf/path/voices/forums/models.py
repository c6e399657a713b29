"""Forums: community meetings, their tables, and what was said there."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonshelf.common.text.fields import TranslatedTextField
from commonshelf.community.partners.models import Organization
from commonshelf.community.places.models import Place
from commonshelf.path.voices.ledger.models import Voice


class Forum(models.Model):
    """A community meeting held to listen."""

    title = TranslatedTextField()
    held_on = models.DateField()
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="forums")
    partner = models.ForeignKey(Organization, null=True, on_delete=models.SET_NULL, related_name="forums")

    class Meta:
        ordering: ClassVar = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return f"forum of {self.held_on}"


class Table(models.Model):
    """A table of a forum, with the question talked about there."""

    forum = models.ForeignKey(Forum, on_delete=models.CASCADE, related_name="tables")
    number = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=240)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["forum", "number"], name="table_number_once")]

    def __str__(self) -> str:
        return f"table {self.number}"


class Note(models.Model):
    """What was said at a table; its words are a voice."""

    table = models.ForeignKey(Table, on_delete=models.CASCADE, related_name="notes")
    voice = models.OneToOneField(Voice, on_delete=models.CASCADE, related_name="note")

    def __str__(self) -> str:
        return f"note at {self.table}"
