"""Reading persons and what they agreed to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commonshelf.common.accounts.rules import may
from commonshelf.community.persons.models import Consent, Person, Suppression
from commonshelf.community.persons.terms import ConsentAct

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from commonshelf.common.accounts.models import User


def persons_visible_to(user: User | AnonymousUser) -> QuerySet[Person]:
    """Return the persons this user may see: outreach staff all of them, anybody else only themselves."""
    if may(user, "persons.read_persons"):
        return Person.objects.all()
    return Person.objects.filter(user=user) if user.is_authenticated else Person.objects.none()


def may_write_to(address: str, topic: str) -> bool:
    """Say whether a letter on `topic` may go to `address`: the ledger's last word is yes and nothing suppresses it."""
    if Suppression.objects.filter(address__iexact=address).exists():
        return False
    last = Consent.objects.filter(address__iexact=address, topic=topic).last()
    return last is not None and last.act == ConsentAct.GIVEN
