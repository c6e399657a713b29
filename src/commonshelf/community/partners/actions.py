"""Writing down partners and what passed between us."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.dates.clock import today
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.errors.terms import SENT_ALREADY
from commonshelf.common.log.actions import log_action
from commonshelf.common.text.cleaning import clean_address, clean_line, clean_text
from commonshelf.community.partners.models import Contact, Interaction, Organization
from commonshelf.community.partners.terms import NAME_TAKEN, NOT_YET, USER_TAKEN, WEBSITE_UNREADABLE, OrganizationKind

if TYPE_CHECKING:
    import datetime as dt

    from commonshelf.common.accounts.models import User

LONGEST_NAME = 160
LONGEST_CONTACT = 120
LONGEST_ABOUT = 2_000
LONGEST_WEBSITE = 200


def add_organization(*, name: str, kind: str, by: User, about: str = "", website: str = "") -> Organization:
    """Add a partner organization."""
    ensure_may(by, "partners.add_organization")
    called = clean_line(name, limit=LONGEST_NAME)
    facts = {"kind": OrganizationKind(kind), "about": _words(about), "website": _website(website)}
    with transaction.atomic():
        organization, new = Organization.objects.get_or_create(name=called, defaults=facts)
        if not new:
            raise Refusal(NAME_TAKEN, name=called)
        log_action(by=by, action="add_organization", thing=organization)
    return organization


def add_contact(*, organization: Organization, name: str, by: User, email: str = "", user: User | None = None) -> Contact:
    """Add a person at an organization; with a user, they may sign in and see their organization's things."""
    ensure_may(by, "partners.add_contact")
    called = clean_line(name, limit=LONGEST_CONTACT)
    address = clean_address(email) if email.strip() else ""
    if user is not None and Contact.objects.filter(user=user).exists():
        raise Refusal(USER_TAKEN)
    with transaction.atomic():
        contact = Contact.objects.create(organization=organization, name=called, email=address, user=user)
        log_action(by=by, action="add_contact", thing=contact)
    return contact


def log_interaction(*, organization: Organization, on: dt.date, summary: str, by: User, sent_once: uuid.UUID | None = None) -> Interaction:
    """Write down a talk, a visit or a message. The same sending twice is written down once."""
    ensure_may(by, "partners.log_interaction")
    if on > today():
        raise Refusal(NOT_YET, day=on)
    facts = {"organization": organization, "on": on, "summary": clean_text(summary), "by": by}
    with transaction.atomic():
        interaction, new = Interaction.objects.get_or_create(sent_once=sent_once or uuid.uuid4(), defaults=facts)
        if new:
            log_action(by=by, action="log_interaction", thing=interaction)
        elif any(getattr(interaction, name) != told for name, told in facts.items()):
            raise Refusal(SENT_ALREADY)
    return interaction


def _words(about: str) -> str:
    return clean_text(about, limit=LONGEST_ABOUT) if about.strip() else ""


def _website(address: str) -> str:
    """Return an address that a page may link to. Only http and https: a link can also be a program."""
    if not address.strip():
        return ""
    try:
        URLValidator(schemes=["http", "https"])(address.strip())
    except ValidationError:
        raise Refusal(WEBSITE_UNREADABLE, website=address.strip()[:80]) from None
    if len(address.strip()) > LONGEST_WEBSITE:
        raise Refusal(WEBSITE_UNREADABLE, website=address.strip()[:80])
    return address.strip()
