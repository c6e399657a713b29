"""What the page of who lives here asks: one variable, a line for each category."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.text.forms import TranslatedTextFormField
from commonshelf.community.population.actions import CategoryDraft
from commonshelf.community.population.terms import FIRST_YEAR, LAST_YEAR, LINE_UNREADABLE, LONGEST_SOURCE, VARIABLE, people_in

if TYPE_CHECKING:
    from commonshelf.community.population.queries import Margins

LONGEST_LINES = 40_000
# The first comma after which only a number stands, so that "Hill, upper, 1,200" is 1,200 people of "Hill, upper".
_LINE = re.compile(r"(?P<name>.+?)\s*,\s*(?P<people>[0-9][0-9,.' \u00a0\u202f]*)\Z", re.ASCII)


class PopulationForm(forms.Form):
    """One variable in one year."""

    variable = forms.CharField(
        label=_("Short name"),
        max_length=40,
        help_text=_("The surveys look for it by this name: age_band, area, language, hispanic, race, or one of your own like tenure."),
    )
    label = TranslatedTextFormField(
        label=_("What readers call it"), required=False, help_text=_("Leave it empty for the names above: they have words already.")
    )
    categories = forms.CharField(
        label=_("Categories and people"),
        max_length=LONGEST_LINES,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        help_text=_(
            "One category a line, like: Old Town, 4200. The name is the answer as surveys keep it. "
            "Words in languages may follow it, like: own, 5100 | en: Owns the home | es: Vivienda propia."
        ),
    )
    source = forms.CharField(
        label=_("Where are the numbers from?"), max_length=LONGEST_SOURCE, help_text=_("It is shown wherever they are used.")
    )
    year = forms.IntegerField(label=_("Which year are they for?"), min_value=FIRST_YEAR, max_value=LAST_YEAR)

    def clean_variable(self) -> str:
        """Refuse a name that is no short name, beside its field."""
        name: str = self.cleaned_data["variable"]
        if not VARIABLE.fullmatch(name):
            raise ValidationError(
                _("Begin with a small letter and use only small letters, digits and _, at most 40 in all, like age_band.")
            )
        return name

    def clean_categories(self) -> list[CategoryDraft]:
        """Read the lines; every one that cannot be read is named."""
        read, faults = [], []
        for number, line in enumerate(self.cleaned_data["categories"].splitlines(), start=1):
            if line.strip():
                try:
                    read.append(_category(number, line))
                except Refusal as refusal:
                    faults.append(str(refusal))
        if faults:
            raise ValidationError(faults)
        return read


def _category(number: int, line: str) -> CategoryDraft:
    first, *labels = line.split("|")
    found = _LINE.fullmatch(first.strip())
    people = people_in(found["people"]) if found else None
    label = {code.strip(): words.strip() for code, _colon, words in (one.partition(":") for one in labels)}
    if found is None or people is None or not all(label.values()):
        raise Refusal(LINE_UNREADABLE, line=number, value=line.strip()[:60])
    return CategoryDraft(found["name"].strip(), people, label)


def as_typed(margins: Margins) -> dict[str, Any]:
    """Return what the form would hold had somebody typed these numbers."""
    return {
        "variable": margins.variable,
        "label": dict(margins.label),
        "categories": "\n".join(
            " | ".join([f"{one.name}, {one.people}", *[f"{code}: {words}" for code, words in one.label.items()]])
            for one in margins.categories
        ),
        "source": margins.source,
        "year": margins.year,
    }
