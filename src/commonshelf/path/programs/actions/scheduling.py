"""Putting sessions into the calendar. What the yearly counts need is asked here, so that nobody guesses it a year later."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.actions import log_action
from commonshelf.common.text.cleaning import clean_translations
from commonshelf.path.decisions.terms import NOT_PUBLISHED, DecisionState
from commonshelf.path.programs.models import Series, Session
from commonshelf.path.programs.terms import (
    CAPACITY_WITHOUT_REGISTRATION,
    CAPACITY_WRONG,
    HYBRID_ONLINE,
    LONGEST_TITLE,
    MOST_PLACES,
    MOST_SESSIONS,
    PARTNER_NEEDED,
    SERIES_TOO_LONG,
    SERIES_WITHOUT_DATES,
    SESSION_ENDS_BEFORE_START,
    SESSION_FACT_WRONG,
    WINDOW_WRONG,
    Audience,
    PlaceType,
    SessionKind,
    Sponsorship,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from commonshelf.common.accounts.models import User
    from commonshelf.community.partners.models import Organization
    from commonshelf.community.places.models import Place
    from commonshelf.path.decisions.models import Decision
    from commonshelf.path.programs.models import Program

WEEK = dt.timedelta(weeks=1)


def schedule_series(  # noqa: PLR0913 -- one sentence with all that a series is; a form fills it in one go
    *,
    program: Program,
    title: Mapping[str, str],
    place: Place,
    first_day: dt.date,
    last_day: dt.date,
    starts: dt.time,
    ends: dt.time,
    kind: str,
    audience: str,
    place_type: str,
    sponsorship: str,
    by: User,
    partners: Sequence[Organization] = (),
    hybrid: bool = False,
    registration: bool = False,
    capacity: int | None = None,
    opens_days_before: int | None = None,
    closes_hours_before: int = 0,
    changed_by: Decision | None = None,
) -> Series:
    """Plan a session every week from `first_day` to `last_day` at the same time by the clock on the wall, summer and winter."""
    ensure_may(by, "programs.schedule_series")
    facts = _checked_facts(kind=kind, audience=audience, place_type=place_type, sponsorship=sponsorship, hybrid=hybrid)
    facts |= _checked_places(registration=registration, capacity=capacity)
    _ensure_partner(sponsorship, partners)
    if changed_by is not None and changed_by.state != DecisionState.PUBLISHED:
        raise Refusal(NOT_PUBLISHED)
    hours = [(_on_wall(day, starts), _on_wall(day, ends)) for day in _weekly(first_day, last_day)]
    dates = [_dates(start, end, opens_days_before=opens_days_before, closes_hours_before=closes_hours_before) for start, end in hours]
    words = clean_translations(title, limit=LONGEST_TITLE)
    with transaction.atomic():
        series = Series.objects.create(program=program, title=words, place=place, sponsorship=sponsorship, changed_by=changed_by)
        series.partners.set(partners)
        Session.objects.bulk_create([Session(series=series, place=place, **facts, **each) for each in dates])
        log_action(by=by, action="schedule_series", thing=series, sessions=len(dates))
    return series


def schedule_session(
    *,
    series: Series,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    kind: str,
    audience: str,
    place_type: str,
    by: User,
    place: Place | None = None,
    hybrid: bool = False,
    registration: bool = False,
    capacity: int | None = None,
    registration_opens_at: dt.datetime | None = None,
    registration_closes_at: dt.datetime | None = None,
) -> Session:
    """Plan one more session of a series, at the series' place unless told. Who puts it on is the series' to say."""
    ensure_may(by, "programs.schedule_session")
    facts = _checked_facts(kind=kind, audience=audience, place_type=place_type, sponsorship=series.sponsorship, hybrid=hybrid)
    facts |= _checked_places(registration=registration, capacity=capacity)
    _ensure_order(starts_at, ends_at, registration_opens_at, registration_closes_at)
    with transaction.atomic():
        session = Session.objects.create(
            series=series,
            starts_at=starts_at,
            ends_at=ends_at,
            place=place or series.place,
            registration_opens_at=registration_opens_at,
            registration_closes_at=registration_closes_at,
            **facts,
        )
        log_action(by=by, action="schedule_session", thing=session)
    return session


def _checked_facts(*, kind: str, audience: str, place_type: str, sponsorship: str, hybrid: bool) -> dict[str, Any]:
    """Return what the federal and state counts are made of, or refuse."""
    for value, known in ((kind, SessionKind), (audience, Audience), (place_type, PlaceType), (sponsorship, Sponsorship)):
        if value not in known.values:
            raise Refusal(SESSION_FACT_WRONG, value=value)
    if hybrid and place_type == PlaceType.VIRTUAL:
        raise Refusal(HYBRID_ONLINE)
    return {"kind": kind, "audience": audience, "place_type": place_type, "sponsorship": sponsorship, "hybrid": hybrid}


def _checked_places(*, registration: bool, capacity: int | None) -> dict[str, Any]:
    if capacity is not None and not 1 <= capacity <= MOST_PLACES:
        raise Refusal(CAPACITY_WRONG, capacity=capacity)
    if capacity is not None and not registration:
        raise Refusal(CAPACITY_WITHOUT_REGISTRATION)
    return {"registration": registration, "capacity": capacity}


def _ensure_partner(sponsorship: str, partners: Sequence[Organization]) -> None:
    if sponsorship == Sponsorship.CO_SPONSORED and not partners:
        raise Refusal(PARTNER_NEEDED)


def _weekly(first_day: dt.date, last_day: dt.date) -> list[dt.date]:
    """Return each seventh day from the first to the last."""
    named = {"first": date_format(first_day, "DATE_FORMAT"), "last": date_format(last_day, "DATE_FORMAT")}
    if last_day < first_day:
        raise Refusal(SERIES_WITHOUT_DATES, **named)
    weeks = (last_day - first_day) // WEEK + 1
    if weeks > MOST_SESSIONS:
        raise Refusal(SERIES_TOO_LONG, **named, most=MOST_SESSIONS)
    return [first_day + week * WEEK for week in range(weeks)]


def _on_wall(day: dt.date, hour: dt.time) -> dt.datetime:
    """Return the moment when the clock at the library shows `hour`; adding weeks to a moment would slip an hour twice a year."""
    return dt.datetime.combine(day, hour, tzinfo=timezone.get_default_timezone())


def _dates(
    starts_at: dt.datetime, ends_at: dt.datetime, *, opens_days_before: int | None, closes_hours_before: int
) -> dict[str, dt.datetime | None]:
    """Return when a session is and when one may register for it. Days are counted on the wall, hours by the clock's hands."""
    opens = None if opens_days_before is None else _on_wall(starts_at.date() - dt.timedelta(days=opens_days_before), starts_at.time())
    closes = starts_at.astimezone(dt.UTC) - dt.timedelta(hours=closes_hours_before) if closes_hours_before else None
    _ensure_order(starts_at, ends_at, opens, closes)
    return {"starts_at": starts_at, "ends_at": ends_at, "registration_opens_at": opens, "registration_closes_at": closes}


def _ensure_order(starts_at: dt.datetime, ends_at: dt.datetime, opens_at: dt.datetime | None, closes_at: dt.datetime | None) -> None:
    if ends_at <= starts_at:
        raise Refusal(SESSION_ENDS_BEFORE_START)
    closes = closes_at or starts_at
    if closes > starts_at or (opens_at is not None and opens_at >= closes):
        raise Refusal(WINDOW_WRONG)
