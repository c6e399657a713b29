"""What the page of volunteer hours asks."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonshelf.common.dates.clock import today
from commonshelf.common.text.choices import TitledChoice
from commonshelf.common.text.forms import TranslatedTextFormField
from commonshelf.community.persons.models import Person
from commonshelf.path.programs.models import Program
from commonshelf.path.ripples.volunteers.models import Role


class HoursForm(forms.Form):
    """Hours somebody worked."""

    person = forms.ModelChoiceField(Person.objects.none(), label=_("Who?"), empty_label=_("Choose one"))
    role = TitledChoice(Role.objects.none(), label=_("As what?"))
    on = forms.DateField(label=_("On which day?"), initial=today, widget=forms.DateInput(attrs={"type": "date"}))
    hours = forms.DecimalField(
        label=_("How many hours?"), min_value=Decimal("0.25"), max_value=Decimal(24), decimal_places=2, help_text=_("For example 2.5")
    )
    sent_once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, persons: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = persons  # type: ignore[attr-defined]  # a model choice has one
        self.fields["role"].queryset = Role.objects.all()  # type: ignore[attr-defined]  # a model choice has one
        self.fields["sent_once"].initial = uuid.uuid4


class RoleForm(forms.Form):
    """Something a volunteer can do."""

    title = TranslatedTextFormField(label=_("What would they do?"))
    program = TitledChoice(
        Program.objects.none(), required=False, label=_("For which program?"), empty_label=_("For the library as a whole")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["program"].queryset = Program.objects.all()  # type: ignore[attr-defined]  # a model choice has one


class PersonForm(forms.Form):
    """A new volunteer or giver."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail"), required=False)
