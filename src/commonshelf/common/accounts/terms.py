"""The words of signing in."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class UserRole(models.TextChoices):
    """What a sign-in may do (DESIGN section 5). Nobody signed in is the eighth role and has no row."""

    RESIDENT = "resident", _("Resident")
    PARTNER = "partner", _("Partner contact")
    VOLUNTEER = "volunteer", _("Volunteer")
    BRANCH_STAFF = "branch_staff", _("Branch staff")
    OUTREACH_STAFF = "outreach_staff", _("Outreach staff")
    READER = "reader", _("Reader: every number, no name")
    ADMINISTRATOR = "administrator", _("Administrator")


STAFF_ROLES = frozenset({UserRole.BRANCH_STAFF, UserRole.OUTREACH_STAFF, UserRole.READER, UserRole.ADMINISTRATOR})
