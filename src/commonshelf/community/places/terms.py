"""The words of places."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonshelf.common.errors.catalogue import ErrorCode


class PlaceKind(models.TextChoices):
    """What sort of place it is."""

    BRANCH = "branch", _("Branch")
    ROOM = "room", _("Room")
    VENUE = "venue", _("Other venue")
    ONLINE = "online", _("Online")


NAME_TAKEN = ErrorCode(
    "places.name_taken",
    _("There is a place called “%(name)s” already."),
    _("Use the one that is there, or choose another name."),
    status=409,
)
NOT_A_BRANCH = ErrorCode(
    "places.not_a_branch", _("“%(name)s” is not a branch, so it has no rooms."), _("Choose the branch the room is in.")
)
