"""Writing down persons, and the consent ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.log.actions import log_action
from commonshelf.common.text.cleaning import clean_address, clean_line
from commonshelf.community.persons.models import Consent, ContactPoint, Person
from commonshelf.community.persons.terms import ConsentAct, ConsentMethod, ContactPointKind

if TYPE_CHECKING:
    from commonshelf.common.accounts.models import User

LONGEST_NAME = 120


def add_person(*, name: str, by: User, email: str = "", language: str = "en", user: User | None = None) -> Person:
    """Write down somebody the library knows by name, such as a volunteer or a giver."""
    ensure_may(by, "persons.add_person")
    called = clean_line(name, limit=LONGEST_NAME)
    address = clean_address(email) if email.strip() else ""
    with transaction.atomic():
        person = Person.objects.create(name=called, language=language, user=user)
        if address:
            ContactPoint.objects.create(person=person, kind=ContactPointKind.EMAIL, value=address)
        log_action(by=by, action="add_person", thing=person)
    return person


def give_consent(*, address: str, topic: str, method: str, wording: str) -> Consent:
    """Add to the ledger that an address agreed to letters on a topic, in this wording. The letters ask for rights; the ledger only keeps."""
    return _add(ConsentAct.GIVEN, address=address, topic=topic, method=method, wording=wording)


def withdraw_consent(*, address: str, topic: str, method: str, wording: str) -> Consent:
    """Add to the ledger that an address wants no more letters on a topic."""
    return _add(ConsentAct.WITHDRAWN, address=address, topic=topic, method=method, wording=wording)


def _add(act: ConsentAct, *, address: str, topic: str, method: str, wording: str) -> Consent:
    return Consent.objects.create(address=clean_address(address), topic=topic, act=act, method=ConsentMethod(method), wording=wording)
