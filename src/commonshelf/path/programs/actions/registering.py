"""Registering a party and letting it go again. Places cannot be oversold: parties queue at the lock of the session's row."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.dates.clock import now
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.actions import log_action
from commonshelf.common.text.cleaning import clean_text
from commonshelf.common.text.fields import LANGUAGE_CODES
from commonshelf.path.programs.actions.letters import post_letter
from commonshelf.path.programs.models import Accommodation, Registration, Session
from commonshelf.path.programs.queries import ensure_registration_open, manage_digest_of, manage_token, places_left, waiting_in_order
from commonshelf.path.programs.terms import (
    EMAIL_WRONG,
    LONGEST_EMAIL,
    LONGEST_NAME,
    LONGEST_REQUEST,
    MOST_FOR_ADDRESS,
    MOST_IN_PARTY,
    PARTY_SIZE_WRONG,
    PARTY_TOO_LARGE,
    SENT_ALREADY,
    SESSION_BEGAN,
    SESSION_FULL,
    TOO_MANY_FOR_ADDRESS,
    RegistrationState,
    SessionStatus,
)
from commonshelf.path.voices.ledger.terms import LANGUAGE_UNKNOWN

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from commonshelf.common.accounts.models import User


class Registered(NamedTuple):
    """A registration and the secret part of the link to it, which nobody can read from the row."""

    registration: Registration
    token: str


def register(
    *,
    session: Session,
    name: str,
    email: str,
    party_size: int,
    language: str,
    by: User | AnonymousUser,
    accommodation: str = "",
    wait: bool = False,
    sent_once: uuid.UUID | None = None,
) -> Registered:
    """Give a party its places, or with `wait` a place in the queue. The same sending twice is the same registration."""
    ensure_may(by, "programs.register")
    party = _checked_party(name=name, email=email, party_size=party_size, language=language, sent_once=sent_once)
    request = clean_text(accommodation, limit=LONGEST_REQUEST) if accommodation.strip() else ""
    with transaction.atomic():
        session = _locked(session)
        earlier = Registration.objects.filter(sent_once=party.sent_once).first()
        if earlier is not None:
            return _sent_before(earlier, session=session, party=party)
        ensure_registration_open(session)
        if _on_staff(by) is None:
            _ensure_address_not_flooded(party.email)
        party.session = session
        party.state = _state_for(session, party_size, wait=wait)
        party.save()
        if request:
            Accommodation.objects.create(registration=party, request=request)
        log_action(by=_on_staff(by), action="register", thing=party, party_size=party_size, state=party.state)
        post_letter(party.state, party)
    return Registered(party, manage_token(party))


def cancel_registration(*, registration: Registration, by: User | AnonymousUser) -> Registration:
    """Let a party's places go, and offer them to those who wait. Cancelling twice changes nothing the second time."""
    ensure_may(by, "programs.cancel_registration")
    with transaction.atomic():
        session = _locked(registration.session)
        registration = Registration.objects.get(pk=registration.pk)
        if registration.state == RegistrationState.CANCELLED:
            return registration
        if session.starts_at <= now():
            raise Refusal(SESSION_BEGAN)
        registration.state = RegistrationState.CANCELLED
        registration.save(update_fields=["state"])
        log_action(by=_on_staff(by), action="cancel_registration", thing=registration)
        post_letter("cancelled", registration)
        promote_from_waitlist(session=session)
    return registration


def promote_from_waitlist(*, session: Session) -> list[Registration]:
    """Give free places to those who wait, the oldest party that fits first. Nobody asks for it: every cancellation does it."""
    promoted: list[Registration] = []
    with transaction.atomic():
        session = _locked(session)
        left = places_left(session)
        if left is None or session.status == SessionStatus.CANCELLED or session.starts_at <= now():
            return promoted
        for party in waiting_in_order(session):
            if party.party_size <= left:
                party.state = RegistrationState.CONFIRMED
                party.save(update_fields=["state"])
                left -= party.party_size
                log_action(by=None, action="promote_from_waitlist", thing=party, party_size=party.party_size)
                post_letter("promoted", party)
                promoted.append(party)
    return promoted


def _locked(session: Session) -> Session:
    """Read the session's row and hold it until the transaction ends. On SQLite the immediate transaction is the lock."""
    return Session.objects.select_for_update().get(pk=session.pk)


def _checked_party(*, name: str, email: str, party_size: int, language: str, sent_once: uuid.UUID | None) -> Registration:
    """Return an unsaved registration of clean words, or refuse."""
    if not 1 <= party_size <= MOST_IN_PARTY:
        raise Refusal(PARTY_SIZE_WRONG, most=MOST_IN_PARTY, size=party_size)
    if language not in LANGUAGE_CODES:
        raise Refusal(LANGUAGE_UNKNOWN, code=language)
    email = email.strip()
    try:
        validate_email(email)
    except ValidationError:
        raise Refusal(EMAIL_WRONG, email=email[:80]) from None
    if len(email) > LONGEST_EMAIL:
        raise Refusal(EMAIL_WRONG, email=email[:80])
    one_line = " ".join(clean_text(name, limit=LONGEST_NAME).split())
    party = Registration(name=one_line, email=email, party_size=party_size, language=language, sent_once=sent_once or uuid.uuid4())
    party.manage_digest = manage_digest_of(manage_token(party))
    return party


def _ensure_address_not_flooded(email: str) -> None:
    """Refuse one registration too many: each sends a letter to an address that anybody may have typed."""
    lately = Registration.objects.filter(email__iexact=email, made_at__gt=now() - dt.timedelta(days=1))
    if lately.count() >= MOST_FOR_ADDRESS:
        raise Refusal(TOO_MANY_FOR_ADDRESS, most=MOST_FOR_ADDRESS)


def _sent_before(earlier: Registration, *, session: Session, party: Registration) -> Registered:
    """Return what a double click made already. A form that was changed and sent again is another matter, and is said so."""
    same = (earlier.session_id, earlier.email, earlier.party_size) == (session.pk, party.email, party.party_size)
    if not same or earlier.state == RegistrationState.CANCELLED:
        raise Refusal(SENT_ALREADY, size=earlier.party_size)
    return Registered(earlier, manage_token(earlier))


def _state_for(session: Session, party_size: int, *, wait: bool) -> RegistrationState:
    """Decide between a place, the queue and a refusal. Called under the lock, so what it counts stays true."""
    left = places_left(session)
    if left is None or party_size <= left:
        return RegistrationState.CONFIRMED
    if session.capacity is not None and party_size > session.capacity:
        raise Refusal(PARTY_TOO_LARGE, capacity=session.capacity, wanted=party_size)
    if not wait:
        raise Refusal(SESSION_FULL, left=left, wanted=party_size)
    return RegistrationState.WAITING


def _on_staff(by: User | AnonymousUser) -> User | None:
    """Return who acted if they act for the library. A resident's log of what they come to would outlive their registration."""
    return by if by.is_authenticated and by.is_staff_member else None
