"""What bringing in a file asks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from commonshelf.common.imports.registry import load_importers, options_of

KIND_NAMES = {
    "population": _("Who lives here: numbers of people by age, language and the like (CSV)"),
    "programs": _("Program counts by month, kept elsewhere (CSV)"),
    "responses": _("Survey responses with two rows of headings (CSV)"),
    "visits": _("Visits by branch and month (CSV)"),
}


class ImportForm(forms.Form):
    """One file and how to read it."""

    kind = forms.ChoiceField(label=_("What is in the file?"), choices=[])
    file = forms.FileField(label=_("The file"), help_text=_("A table saved as CSV, with its headings."))
    language = forms.ChoiceField(
        label=_("Which language were the answers written in?"),
        choices=settings.LANGUAGES,
        required=False,
        help_text=_("Only for survey responses: the file does not say."),
    )
    year = forms.IntegerField(
        label=_("Which year are the counts from?"),
        required=False,
        min_value=1900,
        max_value=2200,
        help_text=_("Only for program counts and numbers of people without a column for the year."),
    )
    county = forms.CharField(
        label=_("Which county?"),
        max_length=80,
        required=False,
        help_text=_("Only for census tables of all counties: its name and state, or its number."),
    )
    allow_partial = forms.BooleanField(
        label=_("Bring in the good rows even if others are refused"),
        required=False,
        help_text=_("Leave this empty and nothing is brought in unless every row is right."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(kind, KIND_NAMES.get(kind, capfirst(kind))) for kind in load_importers()]

    def options(self) -> dict[str, Any]:
        """Return what the importer of this kind is told besides."""
        return {name: self.cleaned_data[name] for name in options_of(self.cleaned_data["kind"]) if self.cleaned_data.get(name)}
