import datetime as dt
from decimal import Decimal

import pytest

from commonshelf.common.dates.clock import now, today
from commonshelf.path.programs.actions import cancel_session
from commonshelf.path.ripples.gifts.actions import record_gift
from commonshelf.path.ripples.gifts.models import Fund
from commonshelf.path.ripples.stories.actions import publish_story, tell_story
from commonshelf.path.voices.ledger.actions import show_voice
from commonshelf.path.voices.surveys.actions import QuestionDraft, open_simple_survey
from commonshelf.telling.pages.queries.told import best_told

PUBLIC = ("/", "/you-said-we-did/", "/tour/", "/privacy/", "/what-became-of-it/")


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("told", [False, True])
def test_public_pages_stand_in_two_directions_with_and_without_data(client, tale, language, told):
    if told:
        tale.tell_all()
    for address in PUBLIC:
        answer = client.get(address, headers={"accept-language": language})
        page = answer.content.decode()
        assert (answer.status_code, len(answer.content) < 60_000) == (200, True), address
        assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page
        assert ("style=" in page, "<script>" in page, " onclick" in page, "//" in page.replace("https://", "").replace("http://", "")) == (
            False,
            False,
            False,
            False,
        ), address


def test_you_said_we_did_tells_need_decision_promise_and_what_came_of_it(client, tale):
    tale.tell_all()
    page = client.get("/you-said-we-did/").content.decode()
    for words in ("Nobody talks about it.", "Many asked.", "A club every Tuesday", "people came 7 times", "Somebody gave money for it."):
        assert words in page
    assert "250" not in page


def test_what_people_gave_is_told_from_the_third_gift_on(client, tale):
    tale.tell_all()
    for amount in (20, 30):
        record_gift(amount=Decimal(amount), received_on=today(), fund=Fund.objects.get(), unnamed=True, program=tale.program, by=tale.bao)
    assert "People gave 300.00 dollars." in client.get("/you-said-we-did/").content.decode()


def test_you_said_we_did_is_silent_about_drafts(client, tale):
    tale.speak("News")
    tale.name_need()
    tale.draft_decision()
    page = client.get("/you-said-we-did/").content.decode()
    assert ("Nothing is decided yet." in page, "Many asked." in page) == (True, False)


@pytest.mark.parametrize("how_many", [1, 3])
def test_you_said_we_did_costs_the_same_for_one_and_for_three(client, another, django_assert_num_queries, how_many):
    for n in range(how_many):
        another(f"Theme {n}").tell_all()
    with django_assert_num_queries(16):
        page = client.get("/you-said-we-did/")
    assert len(page.context["told"]) == how_many


def test_you_said_we_did_has_ten_decisions_a_page(client, another):
    for n in range(11):
        tale = another(f"Theme {n}")
        tale.speak("words")
        for step in (tale.name_need, tale.draft_decision, tale.publish):
            step()
    assert [len(client.get(f"/you-said-we-did/?page={page}").context["told"]) for page in (1, 2)] == [10, 1]


def filled_home(another, bao, how_many):
    for n in range(how_many):
        tale = another(f"Theme {n}").tell_all()
        words = {"title": {"en": f"Story {n}"}, "words": {"en": "It grew."}}
        publish_story(story=tell_story(program=tale.program, agreed=True, by=bao, **words), by=bao)
        question = QuestionDraft(name="why", kind="text", label={"en": "Why?"})
        window = {"opens_at": now() - dt.timedelta(days=1), "closes_at": now() + dt.timedelta(days=1)}
        open_simple_survey(
            slug=f"survey-{n}", title={"en": f"Survey {n}"}, purpose={"en": "To know."}, questions=[question], by=bao, **window
        )
    return tale


@pytest.mark.parametrize("how_many", [1, 3])
def test_home_costs_the_same_for_one_of_each_and_for_three(client, another, bao, django_assert_num_queries, how_many):
    filled_home(another, bao, how_many)
    with django_assert_num_queries(18):
        page = client.get("/")
    found = page.context
    assert [len(found[name]) for name in ("told", "surveys", "sessions", "stories")] == [
        min(how_many, 2),
        how_many,
        how_many,
        min(how_many, 2),
    ]


def test_home_does_not_invite_to_what_is_cancelled(client, tale, bao):
    tale.tell_all()
    coming = tale.session.series.sessions.last()
    assert list(client.get("/").context["sessions"]) == [coming]
    cancel_session(session=coming, by=bao)
    assert list(client.get("/").context["sessions"]) == []


def test_tour_follows_the_story_that_has_come_furthest(client, tale, another, bao):
    tale.tell_all()
    later = another("Later")
    later.speak("Later")
    for step in (later.name_need, later.draft_decision, later.publish):
        step()
    show_voice(voice=tale.said[0].voice, by=bao)
    page = client.get("/tour/").content.decode()
    assert best_told().decision == tale.decision
    assert ("We should talk about the news" in page, "We talk: Later" in page) == (True, False)
    for folder in ("voices", "needs", "decisions", "programs", "attendance", "outcomes", "ripples"):
        assert f'<code dir="ltr">src/commonshelf/path/{folder}/</code>' in page


def test_tour_of_an_empty_house_begins_with_the_first_voice(client, db):
    page = client.get("/tour/").content.decode()
    assert ("No decision is published here yet" in page, best_told()) == (True, None)


def test_unknown_things_are_not_found(client, db):
    assert [client.get(f"/thread/{kind}/999999/").status_code for kind in ("needs", "decisions", "programs")] == [404, 404, 404]
