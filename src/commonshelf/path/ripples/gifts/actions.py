"""Recording gifts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.dates.clock import today
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.actions import log_action
from commonshelf.path.ripples.gifts.models import Fund, Gift
from commonshelf.path.ripples.gifts.terms import AMOUNT_WRONG, FUND_TAKEN, GIFT_IN_FUTURE, GIVER_MISSING, TWO_GIVERS

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from commonshelf.common.accounts.models import User
    from commonshelf.community.partners.models import Organization
    from commonshelf.community.persons.models import Person
    from commonshelf.path.programs.models import Program


def open_fund(*, name: str, by: User) -> Fund:
    """Open a fund that gifts are kept for."""
    ensure_may(by, "gifts.open_fund")
    with transaction.atomic():
        fund, new = Fund.objects.get_or_create(name=name)
        if not new:
            raise Refusal(FUND_TAKEN, name=name)
        log_action(by=by, action="open_fund", thing=fund)
    return fund


def record_gift(
    *,
    amount: Decimal,
    received_on: dt.date,
    fund: Fund,
    by: User,
    person: Person | None = None,
    organization: Organization | None = None,
    unnamed: bool = False,
    program: Program | None = None,
) -> Gift:
    """Record a gift: from a person, from an organization, or from somebody who does not want to be named."""
    ensure_may(by, "gifts.record_gift")
    if amount <= 0:
        raise Refusal(AMOUNT_WRONG, amount=amount)
    if received_on > today():
        raise Refusal(GIFT_IN_FUTURE, day=received_on.isoformat())
    if person and organization:
        raise Refusal(TWO_GIVERS)
    if not (person or organization or unnamed):
        raise Refusal(GIVER_MISSING)
    with transaction.atomic():
        gift = Gift.objects.create(
            amount=amount, received_on=received_on, fund=fund, person=person, organization=organization, unnamed=unnamed, program=program
        )
        log_action(by=by, action="record_gift", thing=gift)
    return gift
