"""What taking answers out asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from commonshelf.path.voices.surveys.terms.exporting import ChoicesAs, ExportFormat, Wish

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class ExportForm(forms.Form):
    """Which file, of which answers."""

    format = forms.ChoiceField(
        label=_("What sort of file?"), choices=ExportFormat.choices, widget=forms.RadioSelect, initial=ExportFormat.CSV
    )
    language = forms.ChoiceField(label=_("Which language shall the labels be in?"))
    version = forms.TypedChoiceField(
        label=_("Which version of the questions?"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Each version has columns of its own. Several versions come as several files in a ZIP."),
    )
    wave = forms.TypedChoiceField(label=_("Which wave?"), coerce=int, empty_value=None, required=False)
    words = forms.BooleanField(
        label=_("With what people wrote in their own words"),
        required=False,
        help_text=_("Words that were taken back are gone from here too. Without them the file has no column for an open answer."),
    )
    choices = forms.ChoiceField(
        label=_("How are chosen answers written?"), choices=ChoicesAs.choices, initial=ChoicesAs.NAME, help_text=_("Only for CSV.")
    )
    missing_codes = forms.BooleanField(
        label=_("Say by numbers below zero why a cell is empty"), required=False, help_text=_("Only for CSV; the other formats always say.")
    )
    bom = forms.BooleanField(
        label=_("It is going to be opened in Excel"),
        required=False,
        help_text=_("Only for CSV: Excel then reads every script as it is written."),
    )

    def __init__(self, *args: Any, languages: Mapping[str, str], versions: Sequence[int], waves: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [*languages.items()]  # type: ignore[attr-defined]  # it is a ChoiceField
        self.fields["version"].choices = [("", gettext("All versions")), *((number, str(number)) for number in versions)]  # type: ignore[attr-defined]  # it is a ChoiceField
        self.fields["wave"].choices = [("", gettext("All waves")), *((number, str(number)) for number in waves)]  # type: ignore[attr-defined]  # it is a ChoiceField
        if versions:
            self.fields["version"].initial = versions[-1]

    def wish(self) -> Wish:
        """Return what is to be taken out."""
        return Wish(**self.cleaned_data)
