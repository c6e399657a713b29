"""What the pages of partners ask."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from commonshelf.common.dates.clock import today
from commonshelf.community.partners.terms import OrganizationKind


class OrganizationForm(forms.Form):
    """A new partner."""

    name = forms.CharField(label=_("Name of the organization"), max_length=160)
    kind = forms.ChoiceField(label=_("What sort is it?"), choices=OrganizationKind.choices)
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    about = forms.CharField(label=_("What do they do, and for whom?"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


class ContactForm(forms.Form):
    """A person at a partner."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail"), required=False)


class InteractionForm(forms.Form):
    """What passed between us."""

    on = forms.DateField(label=_("When?"), initial=today, widget=forms.DateInput(attrs={"type": "date"}))
    summary = forms.CharField(label=_("What was said or agreed?"), widget=forms.Textarea(attrs={"rows": 3}))
