import datetime as dt
import json
import re
import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.signing import Signer

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.path.voices.surveys.actions.drafting import forget_drafts, keep_draft, open_draft
from commonshelf.path.voices.surveys.forms.public.sent import ATTEMPTS, signed_attempt
from commonshelf.path.voices.surveys.models import Attempt, Draft, Response
from commonshelf.path.voices.surveys.queries.pages import shown_of
from tests.path.voices.surveys.answer_forms import CLOSES, DURING, hidden

CLUB = "/surveys/book-club/"
GO_ON = "/survey-go-on/"
ONCE = "7e57a000-0000-4000-8000-000000000001"


@pytest.fixture(autouse=True)
def during():
    with clock_set_to(DURING):
        yield


def typed(**more):
    return {"coming": "no", "wishes": "A secret wish", "~age_band": "35-64", "~language": "en", "~sent_once": ONCE, **more}


def saved(client, **more):
    answer = client.post(CLUB, typed(**{"~do": "save"}, **more))
    assert answer.status_code == 200
    return answer, re.search(r"<strong>([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})</strong>", answer.content.decode())[1]


def test_saved_answers_are_gone_on_with_on_another_device(client, survey):
    answer, code = saved(client)
    assert answer["Cache-Control"] == "no-store, private"
    client.cookies.clear()
    page = client.post(GO_ON, {"code": code.lower().replace("-", " ")})
    text = page.content.decode()
    assert page["Cache-Control"] == "no-store, private"
    assert ("A secret wish" in text, f'value="{ONCE}"' in text, f'action="{CLUB}"' in text) == (True, True, True)
    assert re.search(r'value="no"[^>]* checked', text)
    assert re.search(r'value="35-64"[^>]* selected', text)


def test_saved_answers_say_until_which_day_they_are_there(client, survey):
    assert "until March 31, 2026" in saved(client)[0].content.decode()
    with clock_set_to(DURING - dt.timedelta(days=12, hours=15)):
        survey.opens_at = DURING - dt.timedelta(days=60)
        survey.save()
        assert "until March 29, 2026" in saved(client)[0].content.decode()


def test_saved_answers_are_not_held_against_anything(client, survey):
    saved(client, coming="")
    assert (Draft.objects.count(), Response.objects.count()) == (1, 0)


def test_answers_saved_again_keep_their_code(client, survey):
    first, second = saved(client)[1], saved(client, wishes="Another wish")[1]
    assert (first == second, Draft.objects.count()) == (True, 1)
    assert open_draft(code=second).held["given"]["wishes"] == "Another wish"


def test_draft_goes_when_it_is_sent(client, survey):
    _answer, code = saved(client)
    page = client.post(GO_ON, {"code": code}).content.decode()
    assert '<input type="hidden" name="~saved" value="1">' in page
    assert client.post(CLUB, typed(**{"~saved": "1"})).status_code == 302
    assert (Draft.objects.count(), Response.objects.count()) == (0, 1)
    assert client.post(GO_ON, {"code": code}).status_code == 422


def test_library_can_read_nothing_of_a_draft(client, survey):
    _answer, code = saved(client)
    draft = Draft.objects.get()
    kept = bytes(draft.sealed) + json.dumps([draft.code_digest, str(draft.pk)]).encode()
    assert not [word for word in (b"secret", b"wish", code.encode(), code.replace("-", "").encode(), ONCE.encode()) if word in kept]


@pytest.mark.parametrize("code", ["ABCD-EFGH-JKMN", "", "x" * 500, "\0", "🙂"])
def test_code_nobody_was_given_opens_nothing(client, survey, code):
    saved(client)
    answer = client.post(GO_ON, {"code": code})
    assert (answer.status_code, "A secret wish" in answer.content.decode()) == (422, False)


def test_draft_is_over_with_its_day_and_is_forgotten(client, survey):
    _answer, code = saved(client)
    with clock_set_to(CLOSES - dt.timedelta(hours=1)):
        assert (forget_drafts(), client.post(GO_ON, {"code": code}).status_code) == (0, 200)
    with clock_set_to(CLOSES + dt.timedelta(hours=1)):
        with pytest.raises(Refusal) as refused:
            open_draft(code=code)
        assert refused.value.code.code == "surveys.draft_unknown"
        assert (forget_drafts(), Draft.objects.count()) == (1, 0)


def test_draft_of_a_closed_survey_is_not_kept(survey):
    asked = shown_of(survey).asked
    with clock_set_to(CLOSES), pytest.raises(Refusal) as refused:
        keep_draft(asked=asked, sent_once=uuid.uuid4(), held={}, by=AnonymousUser())
    assert (refused.value.code.code, Draft.objects.count()) == ("surveys.closed", 0)


def test_leaving_tells_how_far_somebody_came_and_no_answer(client, survey):
    page = hidden(client.get(CLUB).content.decode())
    attempt = page["~attempt"]
    for place in ("likes", "wishes"):
        assert client.post(f"{CLUB}left/", {"attempt": attempt, "place": place}).status_code == 204
    assert [(each.pk.hex, each.furthest, each.mode) for each in Attempt.objects.all()] == [(attempt.partition(":")[0], "wishes", "web")]
    client.post(CLUB, typed(**{"~attempt": attempt, "~noted": "1"}))
    assert (Attempt.objects.count(), Response.objects.count()) == (0, 1)


def test_browser_that_said_it_left_says_so_again_with_the_answers(client, survey):
    page = hidden(client.get(CLUB).content.decode())
    faulty = client.post(CLUB, {**page, "likes": "nobody offered this", "~noted": "1"})
    again = hidden(faulty.content.decode())
    assert (faulty.status_code, page["~noted"], again["~noted"], again["~attempt"]) == (422, "", "1", page["~attempt"])


@pytest.mark.parametrize("signed_with", ["", "another", "surveys.attempt"])
def test_nobody_makes_up_people_who_left(client, survey, signed_with):
    made_up = uuid.uuid4().hex
    attempt = Signer(salt=signed_with).sign(made_up) if signed_with else made_up
    answer = client.post(f"{CLUB}left/", {"attempt": attempt, "place": "likes"})
    handed_out = signed_with == ATTEMPTS  # as our own pages sign
    assert (answer.status_code, Attempt.objects.count()) == ((204, 1) if handed_out else (400, 0))


def test_everybody_gets_an_attempt_of_their_own_that_tells_nothing_of_the_response(client, survey):
    pages = [hidden(client.get(CLUB).content.decode()) for _visit in range(2)]
    ours = [uuid.UUID(page["~attempt"].partition(":")[0]) for page in pages]
    sendings = [uuid.UUID(page["~sent_once"]) for page in pages]
    told = {each for sending in sendings for each in (sending, uuid.uuid5(sending, "book-club"))}
    assert (len(set(ours)), len(set(sendings)), set(ours) & told) == (2, 2, set())


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"place": "nothing", "attempt": signed_attempt(uuid.uuid4())}, 204),
        ({"place": "A secret wish", "attempt": signed_attempt(uuid.uuid4())}, 204),
        ({"place": "likes", "attempt": "x"}, 400),
        ({}, 204),
    ],
)
def test_leaving_tells_nothing_else(client, survey, told, status):
    assert client.post(f"{CLUB}left/", told).status_code == status
    assert Attempt.objects.count() == 0


def test_leaving_a_closed_survey_tells_nothing(client, survey):
    with clock_set_to(CLOSES):
        assert client.post(f"{CLUB}left/", {"attempt": signed_attempt(uuid.uuid4()), "place": "likes"}).status_code == 204
    assert Attempt.objects.count() == 0


def test_right_of_somebody_invited_goes_with_their_draft(client, survey):
    survey.access = "invited"
    survey.save()
    held = {"number": 0, "given": {"wishes": "Tea"}, "about": {}, "sent_once": ONCE, "token": "a-right-to-answer"}
    kept = keep_draft(asked=shown_of(survey).asked, sent_once=uuid.UUID(ONCE), held=held, by=AnonymousUser())
    assert client.get(CLUB).status_code == 302
    assert "Tea" in client.post(GO_ON, {"code": kept.code}).content.decode()
    cookie = client.cookies[f"survey_token_{survey.pk}"]
    assert (cookie.value.startswith("a-right-to-answer:"), cookie["path"], cookie["httponly"]) == (True, CLUB, True)
    assert client.get(CLUB).status_code == 200
