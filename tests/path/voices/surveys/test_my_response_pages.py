"""The page of thanks, and the pages of one's own answers."""

import re
import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.outbox.traceless import deliver_traceless
from commonshelf.path.voices.ledger.models import Voice
from commonshelf.path.voices.surveys.actions import submit_response
from commonshelf.path.voices.surveys.models import Response
from commonshelf.path.voices.surveys.queries.receipts import response_of_code
from tests.path.voices.surveys.conftest import CLOSES, DURING

PAGE, THANKS, MINE, CORRECT, TAKE_BACK = (
    "/surveys/book-club/", "/survey-thanks/", "/my-response/", "/my-response/correct/", "/my-response/take-back/"
)  # fmt: skip
SENT = {"coming": "no", "likes": ["books", "talks"], "wishes": "Crime novels", "~do": "send"}


@pytest.fixture(autouse=True)
def _during():
    with clock_set_to(DURING):
        yield


@pytest.fixture
def opened(client, survey):
    """A response whose code this browser has typed in, and the browser."""
    sent = submit_response(
        survey=survey,
        answers={"coming": "no", "likes": ["books", "talks"], "wishes": "Crime novels"},
        language="en",
        by=AnonymousUser(),
        age_band="65+",
    )
    deliver_traceless(DURING)
    client.post(MINE, {"code": f" {sent.code.lower()} "})
    return sent


def shown(answer):
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", answer.content.decode().split("<main")[1].split("</main")[0]))


def code_on(page):
    return re.search(r"<strong>(\w{4}-\w{4}-\w{4})</strong>", page.content.decode())[1]


def test_thanks_shows_one_code_and_makes_no_session(client, survey):
    page = client.post(PAGE, {**SENT, "~sent_once": str(uuid.uuid4())}, follow=True)
    assert page.redirect_chain == [(THANKS, 302)]
    assert response_of_code(code_on(page)) == Response.objects.get()
    assert (Session.objects.count(), page.headers["cache-control"]) == (0, "no-store, private")
    assert "Crime novels" not in page.content.decode()


def test_code_travels_in_a_cookie_that_only_the_page_of_thanks_gets(client, survey):
    answer = client.post(PAGE, {**SENT, "~sent_once": str(uuid.uuid4())})
    cookie = answer.cookies["survey_thanks"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (THANKS, True, "Lax", 900)
    client.cookies["survey_thanks"] = cookie.value[:-2]
    assert client.get(THANKS).headers["location"] == "/surveys/"


def test_thanks_says_what_the_library_wrote_and_whether_there_were_enough(client, survey):
    survey.thanks = {"en": "Come to the reading on Friday.", "es": "Venga a la lectura el viernes."}
    survey.save()
    survey.quotas.create(name="Leavers", condition="${coming} = 'no'", most=1, when_full="screen_out")
    pages = [
        shown(client.post(PAGE, {**SENT, "~sent_once": str(uuid.uuid4())}, headers={"accept-language": language}, follow=True))
        for language in ("es", "en")
    ]
    assert ["Venga a la lectura el viernes." in pages[0], "Come to the reading on Friday." in pages[1]] == [True, True]
    assert "We have enough answers like yours already." in pages[1]


def test_thanks_is_closed_for_whoever_uses_the_device_next(client, survey):
    client.post(PAGE, {**SENT, "~sent_once": str(uuid.uuid4())})
    assert client.get(THANKS).status_code == 200
    assert client.post(THANKS, {"close": "1"}).headers["location"] == "/surveys/"
    assert client.get(THANKS).headers["location"] == "/surveys/"


def test_code_opens_ones_own_answers_in_the_readers_language(client, opened):
    page = client.get(MINE, headers={"accept-language": "es"})
    words = shown(page)
    for found in ("¿Volverá?", "What do you like?", "Books", "Talks", "Crime novels"):
        assert found in words
    assert (opened.code in words, page.headers["cache-control"]) == (False, "no-store, private")


@pytest.mark.parametrize("code", ["0000-0000-0000", "❤️", "", "\x00", "x" * 41])
def test_wrong_code_opens_nothing(client, survey, code):
    page = client.post(MINE, {"code": code})
    assert (page.status_code, page.context["form"].is_valid()) == (422, False)
    assert CORRECT not in client.get(MINE).content.decode()


def test_closing_leaves_nothing_for_whoever_uses_the_device_next(client, opened):
    assert client.post(MINE, {"close": "1"}).headers["location"] == MINE
    assert "Crime novels" not in shown(client.get(MINE))
    for address in (CORRECT, TAKE_BACK):
        for answer in (client.get(address), client.post(address, SENT)):
            assert (answer.status_code, "The page of your answers was closed." in answer.content.decode()) == (409, True)
    assert Response.objects.get().disposition == "complete"


def test_answers_are_corrected_on_the_page_that_asked_them(client, opened):
    page = client.get(CORRECT)
    words = page.content.decode()
    assert ("Crime novels" in words, page.headers["cache-control"], f'action="{CORRECT}"' in words) == (True, "no-store, private", True)
    assert set(re.findall(r'value="(\w+)"[^>]* checked', words)) == {"no", "books", "talks"}
    changed = {**SENT, "coming": "yes", "likes": ["films"], "~sent_once": str(uuid.uuid4()), "~age_band": "65+", "~language": "en"}
    assert client.post(CORRECT, changed, follow=True).redirect_chain == [(MINE, 302)]
    deliver_traceless(DURING)
    newest = response_of_code(opened.code)
    assert (newest.answers, newest.age_band, Voice.objects.get().text) == ({"coming": "yes", "likes": ["films"]}, "65+", "Crime novels")
    assert "Films" in shown(client.get(MINE))


def test_correction_that_is_wrong_says_so_at_its_question(client, opened):
    page = client.post(CORRECT, {**SENT, "coming": "", "~sent_once": str(uuid.uuid4())})
    assert (page.status_code, "Will you come back?" in page.content.decode(), Response.objects.count()) == (422, True, 1)


def test_after_the_end_answers_can_be_seen_and_taken_back_alone(client, opened):
    with clock_set_to(CLOSES):
        words = client.get(MINE).content.decode()
        assert (CORRECT in words, TAKE_BACK in words, "Crime novels" in words) == (False, True, True)
        assert client.get(TAKE_BACK).status_code == 200
        assert client.post(TAKE_BACK, follow=True).redirect_chain == [(MINE, 302)]
        words = shown(client.get(MINE))
    assert ("These answers were taken back." in words, "Crime novels" in words) == (True, False)
    assert (Response.objects.get().answers, Voice.objects.get().text) == ({}, "")


def test_two_tabs_take_back_once(client, opened):
    answers = [client.post(TAKE_BACK) for _tab in range(2)]
    assert [answer.status_code for answer in answers] == [302, 422]
    assert answers[1].context["form"].non_field_errors() == ["These answers were taken back already. Nothing more is to be done."]
