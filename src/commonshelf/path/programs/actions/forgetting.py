"""Forgetting who came, while how many stays."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.dates.clock import now, today
from commonshelf.common.library.queries import the_library
from commonshelf.common.log.actions import log_action
from commonshelf.path.programs.models import Accommodation, Registration, Session

if TYPE_CHECKING:
    from commonshelf.common.accounts.models import User


def forget_registrations(*, by: User | None = None) -> int:
    """Wipe what people needed once a session is over, and names and addresses when the library's days after it are over.

    Party sizes and states stay, so every count stays. The worker runs it each day with nobody as `by`; run twice, it
    finds nothing the second time. Returns how many registrations lost their name.
    """
    if by is not None:
        ensure_may(by, "programs.forget_registrations")
    due = now() - dt.timedelta(days=the_library().registration_days_kept)
    with transaction.atomic():
        needs = Accommodation.objects.filter(wiped_on=None, registration__session__ends_at__lte=now())
        needs.update(request="", wiped_on=today())
        forgotten = 0
        for session in Session.objects.filter(ends_at__lte=due, registrations__forgotten_on=None, registrations__isnull=False).distinct():
            rows = Registration.objects.filter(session=session, forgotten_on=None).update(name="", email="", forgotten_on=today())
            log_action(by=by, action="forget_registrations", thing=session, rows=rows)
            forgotten += rows
    return forgotten
