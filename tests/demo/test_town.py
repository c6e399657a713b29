"""The sample town tells its story through the public actions alone, and the story is true in the numbers."""

import datetime as dt
import re
from pathlib import Path
from statistics import median

import pytest
from django.contrib.auth.models import AnonymousUser

from commonshelf.common.accounts.models import User
from commonshelf.community.partners.models import Organization
from commonshelf.community.places.models import Place
from commonshelf.demo.calendar import Calendar
from commonshelf.demo.signins import SIGN_INS, second_factor
from commonshelf.demo.town import load_town
from commonshelf.path.attendance.analysis import dwindling_series
from commonshelf.path.attendance.queries import counts_of
from commonshelf.path.decisions.models import AnswerBack, Decision, Reply
from commonshelf.path.needs.models import Coding, Need
from commonshelf.path.needs.queries import voices_behind
from commonshelf.path.programs.models import Series
from commonshelf.path.ripples.stories.models import Story
from commonshelf.path.voices.ledger.models import Voice
from commonshelf.path.voices.ledger.queries import voice_of_receipt
from commonshelf.path.voices.surveys.models import Survey
from commonshelf.telling.pages.queries.thread import thread_of_decision, thread_of_need

TODAY = dt.date(2026, 11, 23)
CALENDAR = Calendar.ending(TODAY)


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker):
    """The town, loaded once for all tests of this file and taken back after them."""
    from django.db import transaction  # noqa: PLC0415 -- stands beside its only use

    with django_db_blocker.unblock(), transaction.atomic():
        yield load_town(today=TODAY)
        transaction.set_rollback(True)


@pytest.fixture
def in_town(town, django_db_blocker):
    with django_db_blocker.unblock():
        yield town


def series_called(title):
    return next(one for one in Series.objects.all() if one.title["en"].startswith(title))


def usual(title, *, first, last):
    days = CALENDAR.day(first), CALENDAR.day(last)
    return median(
        one.people
        for one in counts_of(series_called(title))
        if one.people is not None and days[0] <= one.session.starts_at.date() < days[1]
    )


def test_town_has_three_branches_eight_partners_and_hundreds_of_voices(in_town):
    assert (Place.objects.count(), Organization.objects.count()) == (3, 8)
    assert Voice.objects.count() == in_town.voices
    assert in_town.voices > 300
    assert set(Voice.objects.values_list("language", flat=True)) == {"en", "es", "fr", "ar", "zh-hans", "vi"}


def test_town_spans_two_years(in_town):
    weeks = Voice.objects.order_by("week").values_list("week", flat=True)
    assert (weeks[len(weeks) - 1] - weeks[0]).days > 600


def test_town_holds_believable_dirt(in_town):
    words = list(Voice.objects.values_list("text", flat=True))
    assert in_town.refused == 4
    assert sum(text.isupper() and len(text) > 60 for text in words) >= 1
    assert [text for text in words if re.search(r"555.?0142|@", text) and "[" not in text] == []
    assert len(words) > len(set(words))


def test_book_club_loses_people_and_the_alarm_says_so(in_town):
    with CALENDAR.at(-38):
        assert [alarm.series.title["en"] for alarm in dwindling_series()] == ["Thursday Book Club"]
    with CALENDAR.at(-64):
        assert dwindling_series() == []


def test_two_clubs_recover_what_the_book_club_lost(in_town):
    before, lost = usual("Thursday", first=-103, last=-58), usual("Thursday", first=-38, last=-29)
    recovered = usual("Crime Scene", first=-10, last=0), usual("The World", first=-10, last=0)
    assert lost < before / 2
    assert min(recovered) >= before


def test_those_who_stopped_and_those_who_never_came_are_behind_the_need(in_town):
    need = next(need for need in Need.objects.all() if need.title["en"].startswith("A club"))
    behind = voices_behind(need)
    assert set(behind.values_list("library_use", flat=True)) >= {"stopped", "never"}
    assert set(behind.values_list("channel", flat=True)) == {"survey", "forum", "partner", "phone"}
    assert behind.values("language").distinct().count() >= 4


def test_story_reaches_its_seventh_dot(in_town):
    decision = next(one for one in Decision.objects.all() if one.title["en"] == "Two clubs instead of one")
    assert thread_of_decision(decision).filled == 7
    assert thread_of_need(decision.needs.get(), AnonymousUser()).filled == 7
    assert Story.objects.get().state == "published"


def test_those_who_spoke_are_told_and_answer_back(in_town):
    assert Reply.objects.count() > 200
    assert dict.fromkeys(AnswerBack.objects.values_list("verdict", flat=True)) == {"met": None, "not_enough": None, "misunderstood": None}
    assert voice_of_receipt(in_town.receipt_code).replies.count() == 1


def test_every_outcome_of_a_decision_is_there(in_town):
    assert {decision.outcome for decision in Decision.objects.all()} == {"adopt", "adapt", "defer", "decline"}


def test_some_voices_wait_and_some_are_only_suggested(in_town):
    assert Coding.objects.filter(state="suggested").count() > 0
    assert Voice.objects.filter(codings__isnull=True).count() > 0


def test_every_sign_in_has_a_second_factor_that_opens(in_town):
    assert {user.email for user in User.objects.filter(role__in=[one.role for one in SIGN_INS])} == {one.email for one in SIGN_INS}
    assert re.fullmatch(r"\d{6}", second_factor("bao"))
    assert second_factor("nobody") is None


def test_loading_is_all_or_nothing(db, monkeypatch):
    def fail(*_args):
        raise RuntimeError

    monkeypatch.setattr("commonshelf.demo.town.ripples", fail)
    with pytest.raises(RuntimeError):
        load_town(today=TODAY)
    assert (Voice.objects.count(), User.objects.count()) == (0, 0)


def test_town_is_made_through_the_public_actions_alone():
    code = Path(load_town.__code__.co_filename).parent
    forbidden = re.compile(r"objects\.(create|bulk_create|get_or_create|update|update_or_create)|\.save\(|\.delete\(")
    assert [file.name for file in code.rglob("*.py") if forbidden.search(file.read_text(encoding="utf-8"))] == []


def test_a_survey_is_open_in_all_languages_and_the_results_of_another_can_be_read(in_town, client):
    asked = Survey.objects.get(slug="what-should-the-library-do-next-year")
    with CALENDAR.at(0):
        pages = [client.get(f"/surveys/{asked.slug}/", headers={"accept-language": code}) for code in ("en", "ar", "zh-hans")]
        told = client.get("/surveys/what-would-bring-you/results/")
    assert [(page.status_code, page.headers["Content-Language"]) for page in pages] == [(200, "en"), (200, "ar"), (200, "zh-hans")]
    assert (told.status_code, asked.questionnaires.get().responses.count(), "96 people answered" in told.content.decode()) == (
        200,
        180,
        True,
    )
