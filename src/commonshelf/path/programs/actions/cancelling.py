"""Cancelling a session: the one door to that status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.dates.clock import now
from commonshelf.common.log.actions import log_action
from commonshelf.path.programs.actions.letters import post_letter
from commonshelf.path.programs.models import Session
from commonshelf.path.programs.terms import RegistrationState, SessionStatus

if TYPE_CHECKING:
    from commonshelf.common.accounts.models import User


def cancel_session(*, session: Session, by: User) -> Session:
    """Say that a session does not take place, and write to everybody who has a place or waits for one.

    Their registrations stay as they are: nobody but the person cancels those. A session of the past may be cancelled
    too, since snow is often noted the day after; then there is nobody left to warn.
    """
    ensure_may(by, "programs.cancel_session", session)
    with transaction.atomic():
        session = Session.objects.select_for_update().get(pk=session.pk)
        if session.status == SessionStatus.CANCELLED:
            return session
        session.status = SessionStatus.CANCELLED
        session.save(update_fields=["status"])
        log_action(by=by, action="cancel_session", thing=session)
        coming = session.registrations.exclude(state=RegistrationState.CANCELLED) if session.starts_at > now() else ()
        for registration in coming:
            post_letter("session_cancelled", registration)
    return session
