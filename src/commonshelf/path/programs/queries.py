"""Reading programs. Programs and sessions are for everybody; who registered is for those who look after the session."""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import BooleanField, ExpressionWrapper, F, Min, Q, Sum
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.timezone import localtime

from commonshelf.common.accounts.rules import is_branch_staff
from commonshelf.common.dates.clock import now
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.community.partners.models import Organization
from commonshelf.community.places.models import Place
from commonshelf.path.decisions.models import Commitment, Decision
from commonshelf.path.decisions.terms import CommitmentKind, DecisionState
from commonshelf.path.programs.models import Program, Registration, Series, Session
from commonshelf.path.programs.rules import for_whole_library
from commonshelf.path.programs.terms import (
    NO_REGISTRATION,
    REGISTRATION_CLOSED,
    REGISTRATION_NOT_OPEN,
    REGISTRATION_UNKNOWN,
    SESSION_CANCELLED,
    RegistrationState,
    SessionStatus,
)

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
    return programs_visible_to(user).annotate(next_date=Min("series__sessions__starts_at", filter=ahead)).order_by("-pk")


def sessions_visible_to(user: User | AnonymousUser) -> QuerySet[Session]:  # noqa: ARG001 -- every reading query names its reader
    """Return every session in order of its start: how many people have places (`taken`), wait (`waiting`), could still come (`left`).

    `open_now` says whether one can register at this moment; `ensure_registration_open` says why not.
    """
    moment = now()
    opened = Q(registration_opens_at=None) | Q(registration_opens_at__lte=moment)
    not_closed = Q(closes_at__gt=moment)
    planned = Q(status=SessionStatus.PLANNED, registration=True)
    # A query that sums forgets the order of its model, so the order is said again.
    sessions = Session.objects.select_related("series__program__fulfils", "place__branch").order_by("starts_at", "pk")
    return sessions.annotate(
        taken=Coalesce(Sum("registrations__party_size", filter=_CONFIRMED), 0),
        waiting=Coalesce(Sum("registrations__party_size", filter=_WAITING), 0),
        left=F("capacity") - F("taken"),
        closes_at=Coalesce("registration_closes_at", "starts_at"),
        open_now=ExpressionWrapper(planned & opened & not_closed, output_field=BooleanField()),
    )


def upcoming_sessions() -> QuerySet[Session]:
    """Return the planned sessions that have not ended."""
    return Session.objects.filter(ends_at__gt=now(), status=SessionStatus.PLANNED)


def whats_on(user: User | AnonymousUser) -> QuerySet[Session]:
    """Return what everybody can still come to, with its partners."""
    return sessions_visible_to(user).filter(ends_at__gt=now(), status=SessionStatus.PLANNED).prefetch_related("series__partners")


def places_of_whats_on() -> QuerySet[Place]:
    """Return the places where something is on."""
    return Place.objects.filter(pk__in=upcoming_sessions().values("place"))


def partners_of(program: Program) -> QuerySet[Organization]:
    """Return the organizations that put a program on with the library."""
    return Organization.objects.filter(series__program=program).distinct()


def program_promises() -> QuerySet[Commitment]:
    """Return what the library has promised in public and a program can keep."""
    published = Commitment.objects.filter(kind=CommitmentKind.PROGRAM, decision__state=DecisionState.PUBLISHED)
    return published.select_related("decision")


def decisions_to_change_by() -> QuerySet[Decision]:
    """Return the published decisions, which may change a series."""
    return Decision.objects.filter(state=DecisionState.PUBLISHED)


def series_visible_to(user: User | AnonymousUser) -> QuerySet[Series]:  # noqa: ARG001 -- every reading query names its reader
    """Return every series: what the library puts on is public."""
    return Series.objects.select_related("program", "place", "changed_by")


def series_ended_by(decision: Decision) -> list[Series]:
    """Return the series that a decision ended: it changed them, they keep no promise of it, and nothing of them is to come."""
    changed = Series.objects.filter(changed_by=decision).exclude(program__fulfils__decision=decision).select_related("program", "place")
    to_come = Session.objects.filter(starts_at__gt=now()).exclude(status=SessionStatus.CANCELLED).values("series")
    return list(changed.exclude(pk__in=to_come))


def ensure_registration_open(session: Session) -> None:
    """Refuse outside the session's window, which closes at its start unless it says otherwise."""
    if session.status == SessionStatus.CANCELLED:
        raise Refusal(SESSION_CANCELLED)
    if not session.registration:
        raise Refusal(NO_REGISTRATION)
    if session.registration_opens_at is not None and now() < session.registration_opens_at:
        raise Refusal(REGISTRATION_NOT_OPEN, day=date_format(localtime(session.registration_opens_at), "DATETIME_FORMAT"))
    if now() >= (session.registration_closes_at or session.starts_at):
        raise Refusal(REGISTRATION_CLOSED)


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


def registrations_visible_to(user: User | AnonymousUser) -> QuerySet[Registration]:
    """Return who registered, for those who look after the session; nobody for anybody else, the director included."""
    registrations = Registration.objects.select_related("session__place", "accommodation__arranged_by")
    if for_whole_library(user):
        return registrations
    if not is_branch_staff(user):
        return registrations.none()
    return registrations.filter(Q(session__place__posts__user=user) | Q(session__place__branch__posts__user=user)).distinct()


def waiting_in_order(session: Session) -> QuerySet[Registration]:
    """Return the waiting list, oldest first."""
    return session.registrations.filter(state=RegistrationState.WAITING).order_by("pk")


def parties_ahead(registration: Registration) -> int:
    """Return how many parties joined the waiting list before this one."""
    return waiting_in_order(registration.session).filter(pk__lt=registration.pk).count()
