import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.models import LogEntry
from commonshelf.path.programs import actions
from commonshelf.path.programs.models import Program, Series, Session

NEW_YORK = ZoneInfo("America/New_York")


def refusal_of(action, **words):
    with pytest.raises(Refusal) as refused:
        action(**words)
    return refused.value.code.code


def test_offer_program_keeps_a_published_promise_and_no_other(bao, decision, promise):
    words = {"title": {"en": "The News, Together", "vi": "Tin tức"}, "summary": {"en": "We talk.", "vi": "  "}, "by": bao}
    offered = actions.offer_program(**words, fulfils=promise)
    assert (offered.fulfils, offered.title, offered.summary) == (promise, words["title"], {"en": "We talk."})
    decision.state = "draft"
    decision.save()
    promise.refresh_from_db()
    assert refusal_of(actions.offer_program, **words, fulfils=promise) == "decisions.not_published"
    promise.kind = "resource"
    assert refusal_of(actions.offer_program, **words, fulfils=promise) == "programs.not_a_program_promise"
    assert Program.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "may"),
    [("bao", True), ("the_administrator", True), ("farid", False), ("the_reader", False), ("carla", False), ("dmitri", False)],
)
def test_offer_program_is_for_outreach_staff_and_administrators(who, may, request):
    words = {"title": {"en": "Chess"}, "summary": {"en": "We play."}, "by": request.getfixturevalue(who)}
    if may:
        actions.offer_program(**words)
    else:
        assert refusal_of(actions.offer_program, **words) == "house.not_allowed"
    assert Program.objects.count() == int(may)


def test_series_has_a_session_each_week_with_all_that_the_counts_need(weekly, main_branch):
    series = actions.schedule_series(**weekly, registration=True, capacity=12)
    sessions = list(series.sessions.all())
    assert [session.starts_at.astimezone(NEW_YORK).date() for session in sessions] == [
        dt.date(2026, 10, 12) + dt.timedelta(weeks=week) for week in range(8)
    ]
    facts = {(each.kind, each.audience, each.place_type, each.sponsorship, each.hybrid, each.capacity, each.place) for each in sessions}
    assert facts == {("synchronous", "adult", "onsite", "library", False, 12, main_branch)}
    assert LogEntry.objects.get(action="schedule_series").detail == {"sessions": 8}


def test_series_keeps_the_hour_on_the_wall_when_the_clocks_change(weekly):
    series = actions.schedule_series(**weekly)
    last_of_summer, first_of_winter = series.sessions.filter(starts_at__date__gte="2026-10-26", starts_at__date__lte="2026-11-02")
    assert last_of_summer.starts_at.astimezone(dt.UTC).hour == 22
    assert first_of_winter.starts_at.astimezone(dt.UTC).hour == 23
    assert {each.starts_at.astimezone(NEW_YORK).time() for each in series.sessions.all()} == {dt.time(18)}


def test_series_of_one_day_has_one_session(weekly):
    assert actions.schedule_series(**weekly | {"last_day": weekly["first_day"]}).sessions.count() == 1


def test_series_with_a_window_opens_days_and_closes_hours_before_each_session(weekly):
    series = actions.schedule_series(**weekly, registration=True, opens_days_before=14, closes_hours_before=2)
    windows = [(each.starts_at - each.registration_closes_at, each.registration_opens_at) for each in series.sessions.all()]
    assert {closes for closes, _opens in windows} == {dt.timedelta(hours=2)}
    assert windows[3][1] == dt.datetime(2026, 10, 19, 18, tzinfo=NEW_YORK)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"last_day": dt.date(2026, 10, 11)}, "programs.series_without_dates"),
        ({"last_day": dt.date(9999, 12, 31)}, "programs.series_too_long"),
        ({"ends": dt.time(17)}, "programs.ends_before_start"),
        ({"ends": dt.time(18)}, "programs.ends_before_start"),
        ({"sponsorship": "co_sponsored"}, "programs.partner_needed"),
        ({"kind": ""}, "programs.session_fact_wrong"),
        ({"audience": "everyone"}, "programs.session_fact_wrong"),
        ({"place_type": "virtual", "hybrid": True}, "programs.hybrid_online"),
        ({"registration": True, "capacity": 0}, "programs.capacity_wrong"),
        ({"registration": True, "capacity": 10_000}, "programs.capacity_wrong"),
        ({"capacity": 5}, "programs.capacity_without_registration"),
        ({"registration": True, "opens_days_before": 0}, "programs.window_wrong"),
        ({"title": {"en": " \u202e"}}, "house.text_empty"),
    ],
)
def test_series_that_cannot_be_is_refused_and_nothing_is_written(weekly, change, code):
    assert refusal_of(actions.schedule_series, **weekly | change) == code
    assert (Series.objects.count(), Session.objects.count()) == (0, 0)


def test_co_sponsored_series_names_its_partner(weekly, food_bank):
    series = actions.schedule_series(**weekly | {"sponsorship": "co_sponsored"}, partners=[food_bank])
    assert list(series.partners.all()) == [food_bank]


def test_series_may_be_changed_by_a_published_decision_only(weekly, decision):
    assert actions.schedule_series(**weekly, changed_by=decision).changed_by == decision
    decision.state = "draft"
    assert refusal_of(actions.schedule_series, **weekly, changed_by=decision) == "decisions.not_published"


def test_session_is_added_to_a_series_at_its_place(series, bao, main_branch):
    start = dt.datetime(2026, 12, 5, 10, tzinfo=NEW_YORK)
    words = {"series": series, "starts_at": start, "kind": "synchronous", "audience": "general", "place_type": "onsite", "by": bao}
    added = actions.schedule_session(**words, ends_at=start + dt.timedelta(hours=2))
    assert (added.place, added.sponsorship, series.sessions.count()) == (main_branch, "library", 9)
    assert refusal_of(actions.schedule_session, **words, ends_at=start) == "programs.ends_before_start"
    late = {"registration": True, "registration_closes_at": start + dt.timedelta(minutes=1)}
    assert refusal_of(actions.schedule_session, **words, **late, ends_at=start + dt.timedelta(hours=2)) == "programs.window_wrong"
    assert series.sessions.count() == 9
