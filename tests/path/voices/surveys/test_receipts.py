"""One code for a whole response: to see it, to correct it, and to take it back."""

import datetime as dt
import uuid

import pytest
from django.contrib.auth.models import AnonymousUser

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.models import LogEntry
from commonshelf.common.outbox.models import OutboxMessage
from commonshelf.common.outbox.traceless import deliver_traceless
from commonshelf.path.voices.ledger.actions import take_back_voice
from commonshelf.path.voices.ledger.models import Voice
from commonshelf.path.voices.surveys.actions import submit_response
from commonshelf.path.voices.surveys.actions.receipts import correct_response, withdraw_response
from commonshelf.path.voices.surveys.models import OpenAnswer, Quota, QuotaPlace, Response
from commonshelf.path.voices.surveys.queries import questionnaire_of
from commonshelf.path.voices.surveys.queries.answering import counted_responses
from commonshelf.path.voices.surveys.queries.receipts import given_of, may_correct, response_of_code, told_answers
from tests.path.voices.surveys.conftest import CLOSES, DURING

NOBODY = AnonymousUser()
ANSWERS = {"coming": "no", "likes": ["talks", "books"], "wishes": "Crime novels", "more": "Tea"}


@pytest.fixture
def during():
    with clock_set_to(DURING):
        yield


@pytest.fixture
def sent(survey, during, old_town):
    """A response, heard: its words are voices."""
    submitted = submit_response(survey=survey, answers=ANSWERS, language="en", by=NOBODY, area=old_town, age_band="65+")
    deliver_traceless(DURING)
    return submitted


def correct(sent, answers, **more):
    told = {"language": "en", "area": sent.response.area, "age_band": "65+", **more}
    return correct_response(code=sent.code, answers=answers, by=NOBODY, **told)


def heard(response):
    deliver_traceless(DURING)
    return {answer.place: answer.voice.text for answer in response.open_answers.select_related("voice")}


def test_correction_takes_the_place_and_the_code_of_the_response(survey, sent):
    newer = correct(sent, {**ANSWERS, "coming": "yes"})
    assert (newer.code, response_of_code(sent.code)) == (sent.code, newer.response)
    assert list(counted_responses(questionnaire_of(survey))) == [newer.response]
    earlier = Response.objects.get(pk=sent.response.pk)
    assert (newer.response.supersedes, earlier.answers["coming"], newer.response.answers["coming"]) == (earlier, "no", "yes")
    assert (newer.response.area, newer.response.age_band, newer.response.mode) == (sent.response.area, "65+", "web")


def test_correction_keeps_voices_that_say_the_same_and_takes_back_the_others(sent):
    before = {answer.place: answer.voice_id for answer in OpenAnswer.objects.all()}
    newer = correct(sent, {"coming": "no", "wishes": "Crime novels", "more": "Coffee"}).response
    assert heard(newer) == {"wishes": "Crime novels", "more": "Coffee"}
    assert newer.open_answers.get(place="wishes").voice_id == before["wishes"]
    assert Voice.objects.get(pk=before["more"]).text == ""
    assert sorted(Voice.objects.values_list("text", flat=True)) == ["", "Coffee", "Crime novels"]


@pytest.mark.parametrize("told", [{"age_band": "35-64"}, {"may_be_quoted": True}, {"language": "fr"}, {"area": None}])
def test_correction_of_what_goes_with_the_words_makes_new_voices(sent, told):
    newer = correct(sent, ANSWERS, **told).response
    assert heard(newer) == {"wishes": "Crime novels", "more": "Tea"}
    assert sorted(Voice.objects.values_list("text", flat=True)) == ["", "", "Crime novels", "Tea"]


def test_correction_leaves_out_words_without_a_trace_of_them(sent):
    newer = correct(sent, {"coming": "no"}).response
    assert (heard(newer), set(Voice.objects.values_list("text", flat=True))) == ({}, {""})


def test_correction_before_the_worker_came_hears_each_word_once(survey, during, old_town):
    sent = submit_response(survey=survey, answers=ANSWERS, language="en", by=NOBODY, area=old_town, age_band="65+")
    newer = correct(sent, {**ANSWERS, "more": "Coffee"}).response
    assert heard(newer) == {"wishes": "Crime novels", "more": "Coffee"}
    assert sorted(Voice.objects.values_list("text", flat=True)) == ["", "Coffee", "Crime novels"]


def test_correction_does_not_bring_back_words_that_were_taken_back(sent):
    take_back_voice(voice=OpenAnswer.objects.get(place="more").voice, by=NOBODY)
    newer = correct(sent, {"coming": "no", "wishes": "Crime novels"}).response
    assert heard(newer) == {"wishes": "Crime novels"}


def test_correction_sent_twice_is_one_and_a_correction_may_be_corrected(sent):
    sending = uuid.uuid4()
    first = correct(sent, {"coming": "yes"}, sent_once=sending)
    assert correct(sent, {"coming": "yes"}, sent_once=sending).response == first.response
    second = correct(sent, {"coming": "no"})
    assert (Response.objects.count(), second.response.supersedes, response_of_code(sent.code)) == (3, first.response, second.response)


@pytest.mark.parametrize(("moment", "code"), [(CLOSES - dt.timedelta(seconds=1), ""), (CLOSES, "surveys.correction_late")])
def test_correction_keeps_to_the_window(sent, moment, code):
    with clock_set_to(moment):
        if not code:
            assert correct(sent, {"coming": "yes"}).response.answers == {"coming": "yes"}
            return
        with pytest.raises(Refusal) as refusal:
            correct(sent, {"coming": "yes"})
        assert (refusal.value.code.code, Response.objects.count()) == (code, 1)
        assert withdraw_response(code=sent.code, by=NOBODY).disposition == "withdrawn"


def test_correction_stays_in_its_own_wave(survey, sent):
    assert may_correct(response_of_code(sent.code))
    survey.waves.create(number=2, opens_at=survey.opens_at, closes_at=survey.closes_at)
    assert not may_correct(response_of_code(sent.code))
    with pytest.raises(Refusal) as refusal:
        correct(sent, {"coming": "yes"})
    assert (refusal.value.code.code, Response.objects.count()) == ("surveys.correction_late", 1)


@pytest.mark.parametrize(
    ("answers", "language", "code"),
    [
        ({"coming": "maybe"}, "en", "surveys.answers_faulty"),
        ({}, "en", "surveys.answers_faulty"),
        (ANSWERS, "tlh", "ledger.language_unknown"),
    ],
)
def test_correction_that_is_refused_changes_nothing(sent, answers, language, code):
    with pytest.raises(Refusal) as refusal:
        correct(sent, answers, language=language)
    assert refusal.value.code.code == code
    assert (Response.objects.count(), response_of_code(sent.code), heard(sent.response)) == (
        1,
        sent.response,
        {"wishes": "Crime novels", "more": "Tea"},
    )


def test_taking_back_empties_every_version_and_keeps_that_somebody_answered(survey, sent):
    newest = correct(sent, {**ANSWERS, "more": "Coffee"}).response
    deliver_traceless(DURING)
    withdrawn = withdraw_response(code=sent.code, by=NOBODY)
    assert withdrawn == newest
    kept = ("answers", "area", "age_band", "library_use", "disposition", "week")
    assert set(map(str, Response.objects.values_list(*kept))) == {"({}, None, '', '', 'withdrawn', datetime.date(2026, 3, 9))"}
    assert (set(Voice.objects.values_list("text", flat=True)), counted_responses(questionnaire_of(survey)).count()) == ({""}, 0)
    entry = LogEntry.objects.get(action="withdraw_response")
    assert (entry.actor, entry.at.astimezone(dt.UTC)) == (None, dt.datetime(2026, 3, 12, 4, tzinfo=dt.UTC))


def test_taking_back_before_the_worker_came_leaves_no_word_anywhere(survey, during):
    sent = submit_response(survey=survey, answers=ANSWERS, language="en", by=NOBODY)
    withdraw_response(code=sent.code, by=NOBODY)
    assert (OutboxMessage.objects.count(), Voice.objects.count(), deliver_traceless(DURING).total()) == (0, 0, 0)


@pytest.mark.parametrize("what", ["correct", "withdraw"])
def test_what_was_taken_back_is_gone(sent, what):
    withdraw_response(code=sent.code, by=NOBODY)
    with pytest.raises(Refusal) as refusal:
        correct(sent, ANSWERS) if what == "correct" else withdraw_response(code=sent.code, by=NOBODY)
    assert (refusal.value.code.code, Response.objects.count()) == ("surveys.response_withdrawn", 1)


def test_places_of_quotas_are_free_again(survey, during):
    quota = Quota.objects.create(survey=survey, name="Stayers", condition="${coming} = 'yes'", most=1, when_full="screen_out")

    def send(coming):
        return submit_response(survey=survey, answers={"coming": coming}, language="en", by=NOBODY)

    first, second = send("yes"), send("yes")
    assert (first.response.disposition, second.response.disposition, second.response.screened_by) == ("complete", "screened_out", quota)
    correct_response(code=first.code, answers={"coming": "no"}, language="en", by=NOBODY)
    third = send("yes")
    assert (third.response.disposition, QuotaPlace.objects.get().response) == ("complete", third.response)
    withdraw_response(code=third.code, by=NOBODY)
    assert (QuotaPlace.objects.count(), send("yes").response.disposition) == (0, "complete")


@pytest.mark.parametrize("code", ["", "0000-0000-0000", "❤️"])
def test_code_nobody_was_given_opens_nothing(sent, code):
    for use in (response_of_code, lambda code: withdraw_response(code=code, by=NOBODY)):
        with pytest.raises(Refusal) as refusal:
            use(code)
        assert refusal.value.code.code == "surveys.response_unknown"
    assert response_of_code(f" {sent.code.lower().replace('-', '')} ") == sent.response


def test_answers_are_told_as_they_were_asked_in_the_readers_language(sent):
    told = told_answers(sent.response, {"wishes": "Crime novels", "more": ""}, "es")
    assert [(answer.question, answer.answers) for answer in told] == [
        (("¿Volverá?", "es"), [("No", "es")]),
        (("What do you like?", "en"), [("Books", "en"), ("Talks", "en")]),
        (("¿Qué falta?", "es"), [("Crime novels", "en")]),
    ]


def test_answers_given_are_those_of_the_page(sent):
    assert given_of(sent.response, {"wishes": "Crime novels", "more": "Tea"}) == {**ANSWERS, "likes": ["books", "talks"]}
