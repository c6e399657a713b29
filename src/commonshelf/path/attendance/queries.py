"""Reading who came. What nobody counted stays None all the way to the page: it is not zero."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Q, Sum

from commonshelf.common.dates.clock import now
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.path.attendance.models import HeadCount, PeriodCount, Visit
from commonshelf.path.attendance.terms import SESSION_NOT_OVER, SESSION_WAS_CANCELLED
from commonshelf.path.programs.models import Series, Session
from commonshelf.path.programs.terms import SessionStatus

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from decimal import Decimal

    from django.db.models import QuerySet

    from commonshelf.path.programs.models import Program


@dataclass(frozen=True)
class SessionCount:
    """A session that was held, and the last word on who came; None if nobody counted."""

    session: Session
    count: HeadCount | None

    @property
    def people(self) -> int | None:
        """Everybody who took part, in the room or online."""
        return None if self.count is None else self.count.in_person + self.count.online


@dataclass(frozen=True)
class ProgramAttendance:
    """Who came to a program: `people` is None until one session was counted."""

    people: int | None
    held: int
    counted: int

    @property
    def not_counted(self) -> int:
        """Sessions held whose people nobody counted; the sum of people leaves them out."""
        return self.held - self.counted


@dataclass(frozen=True)
class MonthOfOthers:
    """What rows that others kept say of one place and month. `attendance` is None where no row has a number."""

    month: dt.date
    events: int | None
    attendance: int | None
    rows: int
    not_recorded: int


def ensure_countable(session: Session) -> None:
    """Refuse to count where nobody can have come."""
    if session.status == SessionStatus.CANCELLED:
        raise Refusal(SESSION_WAS_CANCELLED)
    if session.starts_at > now():
        raise Refusal(SESSION_NOT_OVER)


def head_counts_of(session: Session) -> QuerySet[HeadCount]:
    """Return every count of a session, the one that counts first."""
    return session.head_counts.select_related("counted_by").order_by("-pk")


def counts_of(series: Series) -> list[SessionCount]:
    """Return the sessions of a series that were held, in order, each with its last count."""
    return counts_of_each([series])[series.pk]


def counts_of_each(many: Iterable[Series]) -> dict[int, list[SessionCount]]:
    """Return `counts_of` for many series at once, by their keys, in two queries."""
    counts: dict[int, list[SessionCount]] = {series.pk: [] for series in many}
    for each in _counted(Session.objects.filter(series__in=list(counts))):
        counts[each.session.series_id].append(each)
    return counts


def attendance_of(program: Program) -> ProgramAttendance:
    """Return who came to all sessions of a program."""
    held = _counted(Session.objects.filter(series__program=program))
    people = [each.people for each in held if each.people is not None]
    return ProgramAttendance(people=sum(people) if people else None, held=len(held), counted=len(people))


def series_held(since: dt.datetime | None = None) -> QuerySet[Series]:
    """Return the series that had a session (after `since`, if told), the one with the latest session first."""
    held = Q(sessions__starts_at__lte=now(), sessions__status=SessionStatus.PLANNED)
    if since is not None:
        held &= Q(sessions__starts_at__gte=since)
    series = Series.objects.select_related("program", "place", "changed_by").annotate(last_held=Max("sessions__starts_at", filter=held))
    return series.filter(last_held__isnull=False).order_by("-last_held", "pk")


def places_with_visits() -> list[tuple[int, str]]:
    """Return the key and name of each place whose visits others counted."""
    return list(Visit.objects.order_by("place__name").values_list("place_id", "place__name").distinct())


def visits_by_month(places: Iterable[int]) -> dict[int, dict[dt.date, Decimal]]:
    """Return the visits of places by month; where two files know a month, the later file counts."""
    visits: dict[int, dict[dt.date, Decimal]] = {place: {} for place in places}
    for visit in Visit.objects.filter(place__in=list(visits)).order_by("month", "file_id", "pk"):
        visits[visit.place_id][visit.month] = visit.count
    return visits


def places_of_others() -> list[str]:
    """Return the places of the monthly counts that others kept, in their own words."""
    return list(PeriodCount.objects.order_by("place_words").values_list("place_words", flat=True).distinct())


def months_of_others(places: Iterable[str]) -> dict[str, list[MonthOfOthers]]:
    """Return the monthly counts that others kept, summed by place and month in order of time."""
    months: dict[str, list[MonthOfOthers]] = {place: [] for place in places}
    rows = PeriodCount.objects.filter(place_words__in=list(months)).order_by("period").values_list("place_words", "period")
    sums = rows.annotate(held=Sum("events"), came=Sum("attendance"), rows=Count("pk"), gaps=Count("pk", filter=Q(attendance=None)))
    for place, month, held, came, counted, gaps in sums:
        months[place].append(MonthOfOthers(month, held, came, counted, gaps))
    return months


def _counted(sessions: QuerySet[Session]) -> list[SessionCount]:
    """Return those that began and were not cancelled, each with its last count."""
    held = sessions.filter(starts_at__lte=now(), status=SessionStatus.PLANNED)
    # Counts come in the order they were written, so that the last one of a session stays in the dictionary.
    last = {count.session_id: count for count in HeadCount.objects.filter(session__in=held.order_by())}
    return [SessionCount(session, last.get(session.pk)) for session in held]
