"""The pages of partners."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from commonshelf.common.accounts.doors import door
from commonshelf.common.design.form_page import answer_form
from commonshelf.community.partners import actions
from commonshelf.community.partners.forms.staff import ContactForm, InteractionForm, OrganizationForm
from commonshelf.community.partners.queries import contacts_visible_to, interactions_visible_to, organizations_visible_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

ORGANIZATIONS_ON_A_PAGE = 25


@door("partners.read_organizations")
def organizations(request: HttpRequest) -> HttpResponse:
    """List the partners."""
    page = Paginator(organizations_visible_to(request.user), ORGANIZATIONS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "partners/staff/organizations.html", {"page": page})


@door("partners.read_organizations")
def organization(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one partner; those who may read names see its people and what passed between us."""
    partner = get_object_or_404(organizations_visible_to(request.user), pk=pk)
    interactions = Paginator(interactions_visible_to(request.user, partner), ORGANIZATIONS_ON_A_PAGE).get_page(request.GET.get("page"))
    found = {"organization": partner, "contacts": contacts_visible_to(request.user, partner), "page": interactions}
    return render(request, "partners/staff/organization.html", found)


@door("partners.add_organization")
def add_organization(request: HttpRequest) -> HttpResponse:
    """Add a partner."""

    def act(told: dict[str, Any]) -> str:
        partner = actions.add_organization(by=request.user, **told)  # type: ignore[arg-type]  # the door lets only users in
        return reverse("partners:organization", args=[partner.pk])

    return answer_form(
        request,
        OrganizationForm(request.POST or None),
        act=act,
        template="partners/staff/add_organization.html",
        said=_("The partner is added."),
    )


@door("partners.add_contact")
def add_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a person at a partner."""
    return _write_of_partner(request, pk, ContactForm, actions.add_contact, _("The contact is added."))


@door("partners.log_interaction")
def log_interaction(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what passed between us."""
    return _write_of_partner(request, pk, InteractionForm, actions.log_interaction, _("It is written down."))


def _write_of_partner(request: HttpRequest, pk: int, form: type[Form], write: Callable[..., object], said: str) -> HttpResponse:
    """Ask for one more row about a partner on the page named after what writes it, and go back to the partner."""
    partner = get_object_or_404(organizations_visible_to(request.user), pk=pk)

    def act(told: dict[str, Any]) -> str:
        write(organization=partner, by=request.user, **told)
        return reverse("partners:organization", args=[pk])

    template = f"partners/staff/{write.__name__}.html"
    return answer_form(request, form(request.POST or None), act=act, template=template, said=said, organization=partner)
