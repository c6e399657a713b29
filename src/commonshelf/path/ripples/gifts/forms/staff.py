"""What the page of gifts asks."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonshelf.common.dates.clock import today
from commonshelf.common.text.choices import TitledChoice
from commonshelf.community.partners.models import Organization
from commonshelf.community.persons.models import Person
from commonshelf.path.programs.models import Program
from commonshelf.path.ripples.gifts.models import Fund


class GiftForm(forms.Form):
    """One gift."""

    amount = forms.DecimalField(label=_("How much, in dollars?"), min_value=Decimal("0.01"), max_digits=10, decimal_places=2)
    received_on = forms.DateField(label=_("When did it arrive?"), initial=today, widget=forms.DateInput(attrs={"type": "date"}))
    fund = forms.ModelChoiceField(Fund.objects.none(), label=_("For which fund?"), empty_label=_("Choose one"))
    person = forms.ModelChoiceField(Person.objects.none(), required=False, label=_("Which person gave it?"), empty_label=_("Nobody"))
    organization = forms.ModelChoiceField(
        Organization.objects.none(), required=False, label=_("Or which organization?"), empty_label=_("None")
    )
    unnamed = forms.BooleanField(required=False, label=_("The giver does not want to be named"))
    program = TitledChoice(Program.objects.none(), required=False, label=_("Was it for a program?"))
    sent_once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, persons: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = {"fund": Fund.objects.all(), "person": persons, "organization": Organization.objects.all(), "program": Program.objects.all()}
        for name, found in rows.items():
            self.fields[name].queryset = found  # type: ignore[attr-defined]  # a model choice has one
        self.fields["sent_once"].initial = uuid.uuid4


class FundForm(forms.Form):
    """A new fund."""

    name = forms.CharField(label=_("What is the fund for?"), max_length=120)
