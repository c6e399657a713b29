"""The words of programs, and their refusals."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonshelf.common.errors.catalogue import ErrorCode


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
    _("There are %(left)s places left, and you asked for %(wanted)s."),
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
