"""What the page of places asks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonshelf.community.places.models import Area, Place
from commonshelf.community.places.queries import areas, branches
from commonshelf.community.places.terms import PlaceKind


class PlaceForm(forms.Form):
    """A branch, a room of a branch, or another venue."""

    name = forms.CharField(label=_("Name of the place"), max_length=120)
    kind = forms.ChoiceField(label=_("What sort of place is it?"), choices=PlaceKind.choices)
    address = forms.CharField(label=_("Address"), max_length=240, required=False)
    area = forms.ModelChoiceField(Area.objects.none(), required=False, label=_("In which neighborhood?"), empty_label=_("None"))
    branch = forms.ModelChoiceField(Place.objects.none(), required=False, label=_("A room of which branch?"), empty_label=_("None"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas()  # type: ignore[attr-defined]  # a field of choices from rows
        self.fields["branch"].queryset = branches()  # type: ignore[attr-defined]  # a field of choices from rows


class AreaForm(forms.Form):
    """A neighborhood that residents can choose."""

    name = forms.CharField(label=_("Name of the neighborhood"), max_length=80)
