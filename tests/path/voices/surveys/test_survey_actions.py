import datetime as dt
import uuid

import pytest
from django.contrib.auth.models import AnonymousUser

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.models import LogEntry
from commonshelf.path.voices.ledger.models import Voice
from commonshelf.path.voices.ledger.queries import voice_of_receipt
from commonshelf.path.voices.surveys import actions
from commonshelf.path.voices.surveys.models import OpenAnswer, Questionnaire, Response, Survey
from commonshelf.path.voices.surveys.queries import questionnaire_of, questions_of, state_of, survey_to_answer
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
        ("coming", "select_one", True),
        ("likes", "select_multiple", False),
        ("wishes", "text", False),
        ("more", "text", False),
    ]
    assert [(choice.name, choice.label) for choice in questions[0].choices.all()] == [
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
        actions.open_survey(by=bao, **{**told, **changed})
    assert refusal.value.code.code == code
    assert (Survey.objects.count(), Questionnaire.objects.count()) == (1, 1)


@pytest.mark.parametrize("who", ["amina", "carla", "farid", "the_reader", "a_volunteer"])
def test_open_survey_is_for_outreach_staff_and_administrators(survey, request, who):
    with pytest.raises(Refusal) as refusal:
        actions.open_survey(
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


def test_submit_response_keeps_choices_with_the_response_and_words_as_voices(survey, during, old_town):
    submitted = send(survey, area=old_town, age_band="65+", library_use="stopped")
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
    assert OpenAnswer.objects.get().question.name == "wishes"
    assert [voice_of_receipt(said.receipt_code) for said in submitted.said] == [voice]


def test_submit_response_leaves_no_trace_of_who_or_when(survey, during, amina):
    send(survey, by=amina)
    assert [entry.action for entry in LogEntry.objects.all()] == ["open_survey"]
    assert Voice.objects.get().written_down_by is None


def test_submit_response_gives_each_open_answer_its_own_code(survey, during):
    said = send(survey, {"coming": "yes", "more": "Tea", "wishes": "Novels"}).said
    assert [one.voice.text for one in said] == ["Novels", "Tea"]
    assert len({one.receipt_code for one in said}) == 2


def test_submit_response_twice_with_one_sending_is_one_response_with_the_same_codes(survey, during):
    sending = uuid.uuid4()
    first, second = send(survey, sent_once=sending), send(survey, sent_once=sending)
    assert first == second
    assert (Response.objects.count(), Voice.objects.count()) == (1, 1)


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
            assert survey_to_answer("book-club") == survey
            return
        for late in (lambda: send(survey), lambda: survey_to_answer("book-club")):
            with pytest.raises(Refusal) as refusal:
                late()
            assert refusal.value.code.code == "surveys.closed"
    assert Response.objects.count() == 0


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"likes": ["books"]}, "The question “Will you come back?” has no answer."),
        ({"coming": "maybe"}, "“maybe” is not a choice of the question “Will you come back?”."),
        ({"coming": ["yes", "no"]}, "The question “Will you come back?” takes one answer."),
        ({"coming": "yes", "likes": ["books", "\0"]}, "“\0” is not a choice of the question “What do you like?”."),
        ({"coming": "yes", "name": "Amina"}, "This survey does not ask “name”."),
        ({"coming": "yes", "wishes": "x" * 2_000_000}, "Your answer to “What is missing?” has 2,000,000 characters; at most 10,000 fit."),
    ],
)
def test_submit_response_refuses_by_the_question(survey, during, answers, said):
    with pytest.raises(Refusal) as refusal:
        send(survey, answers)
    assert refusal.value.what == said
    assert (Response.objects.count(), Voice.objects.count()) == (0, 0)
    assert send(survey, {"coming": "yes"}).response.answers == {"coming": "yes"}


def test_submit_response_refuses_an_empty_one(bao, during):
    open_only = actions.open_survey(
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
    assert len(send(open_only, {"why": "Because"}).said) == 1


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
    assert send(survey, mode="paper", by=farid).response.mode == "paper"


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
