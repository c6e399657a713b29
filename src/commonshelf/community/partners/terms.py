"""The words of partners."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganizationKind(models.TextChoices):
    """What sort of organization it is."""

    SCHOOL = "school", _("School")
    NONPROFIT = "nonprofit", _("Nonprofit")
    BUSINESS = "business", _("Business")
    GOVERNMENT = "government", _("Public body")
    COMMUNITY = "community", _("Community group")
