"""The one code of a survey opens what became of everything that was written in it."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from commonshelf.common.dates.clock import now
from commonshelf.common.outbox.traceless import deliver_traceless
from commonshelf.common.receipts.codes import code_for
from commonshelf.path.voices.ledger.actions import Said
from commonshelf.path.voices.ledger.models import Voice
from commonshelf.path.voices.surveys.actions import QuestionDraft, open_simple_survey, submit_response
from commonshelf.path.voices.surveys.actions.receipts import withdraw_response

HERE = "/what-became-of-it/"
NOBODY = AnonymousUser()
WORDS = {"why": "Too much snow", "what": "We should talk about the news", "who": "My neighbours"}


@pytest.fixture
def send(bao):
    """Answer a survey of three open questions; return the code, with the words heard."""
    questions = [QuestionDraft(name=name, kind="text", label={"en": f"{name.title()}?"}) for name in WORDS]
    questions.append(QuestionDraft(name="yes", kind="select_one", label={"en": "Yes?"}, choices=[{"en": "Yes"}, {"en": "No"}]))
    window = {"opens_at": now() - dt.timedelta(days=1), "closes_at": now() + dt.timedelta(days=1)}
    survey = open_simple_survey(slug="news", title={"en": "News"}, purpose={"en": "To know."}, questions=questions, by=bao, **window)

    def answer(answers):
        sent = submit_response(survey=survey, answers=answers, language="en", by=NOBODY)
        deliver_traceless(now())
        return sent

    return answer


def voice_at(sent, place):
    return sent.response.open_answers.get(place=place).voice


def decided(tale, voice):
    """Let a voice stand behind a need that was decided about, and replied to."""
    tale.said.append(Said(voice, code_for(voice.sent_once)))
    for step in (tale.name_need, tale.draft_decision, tale.publish, tale.reply):
        step()


def enter(client, code):
    return client.post(HERE, {"code": code}, follow=True)


def test_code_of_a_survey_shows_the_fate_of_each_open_answer(client, send, tale):
    sent = send(WORDS)
    decided(tale, voice_at(sent, "what"))
    page = enter(client, f" {sent.code.lower()} ")
    fates = [(fate.question.text, fate.voice.text, fate.filled, fate.replied) for fate in page.context["fates"]]
    assert fates == [("Why?", "Too much snow", 1, False), ("What?", WORDS["what"], 3, True), ("Who?", "My neighbours", 1, False)]
    assert "no-store" in page.headers["cache-control"]


def test_each_voice_opens_with_its_replies_and_leads_back_to_all(client, send, tale):
    sent = send(WORDS)
    voice = voice_at(sent, "what")
    decided(tale, voice)
    enter(client, sent.code)
    page = client.post(HERE, {"open": str(voice.pk)}, follow=True)
    assert (page.context["became"].voice, "The club begins." in page.content.decode()) == (voice, True)
    assert client.get(f"{HERE}{voice.replies.get().pk}/answer/").status_code == 200
    back = client.post(HERE, {"open": "all"}, follow=True)
    assert len(back.context["fates"]) == 3


def test_no_voice_of_anybody_else_opens(client, send):
    mine, other = send(WORDS), send(WORDS)
    enter(client, mine.code)
    page = client.post(HERE, {"open": str(voice_at(other, "why").pk)}, follow=True)
    assert len(page.context["fates"]) == 3
    client.post(HERE, {"close": "1"})
    for named in (str(voice_at(mine, "why").pk), "all", "x"):
        assert client.post(HERE, {"open": named}, follow=True).context["form"].errors == {}


def test_one_code_after_another_opens_its_own_alone(client, send, tale):
    sent, said = send(WORDS), tale.speak("First words")
    enter(client, said.receipt_code)
    assert "fates" in enter(client, sent.code).context
    assert enter(client, said.receipt_code).context["became"].voice == said.voice
    assert "Back to everything I wrote" not in client.get(HERE).content.decode()


@pytest.mark.parametrize("gone", [False, True])
def test_response_without_words_says_so(client, send, gone):
    sent = send(WORDS if gone else {"yes": "yes"})
    if gone:
        withdraw_response(code=sent.code, by=NOBODY)
    page = enter(client, sent.code).content.decode()
    assert ("You wrote nothing in your own words" in page, page.count("(These words were taken back.)")) == (not gone, 3 * gone)
    assert set(Voice.objects.values_list("text", flat=True)) == ({""} if gone else set())


@pytest.mark.parametrize("how_many", [1, 3])
def test_page_of_all_costs_the_same_for_one_answer_and_for_three(client, send, tale, another, django_assert_num_queries, how_many):
    sent = send(dict(list(WORDS.items())[:how_many]))
    for number, answer in enumerate(sent.response.open_answers.all()):
        decided(another(f"Theme {number}"), answer.voice)
    enter(client, sent.code)
    with django_assert_num_queries(12):
        page = client.get(HERE)
    assert [fate.filled for fate in page.context["fates"]] == [3] * how_many
