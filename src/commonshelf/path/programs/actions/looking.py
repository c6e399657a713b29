"""Looking at who registered, and seeing to what people need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.log.actions import log_action
from commonshelf.path.programs.queries import registrations_visible_to

if TYPE_CHECKING:
    from commonshelf.common.accounts.models import User
    from commonshelf.path.programs.models import Accommodation, Registration, Session


def look_at_registrations(*, session: Session, by: User) -> list[Registration]:
    """Return who registered, and note that somebody looked: a guardian's party may hold minors. Nobody there, nothing noted."""
    ensure_may(by, "programs.look_at_registrations", session)
    with transaction.atomic():
        registrations = list(registrations_visible_to(by).filter(session=session))
        if any(registration.name for registration in registrations):
            log_action(by=by, action="look_at_registrations", thing=session, rows=len(registrations))
    return registrations


def arrange_accommodation(*, accommodation: Accommodation, by: User) -> Accommodation:
    """Take it on to see to what somebody needs; the name of whoever does stands beside the request."""
    ensure_may(by, "programs.arrange_accommodation", accommodation.registration.session)
    with transaction.atomic():
        accommodation.arranged_by = by
        accommodation.save(update_fields=["arranged_by"])
        log_action(by=by, action="arrange_accommodation", thing=accommodation)
    return accommodation
