"""Volunteer roles and hours: claimed, then approved or refused."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from commonshelf.common.accounts.rules import ensure_may, may
from commonshelf.common.dates.clock import today
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.errors.terms import NOT_ALLOWED, SENT_ALREADY
from commonshelf.common.log.actions import log_action
from commonshelf.common.text.cleaning import clean_line, clean_translations
from commonshelf.path.ripples.volunteers.models import HourEntry, HourRate, Role
from commonshelf.path.ripples.volunteers.terms import HOURS_IN_FUTURE, HOURS_OUT_OF_RANGE, HOURS_SETTLED, RATE_OUT_OF_RANGE, HoursState

if TYPE_CHECKING:
    import datetime as dt

    from commonshelf.common.accounts.models import User
    from commonshelf.community.persons.models import Person
    from commonshelf.path.programs.models import Program

FEWEST_HOURS, MOST_HOURS = Decimal("0.25"), Decimal(24)
LOWEST_RATE, HIGHEST_RATE = Decimal("0.01"), Decimal(1000)
LONGEST_TITLE = 200
LONGEST_SOURCE = 160


def offer_role(*, title: dict[str, str], by: User, program: Program | None = None) -> Role:
    """Offer something a volunteer can do."""
    ensure_may(by, "volunteers.offer_role")
    words = clean_translations(title, limit=LONGEST_TITLE)
    with transaction.atomic():
        role = Role.objects.create(title=words, program=program)
        log_action(by=by, action="offer_role", thing=role)
    return role


def claim_hours(*, person: Person, role: Role, on: dt.date, hours: Decimal, by: User, sent_once: uuid.UUID | None = None) -> HourEntry:
    """Write down hours somebody worked; a volunteer writes down only their own. They count once approved, and once if sent twice."""
    ensure_may(by, "volunteers.claim_hours")
    if not may(by, "volunteers.read_names") and person.user_id != by.pk:
        raise Refusal(NOT_ALLOWED)
    if not FEWEST_HOURS <= hours <= MOST_HOURS:
        raise Refusal(HOURS_OUT_OF_RANGE, hours=hours)
    if on > today():
        raise Refusal(HOURS_IN_FUTURE, day=on)
    facts = {"person": person, "role": role, "on": on, "hours": hours}
    with transaction.atomic():
        entry, new = HourEntry.objects.get_or_create(sent_once=sent_once or uuid.uuid4(), defaults=facts)
        if new:
            log_action(by=by, action="claim_hours", thing=entry)
        elif any(getattr(entry, name) != told for name, told in facts.items()):
            raise Refusal(SENT_ALREADY)
    return entry


def _settle(entry: HourEntry, state: HoursState, by: User) -> HourEntry:
    ensure_may(by, "volunteers.settle_hours")
    with transaction.atomic():
        locked = HourEntry.objects.select_for_update().get(pk=entry.pk)
        if locked.state != HoursState.CLAIMED:
            raise Refusal(HOURS_SETTLED)
        locked.state = state
        locked.settled_by = by
        locked.save(update_fields=["state", "settled_by"])
        log_action(by=by, action=f"settle_hours_{state}", thing=locked)
    return locked


def approve_hours(*, entry: HourEntry, by: User) -> HourEntry:
    """Let claimed hours count."""
    return _settle(entry, HoursState.APPROVED, by)


def refuse_hours(*, entry: HourEntry, by: User) -> HourEntry:
    """Say that claimed hours do not count."""
    return _settle(entry, HoursState.REFUSED, by)


def set_rate(*, from_day: dt.date, amount: Decimal, source: str, by: User) -> HourRate:
    """Write down what an hour is worth from a day on, and who says so. Said again of the same day, the later word holds."""
    ensure_may(by, "volunteers.set_rate")
    if not LOWEST_RATE <= amount <= HIGHEST_RATE:
        raise Refusal(RATE_OUT_OF_RANGE, amount=amount)
    told = {"amount": amount, "source": clean_line(source, limit=LONGEST_SOURCE)}
    with transaction.atomic():
        rate, _new = HourRate.objects.update_or_create(from_day=from_day, defaults=told)
        log_action(by=by, action="set_rate", thing=rate)
    return rate
