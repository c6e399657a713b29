"""Reading who may be invited, and how many of those who were have begun. Never who."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Count, Q

from commonshelf.common.accounts.rules import may
from commonshelf.common.dates.clock import today
from commonshelf.common.library.queries import the_library
from commonshelf.community.persons.models import Consent, ContactPoint, Suppression
from commonshelf.community.persons.queries import may_write_to_each
from commonshelf.community.persons.terms import ConsentAct
from commonshelf.path.voices.surveys.models import Credential
from commonshelf.path.voices.surveys.queries.once import newest_wave
from commonshelf.path.voices.surveys.terms.inviting import CONSENT_TOPIC, DAYS_BETWEEN, MOST_REMINDERS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from commonshelf.common.accounts.models import User
    from commonshelf.path.voices.surveys.models import Survey


class InvitationCounts(NamedTuple):
    """How many invitations there are, and how many of them were begun with; None where either group is too small to be told."""

    letters: int
    codes: int
    begun: int | None
    threshold: int


def invitation_counts(survey: Survey) -> InvitationCounts:
    """Count the invitations to the newest wave. Few who have begun, or few who have not, would be people that somebody can name."""
    threshold = the_library().suppression_threshold
    counted = _of_newest_wave(survey).aggregate(
        letters=Count("pk", filter=~Q(address="")), codes=Count("pk", filter=Q(address="")), begun=Count("pk", filter=Q(spent=True))
    )
    begun = counted["begun"]
    told = min(begun, counted["letters"] + counted["codes"] - begun) >= threshold
    return InvitationCounts(counted["letters"], counted["codes"], begun if told else None, threshold)


def printed_codes(survey: Survey, user: User | AnonymousUser) -> QuerySet[Credential]:
    """Return the credentials on paper, used or not: a sheet that left out the used ones would say who has answered."""
    if not may(user, "surveys.invite_people"):
        return Credential.objects.none()
    return _of_newest_wave(survey).filter(address="").order_by("code_digest")


def due_for_reminder(survey: Survey) -> list[Credential]:
    """Return the invitations that were not begun with and may have another letter today, in no order."""
    old_enough = today() - dt.timedelta(days=DAYS_BETWEEN)
    waiting = _of_newest_wave(survey).filter(spent=False, reminders__lt=MOST_REMINDERS, written_on__lte=old_enough).exclude(address="")
    found = list(waiting.order_by("?"))
    refused = unwilling(one.address for one in found)
    return [one for one in found if one.address not in refused]


def unwilling(addresses: Iterable[str]) -> set[str]:
    """Return those addresses that get no invitation: suppressed, or their last word on being asked was no."""
    last = dict(Consent.objects.filter(topic=CONSENT_TOPIC).order_by("pk").values_list("address", "act"))
    said_no = {address for address, act in last.items() if act == ConsentAct.WITHDRAWN}
    suppressed = {address.lower() for address in Suppression.objects.values_list("address", flat=True)}
    return {one for one in addresses if one in said_no or one in suppressed}


def invited_before(survey: Survey) -> set[str]:
    """Return the addresses that have an invitation to the newest wave."""
    return set(_of_newest_wave(survey).exclude(address="").values_list("address", flat=True))


def topics_agreed_to() -> list[str]:
    """Return the topics of letters that somebody has ever agreed to, the one about being asked first."""
    found = set(Consent.objects.filter(act=ConsentAct.GIVEN).values_list("topic", flat=True))
    return sorted(found, key=lambda topic: (topic != CONSENT_TOPIC, topic))


def people_who_agreed(topic: str) -> dict[str, str]:
    """Return the addresses that agreed to letters on a topic, each with the language of the person it belongs to, where we know one."""
    addresses = set(Consent.objects.filter(topic=topic, act=ConsentAct.GIVEN).values_list("address", flat=True))
    willing = may_write_to_each(addresses, topic)
    known = dict(ContactPoint.objects.filter(value__in=willing).values_list("value", "person__language"))
    return {address: known.get(address, "") for address in sorted(willing - unwilling(willing))}


def _of_newest_wave(survey: Survey) -> QuerySet[Credential]:
    return Credential.objects.filter(survey=survey, wave__in=newest_wave(survey))
