"""The words of programs, their limits, and their refusals."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonshelf.common.errors.catalogue import ErrorCode

MOST_IN_PARTY = 10
MOST_FOR_ADDRESS = 20  # a day: a family may plan a whole season, a machine must not fill somebody's mailbox
LONGEST_EMAIL = 254
MOST_PLACES = 9_999
MOST_SESSIONS = 160
LONGEST_TITLE = 160
LONGEST_SUMMARY = 2_000
LONGEST_NAME = 120
LONGEST_REQUEST = 400


class SessionKind(models.TextChoices):
    """How a session runs; the federal count takes synchronous sessions alone."""

    SYNCHRONOUS = "synchronous", _("At a set time, together")
    ASYNCHRONOUS = "asynchronous", _("A recording")
    SELF_DIRECTED = "self_directed", _("On your own, in your own time")
    ONE_TO_ONE = "one_to_one", _("One to one")
    OUTREACH_TABLE = "outreach_table", _("A table at somebody else's event")


class Audience(models.TextChoices):
    """Whom a session is mainly for."""

    EARLY = "0-5", _("Ages 0 to 5")
    CHILDREN = "6-11", _("Ages 6 to 11")
    TEENS = "12-18", _("Ages 12 to 18")
    ADULTS = "adult", _("Adults")
    GENERAL = "general", _("Everybody")


class PlaceType(models.TextChoices):
    """Where a session happens, as the federal count asks."""

    ONSITE = "onsite", _("At the library")
    OFFSITE = "offsite", _("Somewhere else")
    VIRTUAL = "virtual", _("Online")


class Sponsorship(models.TextChoices):
    """Who puts the session on."""

    LIBRARY = "library", _("The library")
    CO_SPONSORED = "co_sponsored", _("The library with a partner")
    HOSTED_ONLY = "hosted_only", _("Others, in our rooms")


class SessionStatus(models.TextChoices):
    """Whether it takes place."""

    PLANNED = "planned", _("planned")
    CANCELLED = "cancelled", _("cancelled")


class RegistrationState(models.TextChoices):
    """Where a registration stands."""

    CONFIRMED = "confirmed", _("confirmed")
    WAITING = "waiting", _("waiting")
    CANCELLED = "cancelled", _("cancelled")


SESSION_FULL = ErrorCode(
    "programs.session_full",
    _("Places left: %(left)s. You asked for: %(wanted)s."),
    _("Ask for fewer places, or join the waiting list."),
    status=409,
)
REGISTRATION_CLOSED = ErrorCode(
    "programs.registration_closed",
    _("Registration for this session is closed."),
    _("Look for another date on the page of the program."),
    status=409,
)
SESSION_CANCELLED = ErrorCode(
    "programs.session_cancelled", _("This session was cancelled."), _("Look for another date on the page of the program."), status=409
)
NO_REGISTRATION = ErrorCode("programs.no_registration", _("This session needs no registration."), _("Just come."), status=409)
PARTY_SIZE_WRONG = ErrorCode(
    "programs.party_size_wrong", _("A party has from 1 to %(most)s people; you wrote %(size)s."), _("Write how many of you will come.")
)
SESSION_ENDS_BEFORE_START = ErrorCode(
    "programs.ends_before_start", _("The session would end before it starts."), _("Choose an end after the start.")
)
SERIES_WITHOUT_DATES = ErrorCode(
    "programs.series_without_dates", _("No date falls between %(first)s and %(last)s."), _("Choose a last day after the first.")
)
PARTNER_NEEDED = ErrorCode(
    "programs.partner_needed",
    _("A co-sponsored series names no partner."),
    _("Choose the partner organization, or say that the library puts it on alone."),
)
NOT_A_PROGRAM_PROMISE = ErrorCode(
    "programs.not_a_program_promise", _("This commitment does not promise a program."), _("Choose a commitment whose kind is a program.")
)
SESSION_FACT_WRONG = ErrorCode(
    "programs.session_fact_wrong",
    _("The kind, the audience, the kind of place or who puts it on is missing or unknown: “%(value)s”."),
    _("Choose each of the four from its list; the yearly counts need them."),
)
HYBRID_ONLINE = ErrorCode(
    "programs.hybrid_online",
    _("A session that is only online cannot be in a room as well."),
    _("Choose the library or somewhere else as its place, or leave out that people may also join online."),
)
CAPACITY_WRONG = ErrorCode(
    "programs.capacity_wrong",
    _("%(capacity)s is not a number of places from 1 to 9,999."),
    _("Write how many people fit in, or leave it empty if there is no limit."),
)
CAPACITY_WITHOUT_REGISTRATION = ErrorCode(
    "programs.capacity_without_registration",
    _("The number of places is limited, but nobody can register."),
    _("Say that people register, or leave the number of places empty."),
)
SERIES_TOO_LONG = ErrorCode(
    "programs.series_too_long",
    _("From %(first)s to %(last)s there are more than %(most)s weeks."),
    _("Choose an earlier last day; go on with a new series later."),
)
WINDOW_WRONG = ErrorCode(
    "programs.window_wrong",
    _("Registration would close before it opens, or after the session has begun."),
    _("Let it open earlier, or close later but before the start."),
)
REGISTRATION_NOT_OPEN = ErrorCode(
    "programs.registration_not_open",
    _("Registration for this session opens on %(day)s."),
    _("Come back then, or look for another date on the page of the program."),
    status=409,
)
PARTY_TOO_LARGE = ErrorCode(
    "programs.party_too_large",
    _("This session has %(capacity)s places in all, and you asked for %(wanted)s."),
    _("Ask for fewer places, or ask the library for a date of your own."),
)
SENT_ALREADY = ErrorCode(
    "programs.sent_already",
    _("This form was sent already, for a party of %(size)s."),
    _("To change it, cancel with the link in our mail and register again. To register others too, open the page of the session again."),
    status=409,
)
SESSION_BEGAN = ErrorCode("programs.session_began", _("This session has begun already."), _("Nothing more needs to be done."), status=409)
REGISTRATION_UNKNOWN = ErrorCode(
    "programs.registration_unknown",
    _("We do not know this link."),
    _("Open the link in our mail again, whole, or ask at the library."),
    status=404,
)
TOO_MANY_FOR_ADDRESS = ErrorCode(
    "programs.too_many_for_address",
    _("With this mail address there were %(most)s registrations since yesterday."),
    _("Ask at the library: the staff register you and your group."),
    status=429,
)
EMAIL_WRONG = ErrorCode(
    "programs.email_wrong", _("“%(email)s” is not a mail address we can write to."), _("Check it; it looks like this: name@example.org.")
)
