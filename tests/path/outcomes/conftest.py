"""A book club that met yesterday."""

import datetime as dt

import pytest

from commonshelf.common.dates.clock import now
from commonshelf.path.programs.actions import offer_program, schedule_series, schedule_session


@pytest.fixture
def hold_session(bao, main_branch):
    def held(title="Book club", *, days_ago=1):
        starts = now() - dt.timedelta(days=days_ago)
        facts = {"kind": "synchronous", "audience": "adult", "place_type": "onsite"}
        program = offer_program(title={"en": title}, summary={"en": "We read and talk."}, by=bao)
        day = starts.date() - dt.timedelta(days=365)
        series = schedule_series(
            **facts,
            program=program,
            title={"en": title, "ar": "نادي الكتاب"},
            place=main_branch,
            first_day=day,
            last_day=day,
            starts=dt.time(18),
            ends=dt.time(19),
            sponsorship="library",
            by=bao,
        )
        return schedule_session(**facts, series=series, starts_at=starts, ends_at=starts + dt.timedelta(hours=1), by=bao)

    return held


@pytest.fixture
def session(hold_session):
    return hold_session()
