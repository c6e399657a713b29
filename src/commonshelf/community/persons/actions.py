"""Writing down persons, and the consent ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.log.actions import log_action
from commonshelf.community.persons.models import Consent, ContactPoint, Person
from commonshelf.community.persons.terms import ConsentAct, ContactPointKind

if TYPE_CHECKING:
    from commonshelf.common.accounts.models import User


def add_person(*, name: str, by: User, email: str = "", language: str = "en", user: User | None = None) -> Person:
    """Write down somebody the library knows by name, such as a volunteer or a giver."""
    ensure_may(by, "persons.add_person")
    with transaction.atomic():
        person = Person.objects.create(name=name, language=language, user=user)
        if email:
            ContactPoint.objects.create(person=person, kind=ContactPointKind.EMAIL, value=email.lower())
        log_action(by=by, action="add_person", thing=person)
    return person


def give_consent(*, address: str, topic: str, method: str, wording: str) -> Consent:
    """Add to the ledger that an address agreed to letters on a topic, in this wording."""
    return Consent.objects.create(address=address.lower(), topic=topic, act=ConsentAct.GIVEN, method=method, wording=wording)


def withdraw_consent(*, address: str, topic: str, method: str, wording: str) -> Consent:
    """Add to the ledger that an address wants no more letters on a topic."""
    return Consent.objects.create(address=address.lower(), topic=topic, act=ConsentAct.WITHDRAWN, method=method, wording=wording)
