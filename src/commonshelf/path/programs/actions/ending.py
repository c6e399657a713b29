"""Ending a series: to rest or to close is a result, not a failure, and the decision behind it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.dates.clock import now
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.actions import log_action
from commonshelf.path.decisions.terms import NOT_PUBLISHED, DecisionState
from commonshelf.path.programs.actions.cancelling import cancel_session
from commonshelf.path.programs.models import Series
from commonshelf.path.programs.terms import SessionStatus

if TYPE_CHECKING:
    from commonshelf.common.accounts.models import User
    from commonshelf.path.decisions.models import Decision


def end_series(*, series: Series, decision: Decision, by: User) -> Series:
    """End a series because of a published decision: its sessions to come are cancelled, and whoever registered gets a letter."""
    ensure_may(by, "programs.end_series")
    if decision.state != DecisionState.PUBLISHED:
        raise Refusal(NOT_PUBLISHED)
    with transaction.atomic():
        locked = Series.objects.select_for_update().get(pk=series.pk)
        locked.changed_by = decision
        locked.save(update_fields=["changed_by"])
        for session in locked.sessions.filter(starts_at__gt=now()).exclude(status=SessionStatus.CANCELLED):
            cancel_session(session=session, by=by)
        log_action(by=by, action="end_series", thing=locked, decision=decision.pk)
    return locked
