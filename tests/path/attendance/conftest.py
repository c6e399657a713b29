"""A book club of the past, counted as a test likes, for the tests of attendance."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.path.attendance.actions import record_head_count
from commonshelf.path.programs import actions

NEW_YORK = ZoneInfo("America/New_York")


@pytest.fixture
def noon():
    """Thursday, 1 October 2026, noon at the library; the clock stands there while the test runs."""
    moment = dt.datetime(2026, 10, 1, 12, tzinfo=NEW_YORK)
    with clock_set_to(moment):
        yield moment


@pytest.fixture
def club(bao):
    return actions.offer_program(title={"en": "Book club"}, summary={"en": "We read and talk."}, by=bao)


@pytest.fixture
def weekly(club, main_branch, bao, noon):
    """What a weekly series needs, without its days."""
    return {
        "program": club,
        "title": {"en": "Book club"},
        "place": main_branch,
        "starts": dt.time(10),
        "ends": dt.time(11),
        "kind": "synchronous",
        "audience": "adult",
        "place_type": "onsite",
        "sponsorship": "library",
        "by": bao,
    }


@pytest.fixture
def counted_series(weekly, bao, noon):
    """Make a weekly series whose last session was this morning and whose sessions had these people; None is not counted."""

    def make(*people, until=dt.date(2026, 10, 1), **more):
        days = {"first_day": until - dt.timedelta(weeks=len(people) - 1), "last_day": until}
        series = actions.schedule_series(**{**weekly, **days, **more})
        for session, count in zip(series.sessions.all(), people, strict=True):
            if count is not None:
                record_head_count(session=session, in_person=count, by=bao)
        return series

    return make
