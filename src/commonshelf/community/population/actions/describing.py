"""Writing down who lives here, one variable and year at a time: a margin with a category missing would be a wrong one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.actions import log_action
from commonshelf.common.text.cleaning import clean_line
from commonshelf.common.text.fields import LANGUAGE_CODES
from commonshelf.community.population.models import Margin
from commonshelf.community.population.queries import Margins, margins_of
from commonshelf.community.population.terms import (
    CATEGORY_IS_A_TOTAL,
    CATEGORY_TWICE,
    FEWEST_CATEGORIES,
    FIRST_YEAR,
    LANGUAGE_NOT_SPOKEN,
    LAST_YEAR,
    LONGEST_CATEGORY,
    LONGEST_LABEL,
    LONGEST_SOURCE,
    MARGIN_UNKNOWN,
    MOST_CATEGORIES,
    MOST_PEOPLE,
    NOBODY_LIVES_HERE,
    PEOPLE_OUT_OF_RANGE,
    TOO_FEW_CATEGORIES,
    TOO_MANY_CATEGORIES,
    TOTALS,
    VARIABLE,
    VARIABLE_UNREADABLE,
    YEAR_OUT_OF_RANGE,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from commonshelf.common.accounts.models import User


class CategoryDraft(NamedTuple):
    """A category as somebody wrote it down. Without a label it keeps the one it had, or the house's own word."""

    name: str
    people: int
    label: Mapping[str, str] = {}


class MarginsDraft(NamedTuple):
    """A variable and its categories as somebody wrote them down; `checked` has looked at every part."""

    variable: str
    categories: tuple[CategoryDraft, ...]
    source: str
    year: int
    label: Mapping[str, str] = {}

    def checked(self) -> MarginsDraft:
        """Return it clean, or refuse what is wrong with it."""
        variable, year = checked_variable(self.variable), checked_year(self.year)
        categories = tuple(checked_category(category) for category in self.categories)
        if len(categories) < FEWEST_CATEGORIES:
            raise Refusal(TOO_FEW_CATEGORIES, variable=self.variable)
        if len(categories) > MOST_CATEGORIES:
            raise Refusal(TOO_MANY_CATEGORIES, variable=self.variable, count=len(categories), limit=MOST_CATEGORIES)
        seen: set[str] = set()
        for category in categories:
            if category.name.casefold() in seen:
                raise Refusal(CATEGORY_TWICE, value=category.name)
            seen.add(category.name.casefold())
        if not sum(category.people for category in categories):
            raise Refusal(NOBODY_LIVES_HERE, variable=self.variable)
        source = clean_line(self.source, limit=LONGEST_SOURCE)
        return MarginsDraft(variable, categories, source, year, _checked_label(self.label))


def describe_population(
    *, variable: str, categories: Sequence[CategoryDraft], source: str, year: int, by: User, label: Mapping[str, str] | None = None
) -> Margins:
    """Write down one variable for one year; what stood there for that year is replaced whole. The same again changes nothing."""
    ensure_may(by, "population.describe_population")
    draft = with_known_labels(MarginsDraft(variable, tuple(categories), source, year, label or {}).checked())
    if not is_written(draft):
        rows = [
            Margin(
                variable=draft.variable,
                variable_label=draft.label,
                category=category.name,
                category_label=category.label,
                position=position,
                people=category.people,
                source=draft.source,
                year=draft.year,
            )
            for position, category in enumerate(draft.categories)
        ]
        with transaction.atomic():
            Margin.objects.filter(variable=draft.variable, year=draft.year).delete()
            kept = Margin.objects.bulk_create(rows)
            detail = {"variable": draft.variable, "year": draft.year, "categories": len(kept)}
            log_action(by=by, action="describe_population", thing=kept[0], **detail)
    return next(margins for margins in margins_of(draft.variable) if margins.year == draft.year)


def remove_margin(*, variable: str, year: int, by: User) -> None:
    """Take out one variable of one year, say because it was written under a wrong name. An older year counts again."""
    ensure_may(by, "population.remove_margin")
    with transaction.atomic():
        rows = Margin.objects.filter(variable=variable, year=year)
        first = rows.first()
        if first is None:
            raise Refusal(MARGIN_UNKNOWN, variable=variable, year=year)
        log_action(by=by, action="remove_margin", thing=first, variable=variable, year=year)
        rows.delete()


def checked_variable(name: str) -> str:
    """Return the short name of a variable, or refuse it."""
    if not VARIABLE.fullmatch(name):
        raise Refusal(VARIABLE_UNREADABLE, value=name[:60])
    return name


def checked_year(year: int) -> int:
    """Return the year, or refuse it."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refusal(YEAR_OUT_OF_RANGE, value=year)
    return year


def checked_category(category: CategoryDraft) -> CategoryDraft:
    """Return a category clean, or refuse what is wrong with it."""
    name = clean_line(category.name, limit=LONGEST_CATEGORY)
    if name.casefold() in TOTALS:
        raise Refusal(CATEGORY_IS_A_TOTAL, value=name)
    if not 0 <= category.people <= MOST_PEOPLE:
        raise Refusal(PEOPLE_OUT_OF_RANGE, value=category.people)
    return CategoryDraft(name, category.people, _checked_label(category.label))


def _checked_label(label: Mapping[str, str]) -> dict[str, str]:
    for code in label:
        if code not in LANGUAGE_CODES:
            raise Refusal(LANGUAGE_NOT_SPOKEN, value=code, codes=", ".join(LANGUAGE_CODES))
    return {code: clean_line(words, limit=LONGEST_LABEL) for code, words in label.items() if words.strip()}


def with_known_labels(draft: MarginsDraft) -> MarginsDraft:
    """Return the draft with the labels it leaves empty as they were last written down: next year's census does not say them again."""
    known = margins_of(draft.variable)
    if not known:
        return draft
    earlier = {category.name: category.label for category in known[0].categories}
    categories = tuple(one._replace(label=one.label or earlier.get(one.name, {})) for one in draft.categories)
    return draft._replace(categories=categories, label=draft.label or known[0].label)


def is_written(draft: MarginsDraft) -> bool:
    """Say whether exactly this stands there for its year."""
    for margins in margins_of(draft.variable):
        if margins.year == draft.year:
            there = tuple(CategoryDraft(category.name, category.people, category.label) for category in margins.categories)
            return (margins.label, margins.source, there) == (draft.label, draft.source, draft.categories)
    return False
