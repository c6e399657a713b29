"""Writing down partners and what passed between us."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.dates.clock import today
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.actions import log_action
from commonshelf.community.partners.models import Contact, Interaction, Organization
from commonshelf.community.partners.terms import NAME_TAKEN, NOT_YET

if TYPE_CHECKING:
    import datetime as dt

    from commonshelf.common.accounts.models import User


def add_organization(*, name: str, kind: str, by: User, about: str = "", website: str = "") -> Organization:
    """Add a partner organization."""
    ensure_may(by, "partners.add_organization")
    with transaction.atomic():
        organization, new = Organization.objects.get_or_create(name=name, defaults={"kind": kind, "about": about, "website": website})
        if not new:
            raise Refusal(NAME_TAKEN, name=name)
        log_action(by=by, action="add_organization", thing=organization)
    return organization


def add_contact(*, organization: Organization, name: str, by: User, email: str = "", user: User | None = None) -> Contact:
    """Add a person at an organization; with a user, they may sign in and see their organization's things."""
    ensure_may(by, "partners.add_contact")
    with transaction.atomic():
        contact = Contact.objects.create(organization=organization, name=name, email=email.lower(), user=user)
        log_action(by=by, action="add_contact", thing=contact)
    return contact


def log_interaction(*, organization: Organization, on: dt.date, summary: str, by: User) -> Interaction:
    """Write down a talk, a visit or a message."""
    ensure_may(by, "partners.log_interaction")
    if on > today():
        raise Refusal(NOT_YET, day=on.isoformat())
    with transaction.atomic():
        interaction = Interaction.objects.create(organization=organization, on=on, summary=summary, by=by)
        log_action(by=by, action="log_interaction", thing=interaction)
    return interaction
