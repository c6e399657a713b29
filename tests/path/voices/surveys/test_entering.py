"""A tablet that forgets everybody, and staff who type in what reached them on paper or by phone."""

import datetime as dt
import re
import uuid

import pytest
from django.contrib.sessions.models import Session

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.log.models import LogEntry
from commonshelf.common.outbox.traceless import deliver_traceless
from commonshelf.path.voices.ledger.models import Voice
from commonshelf.path.voices.surveys.models import Credential, Response
from commonshelf.path.voices.surveys.queries.receipts import response_of_code
from tests.path.voices.surveys.conftest import CLOSES, DURING, OPENS

SENT = {"coming": "no", "wishes": "Crime novels", "~do": "send", "~language": "en"}
DAY = dt.timedelta(days=1)


def sent(**more):
    return {**SENT, "~sent_once": str(uuid.uuid4()), **more}


@pytest.fixture(autouse=True)
def _during():
    with clock_set_to(DURING):
        yield


@pytest.fixture
def kiosk(survey):
    return f"/kiosk/{survey.kiosk_key}/"


@pytest.fixture
def entry(survey):
    return f"/staff/surveys/{survey.pk}/enter/"


def test_kiosk_shows_the_code_once_and_begins_anew_by_itself(client, kiosk):
    page = client.post(kiosk, sent())
    words = page.content.decode()
    response = response_of_code(re.search(r"<strong>(\w{4}-\w{4}-\w{4})</strong>", words)[1])
    assert (response.mode, response.entered_by, page.status_code) == ("kiosk", None, 200)
    assert f'<meta http-equiv="refresh" content="20;url={kiosk}">' in words
    assert (page.headers["cache-control"], "survey_thanks" in client.cookies, Session.objects.count()) == ("no-store, private", False, 0)


def test_kiosk_keeps_no_page_and_says_when_it_begins_anew(client, kiosk):
    page = client.get(kiosk)
    words = page.content.decode()
    assert page.headers["cache-control"] == "no-store, private"
    assert (f'data-home="{kiosk}"' in words, 'data-seconds="90"' in words, f'action="{kiosk}"' in words) == (True, True, True)
    assert ('value="save"' in words, "Have your say" in words) == (False, False)


def test_next_person_at_the_kiosk_reads_in_the_language_of_the_house_again(client, kiosk):
    spoke = client.post(kiosk, sent(**{"~speak": "es"}))
    assert ("¿Volverá?" in spoke.content.decode(), client.cookies["django_language"].value) == (True, "es")
    thanks = client.post(kiosk, sent())
    assert "Gracias" in thanks.content.decode()
    assert client.cookies["django_language"].value == ""
    client.post(kiosk, sent(**{"~speak": "es"}))
    again = client.get(kiosk)
    assert (again.headers["location"], client.cookies["django_language"].value) == (kiosk, "")
    assert "Will you come back?" in client.get(kiosk).content.decode()


@pytest.mark.parametrize(("moment", "status"), [(OPENS - DAY, 409), (OPENS, 200), (CLOSES, 409)])
def test_kiosk_keeps_to_the_window(client, kiosk, moment, status):
    with clock_set_to(moment):
        assert [client.get(kiosk).status_code, client.post(kiosk, sent()).status_code] == [status] * 2
    assert Response.objects.count() == (status == 200)


def test_kiosk_opens_by_its_own_key_alone(client, survey):
    assert client.get(f"/kiosk/{uuid.uuid4()}/").status_code == 404
    survey.published = False
    survey.save()
    assert client.get(f"/kiosk/{survey.kiosk_key}/").status_code == 404


@pytest.mark.parametrize(("mode", "second_hand"), [("paper", False), ("interview", True)])
def test_staff_type_in_what_somebody_answered(as_bao, bao, entry, mode, second_hand):
    answer = as_bao.post(f"{entry}?mode={mode}", sent())
    assert answer.headers["location"] == f"{entry}?mode={mode}&in_a_row=1#kept"
    response = Response.objects.get()
    deliver_traceless(DURING)
    assert (response.mode, response.entered_by, Voice.objects.get().second_hand) == (mode, bao, second_hand)
    assert [entry.action for entry in LogEntry.objects.filter(actor=bao).order_by("action")] == sorted(
        ["enter_response", "open_survey", *(["record_voice"] if second_hand else [])]
    )


def test_several_in_a_row_are_counted_on_the_page(as_bao, entry):
    address = entry
    for number in (1, 2, 3):
        answer = as_bao.post(address, sent(wishes=f"Wish {number}"))
        address = answer.headers["location"].removesuffix("#kept")
    page = as_bao.get(address).content.decode()
    assert ("Those were 3 responses in a row." in page, "Wish 3" in page, Response.objects.count()) == (True, False, 3)


def test_what_is_wrong_stands_at_its_question_and_the_row_goes_on(as_bao, entry):
    page = as_bao.post(f"{entry}?mode=interview&in_a_row=2", sent(coming=""))
    words = page.content.decode()
    assert (page.status_code, "Crime novels" in words, f"{entry}?mode=interview&amp;in_a_row=2" in words) == (422, True, True)
    assert Response.objects.count() == 0


@pytest.mark.parametrize(("mode", "kept"), [("kiosk", "paper"), ("web", "paper"), ("x", "paper"), ("interview", "interview")])
def test_staff_enter_as_paper_or_interview_and_nothing_else(as_bao, entry, mode, kept):
    as_bao.post(f"{entry}?mode={mode}", sent())
    assert Response.objects.get().mode == kept


@pytest.mark.parametrize(
    ("moment", "status"), [(OPENS - DAY, 409), (OPENS, 302), (CLOSES + 30 * DAY - dt.timedelta(hours=1), 302), (CLOSES + 30 * DAY, 409)]
)
def test_paper_may_be_typed_in_for_a_month_after_the_end(as_bao, entry, moment, status):
    with clock_set_to(moment):
        assert as_bao.post(entry, sent()).status_code == status
    assert Response.objects.count() == (status == 302)


@pytest.mark.parametrize(("who", "status"), [("farid", 200), ("the_reader", 403), ("carla", 403), ("dmitri", 403)])
def test_page_to_enter_answers_is_for_those_who_work_here(client, entry, request, who, status):
    client.force_login(request.getfixturevalue(who), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(entry).status_code == status


def test_paper_of_somebody_who_was_invited_spends_the_code_printed_on_it(as_bao, survey, entry):
    from commonshelf.common.receipts.codes import code_for, digest_of  # noqa: PLC0415 -- used here alone

    survey.access = "invited"
    survey.save()
    key = uuid.uuid4()
    code = code_for(key)
    Credential.objects.create(survey=survey, wave=survey.waves.get(), key=key, code_digest=digest_of(code), language="en")
    page = as_bao.get(entry).content.decode()
    token = re.search(r'name="~token"[^>]*value="([^"]+)"', page)[1]
    refused = as_bao.post(entry, sent(**{"~token": token}))
    assert (refused.status_code, Response.objects.count()) == (422, 0)
    faulty = as_bao.post(entry, sent(**{"~token": token, "~code": code, "coming": ""}))
    assert (faulty.status_code, code in faulty.content.decode(), Response.objects.count()) == (422, True, 0)
    assert as_bao.post(entry, sent(**{"~token": token, "~code": code})).status_code == 302
    again = as_bao.post(entry, sent(**{"~token": "another", "~code": code}))
    assert (again.status_code, Response.objects.count(), Credential.objects.get().spent) == (422, 1, True)
