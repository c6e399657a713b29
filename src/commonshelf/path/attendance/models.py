"""Who came: counts of sessions, aggregates that others kept, and visits. A correction is a new row."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from commonshelf.common.dates.clock import now
from commonshelf.common.imports.models import ImportedFile
from commonshelf.community.places.models import Place
from commonshelf.path.programs.models import Session


class HeadCount(models.Model):
    """How many were there. No row means not counted, which is not zero; the last row of a session counts."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="head_counts")
    in_person = models.PositiveSmallIntegerField()
    online = models.PositiveSmallIntegerField(default=0)
    counted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.in_person} + {self.online}"


class PeriodCount(models.Model):
    """An aggregate that others kept by month, in their own words. No dates, kinds or splits are invented."""

    file = models.ForeignKey(ImportedFile, on_delete=models.CASCADE, related_name="period_counts")
    row = models.PositiveIntegerField()
    period = models.DateField()
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="period_counts")
    place_words = models.CharField(max_length=120)
    title = models.CharField(max_length=240)
    category = models.CharField(max_length=240, blank=True)
    audience_words = models.CharField(max_length=240, blank=True)
    events = models.PositiveIntegerField(null=True)
    attendance = models.PositiveIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["period", "row"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["file", "row"], name="period_count_row_once")]

    def __str__(self) -> str:
        return f"{self.title}, {self.period:%Y-%m}"


class Visit(models.Model):
    """How many entered a branch in a month. No row means no data, which is not zero."""

    file = models.ForeignKey(ImportedFile, on_delete=models.CASCADE, related_name="visits")
    row = models.PositiveIntegerField()
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="visits")
    month = models.DateField()
    count = models.DecimalField(max_digits=12, decimal_places=2)

    class Meta:
        ordering: ClassVar = ["month", "place"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["file", "row", "month"], name="visit_cell_once")]

    def __str__(self) -> str:
        return f"{self.place}, {self.month:%Y-%m}"
