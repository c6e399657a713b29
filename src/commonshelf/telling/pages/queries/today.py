"""What the staff page Today shows."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from commonshelf.common.dates.clock import now, today
from commonshelf.path.decisions.models import AnswerBack
from commonshelf.path.decisions.queries import decisions_to_review, unanswered_by_theme, unanswered_voices
from commonshelf.path.decisions.terms import Verdict
from commonshelf.path.needs.queries import uncoded_voices
from commonshelf.path.programs.queries import sessions_visible_to
from commonshelf.path.programs.terms import SessionStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.contrib.auth.models import AnonymousUser

    from commonshelf.common.accounts.models import User
    from commonshelf.path.decisions.models import Decision
    from commonshelf.path.programs.models import Session

    Anyone = User | AnonymousUser

DAYS_AHEAD = 7


class Waiting(NamedTuple):
    """Unanswered voices about one theme (None: not sorted yet), with the age of the oldest in whole months."""

    theme: str | None
    count: int
    oldest: dt.date

    @property
    def months(self) -> int:
        """How many whole months the oldest has waited."""
        return (today() - self.oldest).days // 30


def sessions_soon(user: Anyone) -> Sequence[Session]:
    """Return the sessions from today on for a week, those of today first."""
    start = now().replace(hour=0, minute=0, second=0, microsecond=0)
    soon = sessions_visible_to(user).filter(starts_at__gte=start, starts_at__lt=start + dt.timedelta(days=DAYS_AHEAD + 1))
    return list(soon.exclude(status=SessionStatus.CANCELLED).select_related("series__program", "place").order_by("starts_at"))


def voices_waiting() -> list[Waiting]:
    """Return the unanswered voices by theme, those waiting longest first, and those nobody has sorted yet."""
    waiting = [Waiting(str(theme), count, oldest) for theme, count, oldest in unanswered_by_theme()]
    unsorted = uncoded_voices()
    first = unsorted.order_by("week").first()
    if first is not None:
        waiting.append(Waiting(None, unsorted.count(), first.week))
    return sorted(waiting, key=lambda row: row.oldest)


def unanswered_in_all() -> int:
    """Return how many voices have no reply."""
    return unanswered_voices().count()


def misunderstood() -> list[AnswerBack]:
    """Return the answers back that say we misunderstood, newest week first."""
    return list(AnswerBack.objects.filter(verdict=Verdict.MISUNDERSTOOD).select_related("reply__decision", "voice").order_by("-week")[:5])


def reviews_due() -> Sequence[Decision]:
    """Return the published decisions whose review date has come."""
    return list(decisions_to_review(today()))
