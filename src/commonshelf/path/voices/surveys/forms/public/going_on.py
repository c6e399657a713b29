"""The code of answers that were saved."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_CODE = 40


class GoOnForm(forms.Form):
    """One code, however it is typed."""

    code = forms.CharField(
        label=_("Your code"),
        help_text=_("It has twelve letters and numbers, such as ABCD-EFGH-JKMN."),
        max_length=LONGEST_CODE,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr", "spellcheck": "false", "autocapitalize": "characters"}),
    )
