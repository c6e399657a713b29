"""The words of places."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlaceKind(models.TextChoices):
    """What sort of place it is."""

    BRANCH = "branch", _("Branch")
    ROOM = "room", _("Room")
    VENUE = "venue", _("Other venue")
    ONLINE = "online", _("Online")
