import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.utils.timezone import get_default_timezone

from commonshelf.common.dates.clock import clock_set_to, now, now_here, today
from commonshelf.path.decisions.actions import answer_back, review_decision
from commonshelf.path.needs.actions import code_voice
from commonshelf.path.programs.actions import cancel_session, schedule_session
from commonshelf.path.voices.ledger.actions import record_voice, take_back_voice
from commonshelf.telling.pages.queries.today import sessions_soon, unanswered_in_all, voices_waiting

BACKEND = "django.contrib.auth.backends.ModelBackend"
NOBODY = AnonymousUser()


def heard(text, *, weeks_ago=0):
    week = today() - dt.timedelta(weeks=weeks_ago)
    return record_voice(text=text, language="en", channel="open", week=week, by=NOBODY).voice


def test_waiting_voices_are_listed_by_theme_the_oldest_first(tale, bao):
    for text, weeks in (("a", 30), ("b", 1)):
        code_voice(voice=heard(text, weeks_ago=weeks), theme=tale.theme, by=bao)
    heard("nobody sorted this", weeks_ago=2)
    rows = [(row.theme, row.voices, row.months) for row in voices_waiting()]
    assert rows == [("Current events", 2, 7), (None, 1, 0)]
    assert unanswered_in_all() == 3


def test_answered_and_taken_back_voices_wait_no_more(tale):
    tale.tell_all()
    gone = heard("taken back")
    take_back_voice(voice=gone, by=NOBODY)
    assert (voices_waiting(), unanswered_in_all()) == ([], 0)


def test_sessions_are_those_from_the_librarys_midnight_on_for_a_week(tale, bao, main_branch):
    tale.tell_all()
    zone = get_default_timezone()
    facts = {"kind": "synchronous", "audience": "adult", "place_type": "onsite", "series": tale.session.series, "by": bao}
    # Late in the evening in New York it is tomorrow already in Greenwich.
    evening = dt.datetime(2027, 6, 7, 22, 30, tzinfo=zone)
    starts = [dt.datetime(2027, 6, day, hour, tzinfo=zone) for day, hour in ((6, 23), (7, 9), (13, 23), (14, 0))]
    made = [schedule_session(**facts, starts_at=start, ends_at=start + dt.timedelta(minutes=30)) for start in starts]
    with clock_set_to(evening):
        assert sessions_soon(bao) == made[1:3]
        cancel_session(session=made[2], by=bao)
        assert sessions_soon(bao) == made[1:2]


def test_today_shows_staff_words_and_a_reader_numbers(client, tale, bao, the_reader, farid):
    tale.tell_all()
    answer_back(reply=tale.said[0].voice.replies.get(), verdict="misunderstood", text="I meant Arabic news", language="en", by=NOBODY)
    heard("nobody sorted this")
    shown = {}
    for user in (bao, farid, the_reader):
        client.force_login(user, backend=BACKEND)
        page = client.get("/staff/").content.decode()
        shown[user.name] = ("I meant Arabic news" in page, "2 voices nobody has sorted" in page, "/staff/needs/voices/" in page)
    assert shown == {"Bao": (True, True, True), "Farid": (True, True, False), "Ruth": (False, True, False)}


def test_today_names_nobody_to_a_reader(client, tale, the_reader, bao):
    tale.tell_all()
    client.force_login(the_reader, backend=BACKEND)
    page = client.get("/staff/").content.decode()
    assert ("Bao" in page, "We should talk" in page) == (False, False)


def test_today_is_for_those_who_read_numbers(client, dmitri, carla, a_volunteer):
    assert client.get("/staff/").headers["location"] == "/account/login/?next=/staff/"
    for user in (dmitri, carla, a_volunteer):
        client.force_login(user, backend=BACKEND)
        assert client.get("/staff/").status_code == 403


def test_decision_comes_back_when_its_review_is_due(as_bao, tale, bao):
    tale.tell_all()
    assert as_bao.get("/staff/").context["reviews"] == []
    with time_machine.travel(now() + dt.timedelta(days=101), tick=False):
        as_bao.force_login(bao, backend=BACKEND)
        assert as_bao.get("/staff/").context["reviews"] == [tale.decision]
        review_decision(decision=tale.decision, review_on=today() + dt.timedelta(days=1), by=bao)
        assert as_bao.get("/staff/").context["reviews"] == []


@pytest.fixture
def _noon():
    """Set the clock to noon: what began two hours ago began today."""
    with clock_set_to(now_here().replace(hour=12)):
        yield


@pytest.mark.usefixtures("_noon")
@pytest.mark.parametrize("how_many", [1, 3])
def test_today_costs_the_same_for_one_of_each_and_for_three(as_bao, another, bao, django_assert_num_queries, how_many):
    for n in range(how_many):
        tale = another(f"Theme {n}").tell_all()
        answer_back(reply=tale.said[0].voice.replies.get(), verdict="misunderstood", text=f"No {n}", language="en", by=NOBODY)
        code_voice(voice=heard(f"waits {n}"), theme=tale.theme, by=bao)
    with django_assert_num_queries(15):
        page = as_bao.get("/staff/")
    assert [len(page.context[name]) for name in ("misunderstood", "sessions")] == [how_many, how_many]


def test_voice_thread_follows_one_voice_with_drafts(as_bao, tale):
    said = tale.speak("We should talk about the news")
    tale.name_need()
    tale.draft_decision()
    page = as_bao.get(f"/staff/thread/voices/{said.voice.pk}/")
    words = page.content.decode()
    assert page.context["thread"].filled == 3
    assert ("We should talk about the news" in words, "We talk: Current events" in words, ">draft<" in words) == (True, True, True)


def test_voice_thread_of_words_taken_back_offers_no_sorting(as_bao, tale):
    said = tale.speak("Gone soon")
    address = f"/staff/thread/voices/{said.voice.pk}/"
    sort = f"/staff/needs/voices/{said.voice.pk}/"
    assert sort in as_bao.get(address).content.decode()
    take_back_voice(voice=said.voice, by=NOBODY)
    page = as_bao.get(address).content.decode()
    assert ("(These words were taken back.)" in page, sort in page, "Gone soon" in page) == (True, False, False)


def test_voice_thread_is_for_those_who_work_here(client, tale, farid, the_reader, carla, dmitri):
    address = f"/staff/thread/voices/{tale.speak('News').voice.pk}/"
    found = []
    for user in (farid, the_reader, carla, dmitri):
        client.force_login(user, backend=BACKEND)
        found.append(client.get(address).status_code)
    assert found == [200, 403, 403, 403]
