"""What the page of the log asks."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from commonshelf.common.log.queries import actors


class EntriesForm(forms.Form):
    """Whose deeds to show."""

    actor = forms.ModelChoiceField(label=_("Done by"), queryset=actors(), required=False, empty_label=_("everybody"))
