import datetime as dt

import pytest

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.models import LogEntry
from commonshelf.community.places.models import Place
from commonshelf.path.attendance.actions import record_head_count
from commonshelf.path.attendance.models import HeadCount
from commonshelf.path.attendance.queries import attendance_of, counts_of
from commonshelf.path.programs.actions import cancel_session


def refusal_of(**words):
    with pytest.raises(Refusal) as refused:
        record_head_count(**words)
    return refused.value.code.code


def test_correction_is_a_new_row_and_the_last_one_counts(counted_series, bao):
    series = counted_series(14)
    session = series.sessions.get()
    record_head_count(session=session, in_person=12, online=3, by=bao)
    assert [(each.in_person, each.online, each.counted_by) for each in session.head_counts.all()] == [(14, 0, bao), (12, 3, bao)]
    assert [each.people for each in counts_of(series)] == [15]
    assert LogEntry.objects.filter(action="record_head_count").count() == 2


def test_not_counted_is_not_zero(counted_series, club):
    series = counted_series(14, None, 0)
    assert [each.people for each in counts_of(series)] == [14, None, 0]
    total = attendance_of(club)
    assert (total.people, total.held, total.counted, total.not_counted) == (14, 3, 2, 1)


def test_program_that_nobody_counted_has_no_number(counted_series, club):
    assert attendance_of(club).people is None
    counted_series(None, None)
    assert (attendance_of(club).people, attendance_of(club).held) == (None, 2)


def test_counts_leave_out_what_is_cancelled_and_what_is_to_come(counted_series, bao, noon):
    series = counted_series(5, 6, None)
    cancel_session(session=series.sessions.all()[1], by=bao)
    with clock_set_to(noon - dt.timedelta(days=1)):
        assert [each.people for each in counts_of(series)] == [5]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"in_person": -1}, "attendance.count_out_of_range"),
        ({"in_person": 10_000}, "attendance.count_out_of_range"),
        ({"in_person": 1, "online": -1}, "attendance.count_out_of_range"),
    ],
)
def test_count_out_of_range_is_refused_and_nothing_is_written(counted_series, bao, change, code):
    session = counted_series(None).sessions.get()
    assert refusal_of(session=session, by=bao, **change) == code
    assert HeadCount.objects.count() == 0
    assert record_head_count(session=session, in_person=9_999, by=bao).in_person == 9_999


def test_session_is_counted_from_its_start_on(counted_series, bao):
    session = counted_series(None).sessions.get()
    with clock_set_to(session.starts_at - dt.timedelta(seconds=1)):
        assert refusal_of(session=session, in_person=3, by=bao) == "attendance.session_not_over"
    with clock_set_to(session.starts_at):
        assert record_head_count(session=session, in_person=3, by=bao).at == session.starts_at


def test_cancelled_session_is_not_counted(counted_series, bao):
    session = counted_series(None).sessions.get()
    cancel_session(session=session, by=bao)
    assert refusal_of(session=session, in_person=3, by=bao) == "attendance.session_was_cancelled"


def test_branch_staff_count_at_their_own_branch_only(counted_series, farid, far_branch):
    session = counted_series(None).sessions.get()
    assert refusal_of(session=session, in_person=3, by=farid) == "house.not_allowed"
    session.place = Place.objects.create(name="Reading room", kind="room", branch=far_branch)
    session.save()
    assert record_head_count(session=session, in_person=3, by=farid).counted_by == farid


@pytest.mark.parametrize("who", ["the_reader", "carla", "dmitri", "a_volunteer"])
def test_counting_is_not_for_others(who, counted_series, request):
    session = counted_series(None).sessions.get()
    assert refusal_of(session=session, in_person=3, by=request.getfixturevalue(who)) == "house.not_allowed"
