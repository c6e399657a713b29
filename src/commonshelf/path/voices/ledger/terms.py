"""The words of voices, and the refusals of saying something."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonshelf.common.errors.catalogue import ErrorCode


class Channel(models.TextChoices):
    """How a voice reached the library. Unlike channels are counted apart, never summed without saying so."""

    SURVEY = "survey", _("Survey answer")
    OPEN = "open", _("Have your say")
    FORUM = "forum", _("Community forum")
    PHONE = "phone", _("Phone call")
    REMARK = "remark", _("Remark at the desk")
    PARTNER = "partner", _("A partner asked for us")
    SLIP = "slip", _("Paper slip")
    STICKERS = "stickers", _("Sticker board")
    OUTCOME = "outcome", _("After a session")
    ANSWER_BACK = "answer_back", _("An answer back to us")


WRITTEN_BY_STAFF = (Channel.PHONE, Channel.REMARK, Channel.PARTNER, Channel.SLIP, Channel.STICKERS, Channel.FORUM)


class AgeBand(models.TextChoices):
    """How old a person says they are."""

    UNDER_12 = "0-11", _("under 12")
    TEEN = "12-18", _("12 to 18")
    YOUNG = "19-34", _("19 to 34")
    MIDDLE = "35-64", _("35 to 64")
    OLDER = "65+", _("65 or older")


class LibraryUse(models.TextChoices):
    """Whether a person comes to the library: those who stopped and those who never came are asked too."""

    COMES = "comes", _("I come to the library")
    STOPPED = "stopped", _("I used to come")
    NEVER = "never", _("I have never come")


VOICE_NOT_FOUND = ErrorCode(
    "ledger.receipt_unknown",
    _("We do not know this receipt code."),
    _("Check each letter and number. A code looks like this: ABCD-EFGH-JKMN."),
    status=404,
)
LANGUAGE_UNKNOWN = ErrorCode("ledger.language_unknown", _("We do not know the language “%(code)s”."), _("Choose a language from the list."))
CHANNEL_NOT_FOR_STAFF = ErrorCode(
    "ledger.channel_not_for_staff",
    _("A note by staff cannot come through the channel “%(channel)s”."),
    _("Choose how you heard it: a phone call, a remark, a paper slip, a sticker board, a forum or a partner."),
)
PARTNER_MISSING = ErrorCode(
    "ledger.partner_missing", _("It does not say which partner heard this."), _("Choose the partner organization, or another channel.")
)
MAY_NOT_BE_QUOTED = ErrorCode(
    "ledger.may_not_be_quoted",
    _("Whoever said this did not agree that others read it."),
    _("Tell what it is about in your own words instead."),
    status=409,
)
TAKEN_BACK_ALREADY = ErrorCode(
    "ledger.taken_back_already", _("These words were taken back already."), _("Nothing more is to be done."), status=409
)
