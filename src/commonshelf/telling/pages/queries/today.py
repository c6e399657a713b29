"""What the staff page Today shows."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from django.utils import timezone

from commonshelf.common.dates.clock import today
from commonshelf.path.decisions.queries import answers_visible_to, decisions_to_review, unanswered_by_theme, unanswered_voices
from commonshelf.path.decisions.terms import Verdict
from commonshelf.path.needs.queries import uncoded_voices
from commonshelf.path.programs.queries import sessions_visible_to
from commonshelf.path.programs.terms import SessionStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.contrib.auth.models import AnonymousUser

    from commonshelf.common.accounts.models import User
    from commonshelf.path.decisions.models import AnswerBack, Decision
    from commonshelf.path.programs.models import Session

    Anyone = User | AnonymousUser

DAYS_AHEAD = 7
DAYS_IN_MONTH = 30
ANSWERS_SHOWN = 5


class Waiting(NamedTuple):
    """Unanswered voices about one theme (None: not sorted yet), with the age of the oldest in whole months."""

    theme: str | None
    voices: int
    oldest: dt.date

    @property
    def months(self) -> int:
        """How many whole months the oldest has waited."""
        return (today() - self.oldest).days // DAYS_IN_MONTH


def sessions_soon(user: Anyone) -> Sequence[Session]:
    """Return the sessions from the library's midnight on for a week, those of today first."""
    start = dt.datetime.combine(today(), dt.time.min, tzinfo=timezone.get_default_timezone())
    soon = sessions_visible_to(user).filter(starts_at__gte=start, starts_at__lt=start + dt.timedelta(days=DAYS_AHEAD))
    return list(soon.exclude(status=SessionStatus.CANCELLED))


def voices_waiting() -> list[Waiting]:
    """Return the unanswered voices by theme, those waiting longest first, and those nobody has sorted yet."""
    waiting = [Waiting(str(theme), voices, oldest) for theme, voices, oldest in unanswered_by_theme()]
    unsorted = unanswered_voices().filter(pk__in=uncoded_voices().values("pk"))
    first = unsorted.first()
    if first is not None:
        waiting.append(Waiting(None, unsorted.count(), first.week))
    return sorted(waiting, key=lambda row: row.oldest)


def unanswered_in_all() -> int:
    """Return how many voices have no reply."""
    return unanswered_voices().count()


def misunderstood(user: Anyone) -> list[AnswerBack]:
    """Return the newest answers back that say we misunderstood, for those who may read words."""
    return list(answers_visible_to(user).filter(verdict=Verdict.MISUNDERSTOOD)[:ANSWERS_SHOWN])


def reviews_due() -> Sequence[Decision]:
    """Return the published decisions whose review date has come."""
    return list(decisions_to_review(today()))
