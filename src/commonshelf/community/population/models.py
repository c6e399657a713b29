"""How many people of each sort live here, as a census or a register counted them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonshelf.common.text.fields import TranslatedTextField


class Margin(models.Model):
    """The people of one category of one variable in one year. The labels may be empty: the house has words for the slugs it knows."""

    variable = models.CharField(max_length=40)
    variable_label = TranslatedTextField(default=dict, blank=True)
    category = models.CharField(max_length=80)
    category_label = TranslatedTextField(default=dict, blank=True)
    position = models.PositiveSmallIntegerField()
    people = models.PositiveIntegerField()
    source = models.CharField(max_length=240)
    year = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["variable", "-year", "position", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["variable", "category", "year"], name="margin_category_once_a_year")]

    def __str__(self) -> str:
        return f"{self.variable}: {self.category}, {self.year}"
