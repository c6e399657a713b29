"""The pages of results, for staff and for everybody."""

import datetime as dt
import re

import pytest
from django.contrib.auth.models import AnonymousUser

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.outbox.traceless import deliver_traceless
from commonshelf.path.voices.ledger.models import Voice
from commonshelf.path.voices.surveys.actions import submit_response
from commonshelf.path.voices.surveys.models import Survey
from tests.path.voices.surveys.answer_forms import every_kind, published, sent
from tests.path.voices.surveys.conftest import CLOSES, DURING
from tests.path.voices.surveys.test_results import answered

BACKEND = "django.contrib.auth.backends.ModelBackend"


def said(page):
    return " ".join(page.content.decode().split())


def answer_book_club(survey, times, **answers):
    with clock_set_to(DURING):
        for _time in range(times):
            submit_response(survey=survey, answers=answers, language="en", by=AnonymousUser())
        deliver_traceless(DURING)


@pytest.fixture
def full(db):
    """A survey of every kind of question, answered by 24 people."""
    survey = published(*every_kind())
    grid = {"reading": "a1", "rooms": "a4"}
    first = {"one": "yes", "boxed": "apple", "several": ["apple", "pear"], "order": ["pear", "plum", "apple"], "whole": "3", "part": "2.5"}
    second = {"one": "no", "boxed": "plum", "several": ["plum"], "order": ["apple", "plum", "pear"], "whole": "30", "part": "7"}
    times = {"day": "2026-03-04", "hour": "10:30", "moment": "2026-03-01T10:00", "steps": "4", "wide": "50", "agreed": "OK", "code": "x1"}
    answered(survey, 12, **first, **times, views=grid, children=[{"age": "3"}, {"age": "5"}])
    answered(survey, 12, **second, **times, views=grid)
    return survey


def test_results_page_shows_every_kind_of_question(as_bao, full):
    page = as_bao.get(f"/staff/surveys/{full.pk}/results/")
    cards = [card for block in page.context["blocks"] for card in ([row[0] for row in block.rows] if hasattr(block, "rows") else [block])]
    assert [(card.place, card.silent == "", len(card.lines)) for card in cards] == [
        ("words", False, 0),
        ("line", False, 0),
        ("whole", True, 7),
        ("part", True, 10),
        ("day", True, 1),
        ("hour", True, 1),
        ("moment", True, 1),
        ("one", True, 2),
        ("boxed", True, 3),
        ("several", True, 3),
        ("order", True, 3),
        ("steps", True, 1),
        ("wide", True, 1),
        ("where", False, 0),
        ("agreed", True, 1),
        ("code", True, 0),
        ("views/reading", True, 4),
        ("views/rooms", True, 4),
        ("children/age", True, 0),
        ("children/name", False, 0),
    ]
    assert "24 responses. People chose to take part." in said(page)


def test_table_of_answers_stays_a_table(as_bao, full):
    """The house lays out `figures` as a row of big numbers: a table of that class has its headings beside its rows."""
    page = as_bao.get(f"/staff/surveys/{full.pk}/results/?by=language").content.decode()
    assert set(re.findall(r'<table class="(figures[^"]*)"', page)) == {"figures__table"}


@pytest.mark.parametrize(("times", "blocks"), [(1, 0), (3, 0), (9, 0), (10, 1)])
def test_results_page_shows_nothing_under_the_threshold(as_bao, survey, times, blocks):
    answered(survey, times, coming="yes")
    page = as_bao.get(f"/staff/surveys/{survey.pk}/results/")
    assert bool(page.context.get("blocks")) == bool(blocks)
    assert ("Numbers are shown from 10 responses on" in said(page), "100%" in said(page)) == (not blocks, bool(blocks))


@pytest.mark.parametrize("how_many", [1, 3])
def test_open_answers_page_costs_the_same_for_one_answer_and_for_three(as_bao, survey, django_assert_num_queries, how_many):
    for number in range(how_many):
        answer_book_club(survey, 1, coming="yes", wishes=f"wish {number}")
    with django_assert_num_queries(8):
        page = as_bao.get(f"/staff/surveys/{survey.pk}/open-answers/")
    assert len(page.context["page"]) == how_many


@pytest.mark.parametrize("how_many", [11, 13])
def test_results_page_costs_the_same_for_few_responses_and_for_more(as_bao, survey, django_assert_num_queries, how_many):
    answered(survey, how_many, coming="yes", likes=["books"])
    with django_assert_num_queries(16):
        as_bao.get(f"/staff/surveys/{survey.pk}/results/")


def test_results_page_leads_to_the_words_and_to_coding_them(as_bao, survey):
    answer_book_club(survey, 10, coming="yes", wishes="Novels")
    page = as_bao.get(f"/staff/surveys/{survey.pk}/results/").content.decode()
    assert (f"/staff/surveys/{survey.pk}/open-answers/?question=wishes" in page, "Novels" in page) == (True, False)
    words = as_bao.get(f"/staff/surveys/{survey.pk}/open-answers/?question=wishes").content.decode()
    assert ("Novels" in words, f"/staff/needs/voices/{Voice.objects.first().pk}/" in words) == (True, True)


def test_reader_sees_numbers_and_no_words(client, survey, the_reader):
    answer_book_club(survey, 10, coming="yes", wishes="A secret wish")
    client.force_login(the_reader, backend=BACKEND)
    pages = [client.get(f"/staff/surveys/{survey.pk}/{page}/").content.decode() for page in ("results", "open-answers")]
    assert [("100%" in page, "A secret wish" in page) for page in pages] == [(True, False), (False, False)]


def test_public_results_are_there_where_the_library_wishes(client, survey):
    answered(survey, 12, coming="yes")
    assert client.get("/surveys/book-club/results/").status_code == 404
    Survey.objects.filter(pk=survey.pk).update(results_public=True)
    with clock_set_to(DURING):  # while it runs, one look before and one after would tell what one person answered
        early = client.get("/surveys/book-club/results/")
    assert (early.status_code, early.context.get("counts"), "12 people" in said(early)) == (200, None, False)
    assert "After March 31, 2026 you can read here what everybody answered." in said(early)
    with clock_set_to(CLOSES):
        page = client.get("/surveys/book-club/results/")
        assert 'href="/surveys/book-club/results/"' in client.get("/surveys/book-club/").content.decode()
    assert (page.status_code, "12 people answered." in said(page), len(page.content) < 60_000) == (200, True, True)


def test_thanks_lead_to_the_results_that_everybody_will_read(client, survey):
    """The page of thanks is kept between people: what it says of the results must be of the survey as it is now."""
    told = []
    for change in ({}, {"results_public": True}, {"closes_at": CLOSES - dt.timedelta(days=2)}, {"results_public": False}):
        Survey.objects.filter(pk=survey.pk).update(**change)
        with clock_set_to(DURING):
            page = said(client.post("/surveys/book-club/", sent(), follow=True))
        told.append((re.findall(r"After (\S+ \d+, \d+) you can read", page), 'href="/surveys/book-club/results/"' in page))
    assert told == [([], False), (["March 31, 2026"], True), (["March 29, 2026"], True), ([], False)]


@pytest.mark.parametrize(
    ("agreed", "change", "read"),
    [
        (True, {"shown_on": DURING.date()}, True),
        (True, {}, False),
        (False, {"shown_on": DURING.date()}, False),
        (True, {"shown_on": DURING.date(), "text": ""}, False),
    ],
)
def test_public_results_show_the_words_that_everybody_may_read(client, survey, agreed, change, read):
    with clock_set_to(DURING):
        for _time in range(10):
            submit_response(
                survey=survey, answers={"coming": "yes", "wishes": "Chess"}, language="en", by=AnonymousUser(), may_be_quoted=agreed
            )
        deliver_traceless(DURING)
    one = Voice.objects.first()
    Voice.objects.filter(pk=one.pk).update(**change)
    Survey.objects.filter(pk=survey.pk).update(results_public=True)
    with clock_set_to(CLOSES):
        page = said(client.get("/surveys/book-club/results/"))
    assert (page.count(">Chess</blockquote>"), "who agreed that everybody may read it" in page) == (int(read), read)


def test_public_results_show_nothing_under_the_threshold(client, survey):
    answered(survey, 9, coming="yes")
    Survey.objects.filter(pk=survey.pk).update(results_public=True)
    with clock_set_to(CLOSES):
        page = client.get("/surveys/book-club/results/")
    assert ("Too few people have answered so far." in said(page), "<table" in said(page)) == (True, False)
