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
CONFIRM_WORDING = "whats-on-1"
LINK_TOO_OLD = ErrorCode(
    "letters.link_too_old",
    _("This link is older than %(days)s days."),
    _("Subscribe again; a new letter with a new link comes at once."),
    status=410,
)
TOPIC_TAKEN = ErrorCode(
    "letters.topic_taken", _("There is a topic called “%(slug)s” already."), _("Use that one, or choose another name."), status=409
)
SLUG_UNREADABLE = ErrorCode(
    "letters.slug_unreadable",
    _("“%(slug)s” cannot stand in an address."),
    _("Use small letters, numbers and dashes, such as whats-on."),
)
NO_READERS = ErrorCode(
    "letters.no_readers",
    _("Nobody reads letters on this topic yet, so nothing was sent."),
    _("Show people the page where they ask for letters. The draft stays."),
    status=409,
)
