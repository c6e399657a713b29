"""Reading volunteer hours."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from commonshelf.common.accounts.rules import may
from commonshelf.path.ripples.volunteers.models import HourEntry, HourRate, Role
from commonshelf.path.ripples.volunteers.terms import HoursState

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from commonshelf.common.accounts.models import User


class Worth(NamedTuple):
    """Approved hours, what they are worth, and whose rates say so."""

    hours: Decimal
    amount: Decimal
    sources: tuple[str, ...]


def hours_visible_to(user: User | AnonymousUser) -> QuerySet[HourEntry]:
    """Return the entries this user may see with names: outreach staff every one, a volunteer their own."""
    entries = HourEntry.objects.select_related("person", "role")
    if may(user, "volunteers.read_names"):
        return entries
    return entries.filter(person__user=user) if user.is_authenticated else entries.none()


def hours_of(user: User) -> QuerySet[HourEntry]:
    """Return somebody's own entries, so that a volunteer sees which of them count."""
    return HourEntry.objects.filter(person__user=user).select_related("person", "role")


def roles() -> QuerySet[Role]:
    """Return what volunteers can do."""
    return Role.objects.select_related("program")


def worth_of_hours() -> Worth:
    """Return the worth of all approved hours, each day by the rate in force on it; hours before the first rate are worth nothing here."""
    rates = list(HourRate.objects.order_by("-from_day"))
    hours, amount, sources = Decimal(0), Decimal(0), []
    for entry in HourEntry.objects.filter(state=HoursState.APPROVED):
        hours += entry.hours
        rate = next((rate for rate in rates if rate.from_day <= entry.on), None)
        if rate is not None:
            amount += entry.hours * rate.amount
            sources.append(rate.source)
    return Worth(hours, amount.quantize(Decimal("0.01")), tuple(dict.fromkeys(sources)))
