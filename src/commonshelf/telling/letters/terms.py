"""The words of letters, and their refusals."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonshelf.common.errors.catalogue import ErrorCode


class SubscriptionState(models.TextChoices):
    """A subscription counts once the address has confirmed it."""

    PENDING = "pending", _("pending")
    CONFIRMED = "confirmed", _("confirmed")
    ENDED = "ended", _("ended")


class LetterState(models.TextChoices):
    """A letter is sent once, to whoever is confirmed at that moment."""

    DRAFT = "draft", _("draft")
    SENT = "sent", _("sent")


LINK_UNKNOWN = ErrorCode(
    "letters.link_unknown",
    _("This link is not one of ours, or it is no longer good."),
    _("Subscribe again, or write to the library."),
    status=404,
)
LETTER_SENT_ALREADY = ErrorCode("letters.sent_already", _("This letter was sent already."), _("Write a new one."), status=409)
