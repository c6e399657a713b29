import datetime as dt

import pytest
from django.utils import translation

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.path.attendance.analysis import dwindling_series
from commonshelf.path.programs.actions import cancel_session

USUAL = (14, 15, 13, 14, 16, 14, 13, 15, 14, 12, 14, 15)


def test_series_that_loses_its_people_is_named_with_its_numbers(counted_series):
    series = counted_series(*USUAL, 7, 6, 5, 6)
    assert [(each.series, each.usual, each.recent, each.sentence) for each in dwindling_series()] == [
        (series, 14.0, 6.0, "Usually 14 people come; the last 4 sessions had 6.")
    ]


def test_sentence_writes_halves_as_the_reader_does(counted_series):
    counted_series(*USUAL, 7, 6, 6, 7)
    with translation.override("fr"):
        assert dwindling_series()[0].sentence.endswith("6,5.")


@pytest.mark.parametrize(
    "people",
    [
        (*USUAL, 14, 13, 15, 14),
        (14, 13, 6, 5),
        (None,) * 16,
        (*USUAL, None, None, None, None),
        (),
    ],
)
def test_series_without_a_fall_or_without_numbers_raises_no_alarm(counted_series, people):
    if people:
        counted_series(*people)
    assert dwindling_series() == []


def test_not_counted_is_never_taken_for_nobody(counted_series):
    counted_series(*USUAL, 14, None, None, 15)
    assert dwindling_series() == []


def test_series_that_ended_long_ago_raises_no_alarm(counted_series):
    counted_series(*USUAL, 7, 6, 5, 6, until=dt.date(2026, 7, 30))
    assert dwindling_series() == []
    with clock_set_to(dt.datetime(2026, 9, 20, tzinfo=dt.UTC)):
        assert len(dwindling_series()) == 1


def test_cancelled_sessions_say_nothing_about_attendance(counted_series, bao):
    series = counted_series(*USUAL, 0, 0, 0, 0)
    for session in series.sessions.all()[12:]:
        cancel_session(session=session, by=bao)
    assert dwindling_series() == []


@pytest.mark.parametrize("others", [1, 3])
def test_alarms_ask_the_database_the_same_however_many_series(counted_series, others, django_assert_num_queries):
    for _ in range(others):
        counted_series(*USUAL, 7, 6, 5, 6)
    with django_assert_num_queries(3):
        assert len(dwindling_series()) == others
