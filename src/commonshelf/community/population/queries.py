"""Reading who lives here. Surveys rake to `control_totals`; pages show `margins_now`."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from django.conf import settings

from commonshelf.common.text.fields import in_language
from commonshelf.community.population.models import Margin
from commonshelf.community.population.terms import CATEGORY_WORDS, VARIABLE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True)
class Category:
    """One category of a variable: its name as the answers of a survey hold it, its people and their share of everybody."""

    variable: str
    name: str
    people: int
    share: float
    label: Mapping[str, str] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """What a reader calls it: the label that was written, else the house's own word, else the name."""
        known = str(CATEGORY_WORDS.get((self.variable, self.name), ""))
        if self.variable == "language" and not known:
            known = dict(settings.LANGUAGES).get(self.name, "")
        return in_language(self.label) or known or self.name


@dataclass(frozen=True)
class Margins:
    """All categories of one variable in one year: together they are everybody who lives here, each counted once."""

    variable: str
    year: int
    source: str
    categories: tuple[Category, ...]
    label: Mapping[str, str] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """What a reader calls the variable."""
        return in_language(self.label) or str(VARIABLE_WORDS.get(self.variable, self.variable))

    @property
    def people(self) -> int:
        """How many people live here, by this variable's count."""
        return sum(category.people for category in self.categories)

    @property
    def totals(self) -> dict[str, int]:
        """The people of each category by its name, in the order they were written down."""
        return {category.name: category.people for category in self.categories}


def margins_now() -> dict[str, Margins]:
    """Return the newest year of every variable, by variable. An older year is never mixed in: its categories may differ."""
    newest: dict[str, Margins] = {}
    for (variable, _year), rows in groupby(Margin.objects.all(), key=lambda row: (row.variable, row.year)):
        if variable not in newest:
            newest[variable] = _margins(rows)
    return newest


def margins_of(variable: str) -> list[Margins]:
    """Return every year there is of one variable, the newest first."""
    return [_margins(rows) for _year, rows in groupby(Margin.objects.filter(variable=variable), key=lambda row: row.year)]


def control_totals(variable: str) -> dict[str, int]:
    """Return how many people of each category live here, by the newest count; empty where nobody wrote it down."""
    known = margins_of(variable)
    return known[0].totals if known else {}


def _margins(rows: Iterable[Margin]) -> Margins:
    kept = list(rows)
    first, everybody = kept[0], sum(row.people for row in kept)
    categories = tuple(Category(row.variable, row.category, row.people, row.people / everybody, row.category_label) for row in kept)
    return Margins(first.variable, first.year, first.source, categories, first.variable_label)
