"""Typing the code of an invitation."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class CodeForm(forms.Form):
    """A code from paper, however it is typed."""

    code = forms.CharField(
        label=_("The code on your paper"),
        help_text=_("Twelve letters and numbers. Small letters and missing dashes do not matter."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "dir": "ltr"}),
    )
