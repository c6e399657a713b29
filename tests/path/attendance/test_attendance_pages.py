import datetime as dt
import re

import pytest

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.imports.models import ImportedFile
from commonshelf.path.attendance.models import HeadCount, PeriodCount, Visit
from commonshelf.path.attendance.queries import months_of_others, visits_by_month
from commonshelf.path.programs.actions import cancel_session

USUAL = (14, 15, 13, 14, 16, 14, 13, 15, 14, 12, 14, 15)


def words_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def sign_in(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def a_file(db):
    return ImportedFile.objects.create(kind="visits", digest="1" * 64, name="visits.csv", rows_read=1)


def count_page(series):
    return f"/staff/sessions/{series.sessions.get().pk}/count/"


def test_count_page_takes_one_number_and_goes_back_to_the_session(as_bao, counted_series):
    series = counted_series(None)
    answer = as_bao.post(count_page(series), {"in_person": "14"})
    assert answer.url == f"/staff/sessions/{series.sessions.get().pk}/"
    assert HeadCount.objects.values_list("in_person", "online").get() == (14, 0)


@pytest.mark.parametrize(
    ("place", "asked"),
    [
        ({"place_type": "onsite"}, ["in_person"]),
        ({"place_type": "virtual"}, ["online"]),
        ({"place_type": "offsite", "hybrid": True}, ["in_person", "online"]),
    ],
)
def test_count_page_asks_only_for_the_room_or_the_screen_there_is(as_bao, counted_series, place, asked):
    series = counted_series(None, **place)
    assert list(as_bao.get(count_page(series)).context["form"].fields) == asked
    assert as_bao.post(count_page(series), dict.fromkeys(asked, "3")).status_code == 302
    assert HeadCount.objects.get().in_person + HeadCount.objects.get().online == 3 * len(asked)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ("", "This field is required."),
        ("many", "Enter a whole number."),
        ("-1", "-1 is not a number of people from 0 to 9,999. Write how many people were there."),
        ("10000", "10000 is not a number of people from 0 to 9,999. Write how many people were there."),
        ("nul\x00l", "Enter a whole number."),
    ],
)
def test_count_page_says_what_is_wrong_and_writes_nothing(as_bao, counted_series, sent, said):
    answer = as_bao.post(count_page(counted_series(None)), {"in_person": sent})
    assert (answer.status_code, answer.context["form"].errors) == (422, {"in_person": [said]})
    assert HeadCount.objects.count() == 0


def test_count_page_shows_what_was_counted_before(as_bao, counted_series):
    series = counted_series(14)
    as_bao.post(count_page(series), {"in_person": "12"})
    said = words_of(as_bao.get(count_page(series)))
    assert re.findall(r"In the room: (\d+)", said) == ["12", "14"]


def test_count_page_is_shut_before_the_start_and_after_a_cancellation(as_bao, counted_series, bao):
    series = counted_series(None)
    session = series.sessions.get()
    with clock_set_to(session.starts_at - dt.timedelta(hours=1)):
        assert "This session has not begun yet." in words_of(as_bao.get(count_page(series)))
        assert as_bao.post(count_page(series), {"in_person": "3"}).status_code == 422
    cancel_session(session=session, by=bao)
    assert as_bao.get(count_page(series)).status_code == 409
    assert HeadCount.objects.count() == 0


def test_count_page_is_for_the_staff_of_that_branch(client, farid, counted_series):
    series = counted_series(None)
    assert sign_in(client, farid).get(count_page(series)).status_code == 403
    assert client.post(count_page(series), {"in_person": "3"}).status_code == 403
    assert HeadCount.objects.count() == 0


def test_trends_page_is_friendly_when_nothing_is_counted(as_bao):
    assert "Nothing is counted yet." in words_of(as_bao.get("/staff/attendance/"))


def test_trends_page_shows_lines_with_their_tables_and_alarms(client, the_reader, counted_series):
    counted_series(*USUAL, 7, None, 6, 5, 6)
    answer = sign_in(client, the_reader).get("/staff/attendance/")
    said = words_of(answer)
    assert "Usually 14 people come; the last 4 sessions had 6." in said
    assert "Oct. 1, 2026 6" in said
    assert "Sept. 10, 2026 not counted" in said


def test_trends_page_shows_visits_with_gaps_where_there_is_no_data(as_bao, a_file, main_branch):
    for month, count in ((dt.date(2025, 11, 1), 120), (dt.date(2026, 2, 1), 0)):
        Visit.objects.create(file=a_file, row=1, place=main_branch, month=month, count=count)
    answer = as_bao.get("/staff/attendance/")
    (line,) = answer.context["lines"]
    assert line.chart.rows == [("November 2025", 120.0), ("December 2025", None), ("January 2026", None), ("February 2026", 0.0)]
    assert words_of(answer).count("no data") == 2


def test_visits_of_a_month_in_two_files_are_those_of_the_later_file(a_file, main_branch):
    later = ImportedFile.objects.create(kind="visits", digest="2" * 64, name="visits-2.csv", rows_read=1)
    for file, count in ((later, 110), (a_file, 120)):
        Visit.objects.create(file=file, row=1, place=main_branch, month=dt.date(2026, 1, 1), count=count)
    assert visits_by_month([main_branch.pk]) == {main_branch.pk: {dt.date(2026, 1, 1): 110}}


def test_counts_of_others_are_summed_and_what_is_not_recorded_stays_so(as_bao, a_file):
    rows = [(1, 2, 30), (1, 1, None), (2, 4, None), (4, None, 5)]
    for number, (month, events, attendance) in enumerate(rows, start=1):
        words = {"place_words": "Lacey", "title": "Story time", "events": events, "attendance": attendance}
        PeriodCount.objects.create(file=a_file, row=number, period=dt.date(2021, month, 1), **words)
    (months,) = months_of_others(["Lacey"]).values()
    assert [(each.month.month, each.events, each.attendance, each.rows, each.not_recorded) for each in months] == [
        (1, 3, 30, 2, 1),
        (2, 4, None, 1, 1),
        (4, None, 5, 1, 0),
    ]
    answer = as_bao.get("/staff/attendance/?show=others")
    (line,) = answer.context["lines"]
    assert line.chart.rows == [("January 2021", 30), ("February 2021", None), ("March 2021", None), ("April 2021", 5)]
    assert "Events: 7. Rows: 4, of them without an attendance written down: 2." in words_of(answer)


@pytest.mark.parametrize("each", [1, 2])
def test_trends_page_asks_the_database_the_same_however_many_lines(
    as_bao, counted_series, a_file, main_branch, far_branch, each, django_assert_num_queries
):
    for number, place in enumerate((main_branch, far_branch)[:each]):
        counted_series(*USUAL)
        Visit.objects.create(file=a_file, row=number, place=place, month=dt.date(2026, 1, 1), count=5)
        PeriodCount.objects.create(
            file=a_file, row=number, period=dt.date(2021, 1, 1), place_words=place.name, title="Story time", attendance=3
        )
    with django_assert_num_queries(14):
        answer = as_bao.get("/staff/attendance/")
    assert len(answer.context["lines"]) == 3 * each


def test_trends_page_comes_in_pages_and_is_filtered(as_bao, counted_series, a_file, main_branch):
    for _ in range(6):
        counted_series(None)
    Visit.objects.create(file=a_file, row=1, place=main_branch, month=dt.date(2026, 1, 1), count=5)
    kinds = [
        [line.key.kind for line in as_bao.get(f"/staff/attendance/?{query}").context["lines"]]
        for query in ("page=2", "show=visits", "show=x")
    ]
    assert kinds == [["visits"], ["visits"], ["sessions"] * 6]


@pytest.mark.parametrize("who", ["carla", "dmitri", "a_volunteer"])
def test_trends_page_is_closed_to_others(client, who, request):
    assert sign_in(client, request.getfixturevalue(who)).get("/staff/attendance/").status_code == 403
