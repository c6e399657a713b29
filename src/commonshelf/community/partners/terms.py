"""The words of partners."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonshelf.common.errors.catalogue import ErrorCode


class OrganizationKind(models.TextChoices):
    """What sort of organization it is."""

    SCHOOL = "school", _("School")
    NONPROFIT = "nonprofit", _("Nonprofit")
    BUSINESS = "business", _("Business")
    GOVERNMENT = "government", _("Public body")
    COMMUNITY = "community", _("Community group")


NAME_TAKEN = ErrorCode(
    "partners.name_taken", _("There is a partner called “%(name)s” already."), _("Open that partner, or choose another name."), status=409
)
NOT_YET = ErrorCode("partners.not_yet", _("The day %(day)s has not come yet."), _("Write down what happened after it happened."))
WEBSITE_UNREADABLE = ErrorCode(
    "partners.website_unreadable",
    _("“%(website)s” is not the address of a website."),
    _("Write it like https://example.org, or leave it out."),
)
USER_TAKEN = ErrorCode(
    "partners.user_taken",
    _("This sign-in belongs to a contact of a partner already."),
    _("Choose another sign-in, or none."),
    status=409,
)
