"""What the pages of one's own answers ask: a code."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ReceiptForm(forms.Form):
    """The code from the page of thanks."""

    code = forms.CharField(
        label=_("Your receipt code"),
        help_text=_("Twelve letters and numbers, like ABCD-EFGH-JKMN. Small letters and missing dashes do not matter."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "dir": "ltr"}),
    )
