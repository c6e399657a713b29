"""A library with a book club, a commitment and a crafting table, for the tests of programs."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.path.decisions.models import Commitment, Decision
from commonshelf.path.programs import actions

NEW_YORK = ZoneInfo("America/New_York")


@pytest.fixture
def monday():
    """Monday, 5 October 2026, noon at the library; the clock stands there while the test runs."""
    moment = dt.datetime(2026, 10, 5, 12, tzinfo=NEW_YORK)
    with clock_set_to(moment):
        yield moment


@pytest.fixture
def decision(bao):
    day = dt.date(2026, 9, 1)
    words = {"title": {"en": "Talk about the news"}, "reason": {"en": "41 people asked."}}
    return Decision.objects.create(
        **words, outcome="adopt", owner=bao, decided_on=day, review_on=dt.date(2027, 9, 1), state="published", published_on=day
    )


@pytest.fixture
def promise(decision):
    return Commitment.objects.create(
        decision=decision, kind="program", promise={"en": "A club on current events"}, measure="8 people come", due_on=dt.date(2026, 12, 1)
    )


@pytest.fixture
def club(bao):
    return actions.offer_program(title={"en": "Book club", "ar": "نادي الكتاب"}, summary={"en": "We read and talk."}, by=bao)


@pytest.fixture
def weekly(club, main_branch, bao, monday):
    """What a weekly series needs: eight Mondays at six."""
    return {
        "program": club,
        "title": {"en": "Book club on Mondays", "ar": "نادي الكتاب"},
        "place": main_branch,
        "first_day": dt.date(2026, 10, 12),
        "last_day": dt.date(2026, 11, 30),
        "starts": dt.time(18),
        "ends": dt.time(19, 30),
        "kind": "synchronous",
        "audience": "adult",
        "place_type": "onsite",
        "sponsorship": "library",
        "by": bao,
    }


@pytest.fixture
def series(weekly):
    return actions.schedule_series(**weekly, registration=True, capacity=6)


@pytest.fixture
def session(series):
    """The first Monday, with six places."""
    return series.sessions.first()


@pytest.fixture
def party(session):
    """What a party of two needs to register."""
    from django.contrib.auth.models import AnonymousUser  # noqa: PLC0415 -- needs Django's apps

    return {
        "session": session,
        "name": "Elena",
        "email": "elena@example.org",
        "party_size": 2,
        "language": "en",
        "by": AnonymousUser(),
    }
