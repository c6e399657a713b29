"""Volunteer hours as staff see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonshelf.common.accounts.doors import door
from commonshelf.common.design.form_page import answer_form
from commonshelf.community.persons.actions import add_person
from commonshelf.community.persons.queries import persons_visible_to
from commonshelf.path.ripples.volunteers import actions
from commonshelf.path.ripples.volunteers.forms.staff import HoursForm, PersonForm, RoleForm
from commonshelf.path.ripples.volunteers.queries import hours_of, hours_visible_to, roles, worth_of_hours

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

ENTRIES_ON_A_PAGE = 25


@door("volunteers.read_hours")
def hours(request: HttpRequest) -> HttpResponse:
    """Show what the hours add up to, and the entries to those who may read names."""
    page = Paginator(hours_visible_to(request.user), ENTRIES_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "volunteers/staff/hours.html", {"page": page, "worth": worth_of_hours(), "roles": roles()})


@door("volunteers.claim_hours")
def claim(request: HttpRequest) -> HttpResponse:
    """Write down hours."""

    def act(told: dict[str, Any]) -> str:
        actions.claim_hours(by=request.user, **told)  # type: ignore[arg-type]  # the door lets only users in
        return reverse("volunteers:claim")

    page = Paginator(hours_of(request.user), ENTRIES_ON_A_PAGE).get_page(request.GET.get("page"))  # type: ignore[arg-type]  # the door lets only users in
    form = HoursForm(request.POST or None, persons=persons_visible_to(request.user))
    said = _("The hours are written down. They count once they are approved.")
    return answer_form(request, form, act=act, template="volunteers/staff/claim.html", said=said, page=page)


@door("volunteers.offer_role")
def offer_role(request: HttpRequest) -> HttpResponse:
    """Offer a role."""

    def act(told: dict[str, Any]) -> str:
        actions.offer_role(by=request.user, **told)  # type: ignore[arg-type]  # the door lets only users in
        return reverse("volunteers:hours")

    return answer_form(
        request, RoleForm(request.POST or None), act=act, template="volunteers/staff/offer_role.html", said=_("The role is offered.")
    )


@door("persons.add_person")
def new_person(request: HttpRequest) -> HttpResponse:
    """Write down a volunteer or a giver."""

    def act(told: dict[str, Any]) -> str:
        add_person(by=request.user, **told)  # type: ignore[arg-type]  # the door lets only users in
        return reverse("volunteers:claim")

    return answer_form(
        request,
        PersonForm(request.POST or None),
        act=act,
        template="volunteers/staff/new_person.html",
        said=_("The person is written down."),
    )


@door("volunteers.settle_hours")
@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve or refuse one entry."""
    entry = get_object_or_404(hours_visible_to(request.user), pk=pk)
    act = actions.refuse_hours if "refuse" in request.POST else actions.approve_hours
    act(entry=entry, by=request.user)  # type: ignore[arg-type]  # the door lets only users in
    return redirect("volunteers:hours")
