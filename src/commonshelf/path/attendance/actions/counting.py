"""Counting heads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.actions import log_action
from commonshelf.path.attendance.models import HeadCount
from commonshelf.path.attendance.queries import ensure_countable
from commonshelf.path.attendance.terms import COUNT_OUT_OF_RANGE, MOST_PEOPLE
from commonshelf.path.programs.models import Session

if TYPE_CHECKING:
    from commonshelf.common.accounts.models import User


def record_head_count(*, session: Session, in_person: int, online: int = 0, by: User) -> HeadCount:
    """Write down how many came. A correction is a new row; the last one counts, and the others stay to be seen."""
    ensure_may(by, "attendance.record_head_count", session)
    for people in (in_person, online):
        if not 0 <= people <= MOST_PEOPLE:
            raise Refusal(COUNT_OUT_OF_RANGE, count=people)
    with transaction.atomic():
        session = Session.objects.select_for_update().get(pk=session.pk)
        ensure_countable(session)
        count = HeadCount.objects.create(session=session, in_person=in_person, online=online, counted_by=by)
        log_action(by=by, action="record_head_count", thing=session, in_person=in_person, online=online)
    return count
