import datetime as dt
import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import override

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.models import LogEntry
from commonshelf.common.outbox.models import OutboxMessage
from commonshelf.common.outbox.traceless import deliver_traceless
from commonshelf.common.receipts.codes import code_for
from commonshelf.path.voices.ledger.models import Voice
from commonshelf.path.voices.ledger.queries import voice_of_receipt
from commonshelf.path.voices.surveys import actions
from commonshelf.path.voices.surveys.actions.checking import AnswersFaulty
from commonshelf.path.voices.surveys.models import OpenAnswer, Questionnaire, Response, Survey, Wave
from commonshelf.path.voices.surveys.queries import definition_of, questionnaire_of, questions_of, state_of
from commonshelf.path.voices.surveys.queries.receipts import response_of_code
from tests.path.voices.surveys.conftest import CLOSES, DURING, OPENS, QUESTIONS

NOBODY = AnonymousUser()


@pytest.fixture
def during():
    with clock_set_to(DURING):
        yield


def send(survey, answers=None, **more):
    given = {"coming": "no", "likes": ["talks", "books"], "wishes": "Crime novels"} if answers is None else answers
    return actions.submit_response(survey=survey, answers=given, **{"language": "en", "by": NOBODY, **more})


def test_open_survey_keeps_its_questions_in_order(survey):
    questions = questions_of(questionnaire_of(survey))
    assert [(question.name, question.kind, question.required) for question in questions] == [
        ("coming", "select_one", "yes"),
        ("likes", "select_multiple", ""),
        ("wishes", "text", ""),
        ("more", "text", ""),
    ]
    assert [(choice.name, choice.label) for choice in definition_of(questionnaire_of(survey)).choices["coming"]] == [
        ("yes", {"en": "Yes", "es": "Sí"}),
        ("no", {"en": "No", "es": "No"}),
    ]
    assert [entry.action for entry in LogEntry.objects.all()] == ["open_survey"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"slug": "book-club"}, "surveys.slug_taken"),
        ({"closes_at": OPENS}, "surveys.window_backwards"),
        ({"questions": []}, "surveys.survey_empty"),
        (
            {"questions": [actions.QuestionDraft(kind="select_one", label={"en": "One?"}, choices=[{"en": "Yes"}])]},
            "surveys.choices_too_few",
        ),
    ],
)
def test_open_survey_refuses_what_cannot_be_asked(survey, bao, changed, code):
    told = {"slug": "other", "title": {"en": "T"}, "purpose": {"en": "P"}, "opens_at": OPENS, "closes_at": CLOSES, "questions": QUESTIONS}
    with pytest.raises(Refusal) as refusal:
        actions.open_simple_survey(by=bao, **{**told, **changed})
    assert refusal.value.code.code == code
    assert (Survey.objects.count(), Questionnaire.objects.count()) == (1, 1)


@pytest.mark.parametrize("who", ["amina", "carla", "farid", "the_reader", "a_volunteer"])
def test_open_survey_is_for_outreach_staff_and_administrators(survey, request, who):
    with pytest.raises(Refusal) as refusal:
        actions.open_simple_survey(
            slug="x",
            title={"en": "T"},
            purpose={"en": "P"},
            opens_at=OPENS,
            closes_at=CLOSES,
            questions=QUESTIONS,
            by=request.getfixturevalue(who),
        )
    assert refusal.value.code.code == "house.not_allowed"
    assert Survey.objects.count() == 1


def heard():
    """Let the worker make voices of what was written."""
    return deliver_traceless(DURING)


def test_submit_response_keeps_choices_with_the_response_and_words_as_voices(survey, during, old_town):
    submitted = send(survey, area=old_town, age_band="65+", library_use="stopped")
    assert (Voice.objects.count(), heard()) == (0, {"delivered": 1})
    response, voice = Response.objects.get(), Voice.objects.get()
    assert response.answers == {"coming": "no", "likes": ["books", "talks"]}
    assert (response.week, response.mode, response.disposition, response.area) == (dt.date(2026, 3, 9), "web", "complete", old_town)
    assert (voice.text, voice.channel, voice.week, voice.area, voice.age_band, voice.library_use) == (
        "Crime novels",
        "survey",
        dt.date(2026, 3, 9),
        old_town,
        "65+",
        "stopped",
    )
    assert list(OpenAnswer.objects.values_list("response", "place", "voice")) == [(response.pk, "wishes", voice.pk)]
    assert (submitted.response, response_of_code(submitted.code)) == (response, response)
    assert (response.wave, response.entered_by, response.questionnaire) == (Wave.objects.get(), None, questionnaire_of(survey))


def test_submit_response_leaves_no_trace_of_who_or_when(survey, during, amina):
    send(survey, by=amina)
    heard()
    assert [entry.action for entry in LogEntry.objects.all()] == ["open_survey"]
    assert (Voice.objects.get().written_down_by, Response.objects.get().entered_by, OutboxMessage.objects.count()) == (None, None, 0)


def test_submit_response_gives_one_code_for_everything(survey, during):
    submitted = send(survey, {"coming": "yes", "more": "Tea", "wishes": "Novels"})
    heard()
    voices = {answer.place: answer.voice for answer in response_of_code(submitted.code).open_answers.all()}
    assert {place: voice.text for place, voice in voices.items()} == {"wishes": "Novels", "more": "Tea"}
    for place, voice in voices.items():
        assert voice_of_receipt(code_for(uuid.uuid5(submitted.response.sent_once, place))) == voice


@pytest.mark.parametrize("delivered", [False, True])
def test_submit_response_twice_with_one_sending_is_one_response_with_the_same_code(survey, during, delivered):
    sending = uuid.uuid4()
    words = {"coming": "no", "wishes": "Call me: 212-555-0142"}
    first = send(survey, words, sent_once=sending)
    if delivered:
        heard()
    assert send(survey, words, sent_once=sending) == first
    for other in ({"coming": "no", "wishes": "Chess"}, {"coming": "yes"}, {**words, "more": "Tea"}, {**words, "coming": "yes"}):
        with pytest.raises(Refusal) as refusal:
            send(survey, other, sent_once=sending)
        assert refusal.value.code.code == "house.sent_already"
    heard()
    assert (Response.objects.count(), Voice.objects.get().text) == (1, "Call me: [☎ …]")


def test_submit_response_sent_again_after_the_end_still_gives_its_code(survey):
    sending = uuid.uuid4()
    with clock_set_to(CLOSES - dt.timedelta(seconds=1)):
        first = send(survey, sent_once=sending)
    with clock_set_to(CLOSES + dt.timedelta(seconds=1)):
        assert send(survey, sent_once=sending) == first


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        (OPENS - dt.timedelta(seconds=1), "planned"),
        (OPENS, "open"),
        (CLOSES - dt.timedelta(seconds=1), "open"),
        (CLOSES, "closed"),
    ],
)
def test_submit_response_keeps_to_the_window(survey, moment, state):
    with clock_set_to(moment):
        assert state_of(survey) == state
        if state == "open":
            assert send(survey).response.questionnaire.survey == survey
            return
        with pytest.raises(Refusal) as refusal:
            send(survey)
        assert refusal.value.code.code == "surveys.closed"
    assert Response.objects.count() == 0


@pytest.mark.parametrize(
    ("answers", "faults"),
    [
        ({"likes": ["books"]}, [("coming", "missing")]),
        ({"coming": "maybe"}, [("coming", "not_a_choice")]),
        ({"coming": ["yes", "no"]}, [("coming", "one_only")]),
        ({"coming": "yes", "likes": ["books", "cats"]}, [("likes", "not_a_choice")]),
        ({"coming": "yes", "name": "Amina"}, [("", "not_asked")]),
        ({"coming": "yes", "wishes": "x" * 2_000_000}, [("wishes", "too_long")]),
    ],
)
def test_submit_response_refuses_by_the_question(survey, during, answers, faults):
    with pytest.raises(AnswersFaulty) as refusal:
        send(survey, answers)
    assert [(fault.place, fault.code) for fault in refusal.value.checked.faults] == faults
    assert (Response.objects.count(), OutboxMessage.objects.count()) == (0, 0)
    assert send(survey, {"coming": "yes"}).response.answers == {"coming": "yes"}


def test_refused_answers_name_the_first_question_that_needs_another_look(survey, during):
    with override("es"), pytest.raises(AnswersFaulty) as refusal:
        send(survey, {"likes": ["cats"]}, language="es")
    assert refusal.value.where == {"question": "¿Volverá?"}


def test_submit_response_refuses_an_empty_one(bao, during):
    open_only = actions.open_simple_survey(
        slug="one",
        title={"en": "T"},
        purpose={"en": "P"},
        opens_at=OPENS,
        closes_at=CLOSES,
        questions=[actions.QuestionDraft(kind="text", label={"en": "Why?"})],
        by=bao,
    )
    with pytest.raises(Refusal) as refusal:
        send(open_only, {"why": " \u202e \0"})
    assert refusal.value.code.code == "surveys.response_empty"
    send(open_only, {"why": "Because"})
    assert (heard(), Voice.objects.get().text) == ({"delivered": 1}, "Because")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("\u202e\u202c", []),
        ("  \n", []),
        ("\0", []),
        ("❤️📚", ["❤️📚"]),
        ("read\0 more", ["read more"]),
        ("safe \u202egnp.exe", ["safe gnp.exe"]),
        ("call (206) 555-0142", ["call [☎ …]"]),
    ],
)
def test_submit_response_makes_no_voice_of_an_answer_without_words(survey, during, text, kept):
    send(survey, {"coming": "yes", "wishes": text})
    heard()
    assert [voice.text for voice in Voice.objects.all()] == kept
    assert Response.objects.count() == 1


def test_submit_response_refuses_a_language_the_house_does_not_speak(survey, during):
    with pytest.raises(Refusal) as refusal:
        send(survey, language="tlh")
    assert refusal.value.code.code == "ledger.language_unknown"
    assert Response.objects.count() == 0


def test_submit_response_on_paper_is_entered_by_staff(survey, during, farid):
    with pytest.raises(Refusal) as refusal:
        send(survey, mode="paper")
    assert refusal.value.code.code == "house.not_allowed"
    response = send(survey, mode="paper", by=farid).response
    assert (response.mode, response.entered_by) == ("paper", farid)
    assert [entry.action for entry in LogEntry.objects.filter(actor=farid)] == ["enter_response"]


@pytest.mark.parametrize(("mode", "writer"), [("paper", None), ("interview", "farid")])
def test_words_of_an_interview_are_written_down_by_whoever_asked_and_those_on_paper_are_the_persons_own(
    survey, during, farid, mode, writer
):
    send(survey, mode=mode, by=farid)
    heard()
    voice = Voice.objects.get()
    assert (voice.second_hand, voice.written_down_by) == (writer is not None, farid if writer else None)


def test_close_survey_ends_it_now_and_only_once(survey, during, bao):
    actions.close_survey(survey=survey, by=bao)
    assert (Survey.objects.get().closes_at, state_of(survey)) == (DURING, "closed")
    with pytest.raises(Refusal) as refusal:
        actions.close_survey(survey=survey, by=bao)
    assert refusal.value.code.code == "surveys.closed"


def test_names_for_are_different_whatever_the_labels_are():
    labels = ["Yes", "yes!", "yes-2", "نعم", "x" * 90, "x" * 95]
    names = actions.asking.names_for(labels, "choice")
    assert names == ["yes", "yes-2", "yes-2-3", "choice-4", "x" * 70, "x" * 70 + "-6"]
