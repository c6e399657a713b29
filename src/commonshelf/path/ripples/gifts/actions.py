"""Recording gifts."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.dates.clock import today
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.errors.terms import SENT_ALREADY
from commonshelf.common.log.actions import log_action
from commonshelf.common.text.cleaning import clean_line
from commonshelf.path.ripples.gifts.models import Fund, Gift
from commonshelf.path.ripples.gifts.terms import AMOUNT_WRONG, FUND_TAKEN, GIFT_IN_FUTURE, GIVER_MISSING, NAMED_AND_UNNAMED, TWO_GIVERS

if TYPE_CHECKING:
    import datetime as dt

    from commonshelf.common.accounts.models import User
    from commonshelf.community.partners.models import Organization
    from commonshelf.community.persons.models import Person
    from commonshelf.path.programs.models import Program

LONGEST_FUND = 120
SMALLEST_GIFT, LARGEST_GIFT = Decimal("0.01"), Decimal("99999999.99")


def open_fund(*, name: str, by: User) -> Fund:
    """Open a fund that gifts are kept for."""
    ensure_may(by, "gifts.open_fund")
    called = clean_line(name, limit=LONGEST_FUND)
    with transaction.atomic():
        fund, new = Fund.objects.get_or_create(name=called)
        if not new:
            raise Refusal(FUND_TAKEN, name=called)
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
    sent_once: uuid.UUID | None = None,
) -> Gift:
    """Record a gift: from a person, from an organization, or from somebody who does not want to be named. Sent twice, it counts once."""
    ensure_may(by, "gifts.record_gift")
    if not SMALLEST_GIFT <= amount <= LARGEST_GIFT:
        raise Refusal(AMOUNT_WRONG, amount=amount)
    if received_on > today():
        raise Refusal(GIFT_IN_FUTURE, day=received_on)
    if person and organization:
        raise Refusal(TWO_GIVERS)
    if unnamed and (person or organization):
        raise Refusal(NAMED_AND_UNNAMED)
    if not (person or organization or unnamed):
        raise Refusal(GIVER_MISSING)
    giver = {"person": person, "organization": organization, "unnamed": unnamed}
    facts = {"amount": amount, "received_on": received_on, "fund": fund, "program": program, **giver}
    with transaction.atomic():
        gift, new = Gift.objects.get_or_create(sent_once=sent_once or uuid.uuid4(), defaults=facts)
        if new:
            log_action(by=by, action="record_gift", thing=gift)
        elif any(getattr(gift, name) != told for name, told in facts.items()):
            raise Refusal(SENT_ALREADY)
    return gift
