"""Reading partners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commonshelf.common.accounts.rules import may
from commonshelf.community.partners.models import Contact, Interaction, Organization

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from commonshelf.common.accounts.models import User


def organizations_visible_to(user: User | AnonymousUser) -> QuerySet[Organization]:
    """Return the organizations this user may see: staff and readers all of them, a contact their own."""
    if may(user, "partners.read_organizations"):
        return Organization.objects.all()
    return Organization.objects.filter(contacts__user=user) if user.is_authenticated else Organization.objects.none()


def contacts_visible_to(user: User | AnonymousUser, organization: Organization) -> QuerySet[Contact]:
    """Return the contacts of an organization, for those who may read names."""
    return organization.contacts.all() if may(user, "partners.read_contacts") else Contact.objects.none()


def interactions_visible_to(user: User | AnonymousUser, organization: Organization) -> QuerySet[Interaction]:
    """Return what passed between us, newest first, for those who may read names."""
    return organization.interactions.select_related("by") if may(user, "partners.read_contacts") else Interaction.objects.none()
