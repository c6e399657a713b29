"""Reading persons and what they agreed to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models.functions import Lower

from commonshelf.common.accounts.rules import may
from commonshelf.community.persons.models import Consent, Person, Suppression
from commonshelf.community.persons.terms import ConsentAct

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    return bool(may_write_to_each([address], topic))


def is_suppressed(address: str) -> bool:
    """Say whether this address must get no letters at all, not even one that asks whether it wants some."""
    return Suppression.objects.filter(address__iexact=address).exists()


def may_write_to_each(addresses: Iterable[str], topic: str) -> set[str]:
    """Return those of `addresses` that a letter on `topic` may go to, in two queries however many they are."""
    # Rows come in the order they were written, so the last word of an address stays in the dictionary.
    last = dict(Consent.objects.filter(topic=topic).order_by("pk").values_list(Lower("address"), "act"))
    suppressed = set(Suppression.objects.values_list(Lower("address"), flat=True))
    return {one for one in addresses if last.get(one.lower()) == ConsentAct.GIVEN and one.lower() not in suppressed}
