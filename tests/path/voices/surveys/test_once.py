"""Anonymous yet once: what an invitation is exchanged for, what it promises, and what a page does with it."""

import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import translation

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.models import LogEntry
from commonshelf.common.receipts.codes import code_for, digest_of
from commonshelf.path.voices.surveys.actions import submit_response
from commonshelf.path.voices.surveys.actions.once import freeze_promise, take_up_credential, use_token
from commonshelf.path.voices.surveys.models import Credential, Response, Token, Wave
from commonshelf.path.voices.surveys.queries.once import promise_of
from commonshelf.path.voices.surveys.terms import once as terms
from tests.path.voices.surveys.conftest import CLOSES, DURING

NOBODY = AnonymousUser()
SETTINGS = [("link", False, False), ("invited", False, False), ("link", True, False), ("invited", True, False), ("invited", True, True)]


@pytest.fixture(autouse=True)
def _in_march():
    with clock_set_to(DURING):
        yield


@pytest.fixture
def invited(survey):
    survey.access = "invited"
    survey.save()
    return survey


def credential(survey, address="", **told):
    key = uuid.uuid4()
    told = {"key": key, "code_digest": digest_of(code_for(key)), "language": "en", "wave": survey.waves.last(), **told}
    return Credential.objects.create(survey=survey, address=address, **told)


def code_of(act, **told):
    with pytest.raises(Refusal) as refusal:
        act(**told)
    return refusal.value.code.code


def held():
    return [(token.survey_id, token.wave_id, token.used) for token in Token.objects.all()]


def test_credential_is_spent_for_a_token_that_sends_one_response(invited):
    right = credential(invited, "amina@example.org", reminders=1, written_on=DURING.date())
    token = take_up_credential(code=code_for(right.key).lower().replace("-", " "))
    right.refresh_from_db()
    assert (right.spent, right.reminders, right.written_on) == (True, 0, None)
    assert held() == [(invited.pk, invited.waves.get().pk, False)]
    about = {"survey": invited, "language": "en", "by": NOBODY}
    assert code_of(submit_response, answers={"coming": "yes"}, **about) == "surveys.token_missing"
    assert code_of(submit_response, answers={"coming": "yes"}, token=token[:-1], **about) == "surveys.token_missing"
    assert Response.objects.count() == 0
    submit_response(answers={"coming": "yes"}, token=token, **about)
    assert code_of(submit_response, answers={"coming": "no"}, token=token, **about) == "surveys.token_used"
    assert ([response.answers for response in Response.objects.all()], held()[0][2]) == ([{"coming": "yes"}], True)


def test_token_is_kept_only_as_a_digest_that_the_database_cannot_try(invited, settings):
    token = take_up_credential(code=code_for(credential(invited).key))
    assert (token in str(list(Token.objects.values())), Token.objects.get().digest == digest_of(token)) == (False, False)
    settings.SECRET_KEY = "another house"
    assert code_of(use_token, survey=invited, token=token) == "surveys.token_missing"


def test_same_exchange_gives_the_same_token_and_another_one_is_refused(invited):
    right = code_for(credential(invited).key)
    assert take_up_credential(code=right, token="a" * 43) == "a" * 43
    assert take_up_credential(code=right, token="a" * 43) == "a" * 43
    assert code_of(take_up_credential, code=right, token="b" * 43) == "surveys.invitation_used"
    use_token(survey=invited, token="a" * 43)
    assert code_of(take_up_credential, code=right, token="a" * 43) == "surveys.invitation_used"
    assert (len(held()), held()[0][2]) == (1, True)


def test_token_that_was_used_is_no_second_one_and_spends_nothing(invited):
    token = take_up_credential(code=code_for(credential(invited).key))
    use_token(survey=invited, token=token)
    other = credential(invited)
    assert code_of(take_up_credential, code=code_for(other.key), token=token) == "surveys.token_used"
    other.refresh_from_db()
    assert (other.spent, Token.objects.count()) == (False, 1)


@pytest.mark.parametrize("code", ["", "0000-0000-0000", "\x00", "x" * 3_000, "😀"])
def test_unknown_code_spends_nothing(invited, code):
    right = credential(invited)
    assert code_of(take_up_credential, code=code) == "surveys.invitation_unknown"
    assert (Credential.objects.get().spent, held()) == (False, [])
    take_up_credential(code=code_for(right.key))
    assert Credential.objects.get().spent


def test_credential_is_good_in_its_window_and_its_wave_alone(invited):
    early, late = credential(invited), credential(invited)
    token = take_up_credential(code=code_for(early.key))
    with clock_set_to(CLOSES):
        assert code_of(take_up_credential, code=code_for(late.key)) == "surveys.invitation_over"
    Wave.objects.create(survey=invited, number=2, opens_at=invited.opens_at, closes_at=invited.closes_at)
    assert code_of(take_up_credential, code=code_for(late.key)) == "surveys.invitation_over"
    assert code_of(use_token, survey=invited, token=token) == "surveys.token_missing"
    assert take_up_credential(code=code_for(credential(invited).key))


def test_exchange_leaves_no_line_in_the_log(invited):
    before = LogEntry.objects.count()
    take_up_credential(code=code_for(credential(invited).key))
    assert LogEntry.objects.count() == before


@pytest.mark.parametrize(("access", "for_children", "guardian"), SETTINGS)
def test_promise_says_what_the_settings_keep(survey, access, for_children, guardian):
    survey.access, survey.for_children, survey.guardian_consent, survey.promise = access, for_children, guardian, None
    said = promise_of(survey)
    assert ("anybody who has the link" in said, "until the next night" in said) == (access == "link", access == "invited")
    assert ("who a child is" in said, "guardian" in said) == (for_children, guardian)


def test_promise_stays_as_it_was_given_when_the_sentence_in_the_code_changes(survey, monkeypatch):
    survey.promise, given = None, {}
    for code in ("en", "es", "ar"):
        with translation.override(code):
            given[code] = promise_of(survey)
    freeze_promise(survey=survey)
    monkeypatch.setitem(terms.PROMISES, ("link", False), "We keep everything.")
    survey.refresh_from_db()
    for code, words in given.items():
        with translation.override(code):
            assert promise_of(survey) == words
    survey.promise = None
    assert promise_of(survey) == "We keep everything."
    assert set(given) <= set(survey.__class__.objects.get().promise)


def begin(client, address, **told):
    page = client.get(address)
    return client.post(address, {"begin": "1", "token": page.context["token"], **told})


def test_opening_the_link_changes_nothing_and_its_button_begins(client, invited):
    right = credential(invited, "amina@example.org")
    address = f"/invited/{code_for(right.key)}/"
    for _scanner in range(3):
        page = Client().get(address)
    assert (promise_of(invited) in page.content.decode(), page["Cache-Control"]) == (True, "no-store, private")
    assert (Credential.objects.get().spent, held()) == (False, [])
    answer = begin(client, address)
    assert (answer.status_code, answer["Location"], Credential.objects.get().spent) == (302, "/surveys/book-club/", True)
    cookie = answer.cookies[f"survey_token_{invited.pk}"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], bool(cookie["max-age"])) == (True, "Lax", "/surveys/book-club/", True)


def test_button_pressed_twice_begins_once(client, invited):
    address = f"/invited/{code_for(credential(invited).key)}/"
    sent = {"begin": "1", "token": client.get(address).context["token"]}
    first, second = client.post(address, sent), client.post(address, sent)
    assert (first.status_code, second.status_code, len(held())) == (302, 302, 1)
    other = begin(Client(), address)
    assert (other.status_code, "used already" in other.content.decode(), len(held())) == (409, True, 1)


def test_made_up_token_is_not_taken(client, invited):
    address = f"/invited/{code_for(credential(invited).key)}/"
    client.post(address, {"begin": "1", "token": "easy-to-guess"})
    assert code_of(use_token, survey=invited, token="easy-to-guess") == "surveys.token_missing"
    assert len(held()) == 1


def test_typed_code_begins_and_ends_with_the_browser(client, invited):
    right = code_for(credential(invited).key)
    page = client.post("/survey-code/", {"code": right.lower()})
    assert (page.status_code, promise_of(invited) in page.content.decode(), Credential.objects.get().spent) == (200, True, False)
    sent = {"begin": "1", "token": page.context["token"], "code": page.context["code"]}
    answer = client.post("/survey-code/", sent)
    assert (answer["Location"], answer.cookies[f"survey_token_{invited.pk}"]["max-age"]) == ("/surveys/book-club/", "")
    wrong = client.post("/survey-code/", {"code": "0000-0000-0000"})
    assert (wrong.status_code, "We know no invitation" in wrong.content.decode()) == (422, True)


def test_invitation_of_a_closed_survey_says_so(client, invited):
    address = f"/invited/{code_for(credential(invited).key)}/"
    with clock_set_to(CLOSES):
        assert client.get(address).status_code == 409
    assert (client.get(address).status_code, client.get("/invited/0000-0000-0000/").status_code) == (200, 404)


@pytest.mark.parametrize("how_many", [1, 3])
def test_invited_page_costs_the_same_for_one_and_for_three(client, invited, django_assert_num_queries, how_many):
    rights = [credential(invited) for _each in range(how_many)]
    with django_assert_num_queries(2):
        client.get(f"/invited/{code_for(rights[0].key)}/")
