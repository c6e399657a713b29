"""What the library offers for two years, and how many came."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.demo.words import towns_programs as words
from commonshelf.path.attendance.actions import record_head_count
from commonshelf.path.outcomes.actions import record_outcome
from commonshelf.path.outcomes.terms import IMLS_STATEMENTS
from commonshelf.path.programs.actions import offer_program, register, schedule_series
from commonshelf.path.programs.terms import Audience, PlaceType, SessionKind, Sponsorship

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from commonshelf.community.partners.models import Organization
    from commonshelf.community.places.models import Place
    from commonshelf.demo.calendar import Calendar
    from commonshelf.demo.people import Town
    from commonshelf.path.decisions.models import Commitment, Decision
    from commonshelf.path.programs.models import Series, Session

NOBODY = AnonymousUser()
LAST_PLANNED_WEEK = 5


@dataclass(frozen=True)
class Plan:
    """One weekly series: which weeks, which weekday (0 is Monday), from and to which hour, and where."""

    words: tuple[dict[str, str], dict[str, str]]
    weeks: tuple[int, int]
    weekday: int
    hours: tuple[int, int]
    place: Place
    audience: Audience
    partner: Organization | None = None
    fulfils: Commitment | None = None
    changed_by: Decision | None = None
    capacity: int | None = None


def put_on(plan: Plan, town: Town, calendar: Calendar) -> Series:
    """Offer a program with one weekly series."""
    with calendar.at(plan.weeks[0] - 1):
        program = offer_program(title=plan.words[0], summary=plan.words[1], by=town.bao, fulfils=plan.fulfils)
        return schedule_series(
            program=program,
            title=plan.words[0],
            place=plan.place,
            first_day=calendar.day(plan.weeks[0], plan.weekday),
            last_day=calendar.day(plan.weeks[1], plan.weekday),
            starts=dt.time(plan.hours[0]),
            ends=dt.time(plan.hours[1]),
            kind=SessionKind.SYNCHRONOUS,
            audience=plan.audience,
            place_type=PlaceType.ONSITE,
            sponsorship=Sponsorship.CO_SPONSORED if plan.partner else Sponsorship.LIBRARY,
            partners=[plan.partner] if plan.partner else [],
            registration=plan.capacity is not None,
            capacity=plan.capacity,
            changed_by=plan.changed_by,
            by=town.bao,
        )


def count_heads(series: Series, usual: Callable[[int], float], *, rng: random.Random, town: Town, calendar: Calendar) -> None:
    """Count every session that is over. `usual(week)` is how many come in a usual week; one session in fourteen nobody counts."""
    for session in past_sessions(series, calendar):
        week = (session.starts_at.date() - calendar.this_week).days // 7
        if rng.random() < 1 / 14:
            continue
        people = max(0, round(rng.gauss(usual(week), 1.6)))
        with clock_set_to(session.ends_at):
            record_head_count(session=session, in_person=people, by=town.bao)


def past_sessions(series: Series, calendar: Calendar) -> list[Session]:
    """Return the sessions of a series that were over before this week."""
    return [session for session in series.sessions.all() if session.ends_at.date() < calendar.this_week]


def ask_what_was_gained(series: Series, *, rng: random.Random, calendar: Calendar, comments: tuple[tuple[str, str], ...] = ()) -> None:
    """Let a few people answer the five statements after a session, and now and then add words."""
    slugs = [slug for slug, _statement in IMLS_STATEMENTS]
    left = list(comments)
    for session in past_sessions(series, calendar)[1:]:
        with clock_set_to(session.ends_at):
            for _each in range(rng.choice((0, 1, 2, 3))):
                answers = {slug: rng.choice((3, 4, 4, 5, 5, 5)) for slug in slugs if rng.random() < 0.9}
                language, comment = left.pop() if left and rng.random() < 0.3 else ("en", "")
                if answers or comment:
                    record_outcome(session=session, answers=answers, language=language, comment=comment, may_be_quoted=True, by=NOBODY)


def some_register(series: Series, *, calendar: Calendar) -> None:
    """Let a few parties register for the next sessions."""
    coming = [session for session in series.sessions.all() if session.starts_at.date() >= calendar.day(1)][:2]
    for session in coming:
        with calendar.at(-1, 5, 15):
            for number, size in enumerate((1, 2, 1, 3)):
                name = ("Amina", "Elena", "Otto", "Linh")[number]
                register(
                    session=session,
                    name=name,
                    email=f"{name.lower()}@riverbend.example",
                    party_size=size,
                    language=("ar", "es", "en", "vi")[number],
                    by=NOBODY,
                )


def regular_offers(rng: random.Random, town: Town, calendar: Calendar) -> dict[str, Series]:
    """Put on what the library always had, and count it; the book club loses people from week -58 on, chess in the last weeks."""
    plans = {
        "book club": Plan(words.BOOK_CLUB, (-103, -30), 3, (18, 19), town.main, Audience.ADULTS),
        "story time": Plan(words.STORY_TIME, (-103, LAST_PLANNED_WEEK), 2, (10, 11), town.river, Audience.EARLY),
        "conversation": Plan(
            words.CONVERSATION, (-103, LAST_PLANNED_WEEK), 0, (17, 18), town.hill, Audience.ADULTS, town.partners["Welcome House"]
        ),
        "chess": Plan(words.CHESS, (-70, LAST_PLANNED_WEEK), 5, (11, 13), town.hill, Audience.TEENS),
    }
    usual: dict[str, Callable[[int], float]] = {
        "book club": lambda week: 14 if week < -58 else max(4.5, 14 - 0.5 * (week + 58)),
        "story time": lambda week: 22 + 3 * (week % 52 < 26),
        "conversation": lambda _week: 11,
        "chess": lambda week: 12 if week < -9 else 5,
    }
    offered = {name: put_on(plan, town, calendar) for name, plan in plans.items()}
    for name, series in offered.items():
        count_heads(series, usual[name], rng=rng, town=town, calendar=calendar)
    return offered
