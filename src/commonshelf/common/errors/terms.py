"""Refusals that any part of the house may give."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonshelf.common.errors.catalogue import ErrorCode

NOT_ALLOWED = ErrorCode(
    "house.not_allowed", _("Your sign-in may not do this."), _("Ask an administrator of your library if you need to."), status=403
)
NOT_FOUND = ErrorCode(
    "house.not_found",
    _("There is nothing here, or you may not see it."),
    _("Check the address, or start again from the home page."),
    status=404,
)
TEXT_EMPTY = ErrorCode("house.text_empty", _("There are no words in this text."), _("Write at least one word, then send it again."))
TEXT_TOO_LONG = ErrorCode(
    "house.text_too_long", _("This text has %(length)s characters; at most %(limit)s fit."), _("Shorten it, or send it in two parts.")
)
EMAIL_UNREADABLE = ErrorCode(
    "house.email_unreadable", _("“%(email)s” is not a mail address."), _("Write it like name@example.org, then send it again.")
)
TOO_MUCH_SENT = ErrorCode(
    "house.too_much_sent",
    _("More was sent from your place within an hour than we can take."),
    _("Go back: what you wrote is most likely still there. Wait for the next hour, then send it once more."),
    status=429,
)
SENT_ALREADY = ErrorCode(
    "house.sent_already",
    _("This page was sent already, and now it says something else."),
    _("What you sent first is kept. Open the page again for something new."),
    status=409,
)
