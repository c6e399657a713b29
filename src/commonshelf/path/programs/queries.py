"""Reading programs. Programs and sessions are for everybody; who registered is for those who look after the session."""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Min, Q, Sum
from django.db.models.functions import Coalesce

from commonshelf.common.accounts.rules import may
from commonshelf.common.dates.clock import now
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.path.programs.models import Program, Registration, Session
from commonshelf.path.programs.terms import REGISTRATION_UNKNOWN, RegistrationState, SessionStatus

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from commonshelf.common.accounts.models import User

_CONFIRMED = Q(registrations__state=RegistrationState.CONFIRMED)
_WAITING = Q(registrations__state=RegistrationState.WAITING)


def programs_visible_to(user: User | AnonymousUser) -> QuerySet[Program]:  # noqa: ARG001 -- every reading query names its reader
    """Return every program, newest first: a program exists once its decision is published, so it is for everybody."""
    return Program.objects.select_related("fulfils__decision")


def programs_with_next_date(user: User | AnonymousUser) -> QuerySet[Program]:
    """Return the programs with `next_date`, the start of their next session."""
    ahead = Q(series__sessions__starts_at__gte=now(), series__sessions__status=SessionStatus.PLANNED)
    return programs_visible_to(user).annotate(next_date=Min("series__sessions__starts_at", filter=ahead))


def sessions_visible_to(user: User | AnonymousUser) -> QuerySet[Session]:  # noqa: ARG001 -- every reading query names its reader
    """Return every session in order of its start, with `taken` and `waiting`: how many people hold places and wait for them."""
    sessions = Session.objects.select_related("series__program__fulfils", "place__branch")
    return sessions.annotate(
        taken=Coalesce(Sum("registrations__party_size", filter=_CONFIRMED), 0),
        waiting=Coalesce(Sum("registrations__party_size", filter=_WAITING), 0),
    )


def upcoming_sessions() -> QuerySet[Session]:
    """Return the planned sessions that have not ended."""
    return Session.objects.filter(ends_at__gt=now(), status=SessionStatus.PLANNED)


def whats_on(user: User | AnonymousUser) -> QuerySet[Session]:
    """Return what everybody can still come to, with its partners."""
    return sessions_visible_to(user).filter(ends_at__gt=now(), status=SessionStatus.PLANNED).prefetch_related("series__partners")


def places_taken(session: Session) -> int:
    """Return how many people hold a place, counted from the registrations; no tally is kept that could go wrong."""
    confirmed = session.registrations.filter(state=RegistrationState.CONFIRMED)
    return int(confirmed.aggregate(people=Sum("party_size"))["people"] or 0)


def places_left(session: Session) -> int | None:
    """Return how many places are left; None where there is no limit."""
    return None if session.capacity is None else max(session.capacity - places_taken(session), 0)


def manage_token(registration: Registration) -> str:
    """Return the secret part of a registration's link. It is worked out anew for each mail, so it need not be kept."""
    secret = hmac.new(settings.SECRET_KEY.encode(), f"registration token {registration.sent_once}".encode(), hashlib.sha256).digest()
    return urlsafe_b64encode(secret[:24]).decode()


def manage_digest_of(token: str) -> str:
    """Return what is kept of a registration's link."""
    return hmac.new(settings.SECRET_KEY.encode(), f"registration digest {token}".encode(), hashlib.sha256).hexdigest()


def registration_of_token(token: str) -> Registration:
    """Return the registration whose link this is; refuse a link that was given to nobody."""
    found = Registration.objects.select_related("session__series__program", "session__place").filter(manage_digest=manage_digest_of(token))
    registration = found.first()
    if registration is None:
        raise Refusal(REGISTRATION_UNKNOWN)
    return registration


def registrations_visible_to(user: User | AnonymousUser, session: Session) -> QuerySet[Registration]:
    """Return who registered, for those who look after the session; nobody for anybody else, the director included."""
    registrations = session.registrations.select_related("accommodation__arranged_by", "session__place")
    return registrations if may(user, "programs.look_at_registrations", session) else registrations.none()


def waiting_in_order(session: Session) -> QuerySet[Registration]:
    """Return the waiting list, oldest first."""
    return session.registrations.filter(state=RegistrationState.WAITING).order_by("pk")


def parties_ahead(registration: Registration) -> int:
    """Return how many parties joined the waiting list before this one."""
    return waiting_in_order(registration.session).filter(pk__lt=registration.pk).count()
