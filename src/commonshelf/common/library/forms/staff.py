"""What the page of settings asks."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from commonshelf.common.library.terms import LOWEST_THRESHOLD


class LibraryForm(forms.Form):
    """The library's own settings."""

    name = forms.CharField(label=_("Name of the library"), max_length=120, help_text=_("It stands on every page and in every mail."))
    postal_address = forms.CharField(
        label=_("Postal address"), max_length=240, required=False, help_text=_("The law asks for it at the end of every letter.")
    )
    suppression_threshold = forms.IntegerField(
        label=_("Smallest group that is shown"),
        min_value=LOWEST_THRESHOLD,
        max_value=1000,
        help_text=_("Counts of fewer people are left out of tables and charts, so that nobody can be recognized. Ten is usual."),
    )
    registration_days_kept = forms.IntegerField(
        label=_("Days that names in registrations are kept"),
        min_value=1,
        max_value=3650,
        help_text=_("So many days after a session its names become numbers."),
    )
    answer_within_days = forms.IntegerField(
        label=_("Days until a voice should have an answer"),
        min_value=1,
        max_value=3650,
        help_text=_("After so many days a voice without an answer shows on the page of the day."),
    )
