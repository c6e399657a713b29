"""The places and neighborhoods of the library: the first thing a new library writes down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from commonshelf.common.accounts.doors import door
from commonshelf.common.design.form_page import answer_form
from commonshelf.community.places import actions, queries
from commonshelf.community.places.forms.staff import AreaForm, PlaceForm

if TYPE_CHECKING:
    from django.http import HttpResponse

    from commonshelf.common.accounts.doors import SignedInRequest


@door("places.add_place")
def places(request: SignedInRequest) -> HttpResponse:
    """List the places and the neighborhoods."""
    return render(request, "places/staff/places.html", {"places": queries.places(), "areas": queries.areas()})


@door("places.add_place")
def add_place(request: SignedInRequest) -> HttpResponse:
    """Add a place."""

    def act(told: dict[str, Any]) -> str:
        actions.add_place(by=request.user, **told)
        return reverse("places:places")

    return answer_form(
        request, PlaceForm(request.POST or None), act=act, template="places/staff/add_place.html", said=_("The place is added.")
    )


@door("places.add_area")
def add_area(request: SignedInRequest) -> HttpResponse:
    """Add a neighborhood."""

    def act(told: dict[str, Any]) -> str:
        actions.add_area(by=request.user, **told)
        return reverse("places:places")

    said = _("The neighborhood is added.")
    return answer_form(request, AreaForm(request.POST or None), act=act, template="places/staff/add_area.html", said=said)
