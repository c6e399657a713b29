"""What the pages of partners ask."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonshelf.common.dates.clock import today
from commonshelf.common.text.cleaning import LONGEST_VOICE
from commonshelf.community.partners.terms import OrganizationKind


class OrganizationForm(forms.Form):
    """A new partner."""

    name = forms.CharField(label=_("Name of the organization"), max_length=160)
    kind = forms.ChoiceField(label=_("What sort is it?"), choices=OrganizationKind.choices)
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https", max_length=200)
    about = forms.CharField(
        label=_("What do they do, and for whom?"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ContactForm(forms.Form):
    """A person at a partner."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail"), required=False)


class InteractionForm(forms.Form):
    """What passed between us."""

    on = forms.DateField(label=_("When?"), initial=today, widget=forms.DateInput(attrs={"type": "date"}))
    summary = forms.CharField(label=_("What was said or agreed?"), max_length=LONGEST_VOICE, widget=forms.Textarea(attrs={"rows": 3}))
    sent_once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sent_once"].initial = uuid.uuid4
