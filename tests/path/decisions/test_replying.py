import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from commonshelf.common.dates.clock import clock_set_to, today
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.models import LogEntry
from commonshelf.common.text.fields import in_language
from commonshelf.path.decisions import actions, queries
from commonshelf.path.decisions.models import AnswerBack, Reply
from commonshelf.path.needs import actions as needs_actions
from commonshelf.path.voices.ledger.models import Voice

NOBODY = AnonymousUser()
WORDS = {"en": "We heard you.", "vi": "Chúng tôi đã nghe."}


def refused(act, **parts):
    with pytest.raises(Refusal) as caught:
        act(**parts)
    return caught.value.code.code


def answered(reply, verdict, **more):
    return actions.answer_back(reply=reply, verdict=verdict, language="en", by=NOBODY, **more)


@pytest.fixture
def another_voice(say, saturday, bao):
    said = say("Thứ Bảy", language="vi", week=dt.date(2026, 2, 2))
    needs_actions.code_voice(voice=said, theme=saturday, by=bao)
    return said


def test_reply_reaches_each_voice_behind_the_needs_in_all_its_languages(published, voice, another_voice, say, bao):
    unsorted = say()
    replies = actions.reply_to_voices(decision=published, words=WORDS | {"es": " "}, by=bao)
    assert {reply.voice for reply in replies} == {voice, another_voice}
    (reply,) = queries.replies_to(another_voice)
    assert [in_language(reply.words, language) for language in ("vi", "ar", "en")] == [WORDS["vi"], WORDS["en"], WORDS["en"]]
    assert (reply.words, reply.sent_on, list(queries.replies_to(unsorted))) == (WORDS, today(), [])
    assert LogEntry.objects.get(action="reply_to_voices").detail == {"voices": 2, "languages": ["en", "vi"]}


def test_reply_twice_tells_nobody_twice_and_those_who_joined_since(published, voice, another_voice, say, saturday, bao):
    assert len(actions.reply_to_voices(decision=published, words=WORDS, by=bao, voices=[voice])) == 1
    assert actions.reply_to_voices(decision=published, words={"en": "Again"}, by=bao, voices=[voice]) == []
    assert [reply.voice for reply in actions.reply_to_voices(decision=published, words=WORDS, by=bao)] == [another_voice]
    assert actions.reply_to_voices(decision=published, words=WORDS, by=bao) == []
    assert (Reply.objects.count(), LogEntry.objects.filter(action="reply_to_voices").count()) == (2, 2)
    assert list(queries.voices_awaiting_reply(published)) == []


def test_reply_goes_to_no_voice_that_stands_behind_nothing(published, voice, say, bao):
    stranger = say()
    assert (
        refused(actions.reply_to_voices, decision=published, words=WORDS, by=bao, voices=[voice, stranger]) == "decisions.voice_not_behind"
    )
    assert Reply.objects.count() == 0
    assert len(actions.reply_to_voices(decision=published, words=WORDS, by=bao, voices=[voice])) == 1


@pytest.mark.parametrize(
    ("words", "code"), [({}, "house.text_empty"), ({"en": "\u202e"}, "house.text_empty"), ({"en": "x" * 10_001}, "house.text_too_long")]
)
def test_reply_without_fit_words_is_refused(published, voice, bao, words, code):
    assert refused(actions.reply_to_voices, decision=published, words=words, by=bao) == code
    assert Reply.objects.count() == 0
    assert len(actions.reply_to_voices(decision=published, words=WORDS, by=bao)) == 1


def test_reply_to_a_draft_is_refused(draft, voice, bao):
    assert refused(actions.reply_to_voices, decision=draft, words=WORDS, by=bao) == "decisions.not_published"
    actions.publish_decision(decision=draft, by=bao)
    assert len(actions.reply_to_voices(decision=draft, words=WORDS, by=bao)) == 1


def test_receipt_opens_the_replies_to_its_own_voice_alone(reply, voice, another_voice):
    assert queries.reply_of_voice(voice, reply.pk) == reply
    with pytest.raises(Refusal) as caught:
        queries.reply_of_voice(another_voice, reply.pk)
    assert caught.value.code.code == "decisions.reply_missing"


def test_answer_with_words_is_a_voice_again_and_names_nobody(reply, amina):
    lines = LogEntry.objects.count()
    with clock_set_to(dt.datetime(2026, 5, 7, 18, tzinfo=dt.UTC)):
        answer = actions.answer_back(reply=reply, verdict="not_enough", text="Call 206-342-8631 too", language="en", by=amina)
    said = answer.voice
    assert (answer.verdict, answer.week, said.channel, said.week) == ("not_enough", dt.date(2026, 5, 4), "answer_back", dt.date(2026, 5, 4))
    assert (said.text, said.written_down_by, LogEntry.objects.count()) == ("Call [☎ …] too", None, lines)


def test_answer_without_words_is_no_voice(reply):
    assert (answered(reply, "not_enough", text=" \n").voice, Voice.objects.count()) == (None, 1)


def test_answer_is_given_once_from_two_tabs(reply):
    tabs = [Reply.objects.get(), Reply.objects.get()]
    answered(tabs[0], "met", text="Thanks")
    assert refused(answered, reply=tabs[1], verdict="misunderstood", text="No!") == "decisions.answered_already"
    assert (AnswerBack.objects.get().verdict, Voice.objects.filter(channel="answer_back").count()) == ("met", 1)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"text": "\x00"}, "house.text_empty"),
        ({"text": "x" * 2_000_000}, "house.text_too_long"),
        ({"text": "Tlh", "language": "tlh"}, "ledger.language_unknown"),
    ],
)
def test_answer_with_unfit_words_is_refused_and_nothing_is_written(reply, more, code):
    parts = {"reply": reply, "verdict": "met", "language": "en", "by": NOBODY}
    assert refused(actions.answer_back, **(parts | more)) == code
    assert (AnswerBack.objects.count(), Voice.objects.count()) == (0, 1)
    assert actions.answer_back(**parts).verdict == "met"


def test_misunderstanding_opens_the_need_again(reply, need, bao):
    needs_actions.close_need(need=need, by=bao)
    answered(reply, "misunderstood")
    need.refresh_from_db()
    assert need.state == "open"


def test_not_enough_leaves_the_need_as_it_is(reply, need, bao):
    needs_actions.close_need(need=need, by=bao)
    answered(reply, "not_enough")
    need.refresh_from_db()
    assert need.state == "met"


@pytest.mark.parametrize(("kept", "state"), [(True, "met"), (False, "open")])
def test_met_closes_the_need_only_when_every_promise_is_kept(reply, published, need, bao, kept, state):
    if kept:
        actions.keep_commitment(commitment=published.commitments.get(), by=bao)
    answered(reply, "met")
    need.refresh_from_db()
    assert need.state == state


def test_met_closes_nothing_while_somebody_says_we_misunderstood(published, voice, another_voice, need, bao):
    replies = actions.reply_to_voices(decision=published, words=WORDS, by=bao)
    actions.keep_commitment(commitment=published.commitments.get(), by=bao)
    answered(replies[0], "misunderstood")
    answered(replies[1], "met")
    need.refresh_from_db()
    assert need.state == "open"


def test_misunderstanding_after_met_opens_the_need_again(published, voice, another_voice, need, bao):
    replies = actions.reply_to_voices(decision=published, words=WORDS, by=bao)
    actions.keep_commitment(commitment=published.commitments.get(), by=bao)
    states = []
    for reply, verdict in zip(replies, ["met", "misunderstood"], strict=True):
        answered(reply, verdict)
        need.refresh_from_db()
        states.append(need.state)
    assert states == ["met", "open"]


def test_met_closes_no_need_that_was_declined_or_waits_for_another_promise(plan, promise, need, voice, bao):
    declined = actions.publish_decision(decision=actions.record_decision(**plan(outcome="decline")), by=bao)
    (reply,) = actions.reply_to_voices(decision=declined, words=WORDS, by=bao)
    answered(reply, "met")
    need.refresh_from_db()
    assert need.state == "open"
    kept, broken = (actions.record_decision(**plan()) for _ in range(2))
    for decision in (kept, broken):
        promise(decision)
        actions.publish_decision(decision=decision, by=bao)
    actions.keep_commitment(commitment=kept.commitments.get(), by=bao)
    (second,) = actions.reply_to_voices(decision=kept, words=WORDS, by=bao)
    answered(second, "met")
    need.refresh_from_db()
    assert need.state == "open"


def test_voices_without_a_reply_wait_the_oldest_first(published, voice, another_voice, say, bao):
    unsorted = say(channel="partner", week=dt.date(2026, 1, 5))
    assert list(queries.unanswered_voices()) == [unsorted, another_voice, voice]
    actions.reply_to_voices(decision=published, words=WORDS, by=bao, voices=[another_voice])
    assert list(queries.unanswered_voices()) == [unsorted, voice]


@pytest.mark.parametrize(("verdict", "waiting"), [("met", 0), ("misunderstood", 1), ("not_enough", 1)])
def test_words_of_an_answer_wait_for_a_reply_unless_they_say_thanks(reply, verdict, waiting):
    answered(reply, verdict, text="Let me tell you more")
    assert queries.unanswered_voices().count() == waiting


def test_waiting_themes_count_accepted_codings_of_unanswered_voices_alone(published, voice, another_voice, say, saturday, bao):
    crime = needs_actions.add_theme(name="Crime novels", by=bao)
    old, suggested = say(week=dt.date(2025, 9, 1)), say(week=dt.date(2025, 1, 6))
    needs_actions.code_voice(voice=old, theme=crime, by=bao)
    needs_actions.code_voice(voice=voice, theme=crime, by=bao)
    needs_actions.suggest_theme(voice=suggested, theme=saturday)
    assert queries.unanswered_by_theme() == [(crime, 2, dt.date(2025, 9, 1)), (saturday, 2, dt.date(2026, 2, 2))]
    actions.reply_to_voices(decision=published, words=WORDS, by=bao)
    assert queries.unanswered_by_theme() == [(crime, 1, dt.date(2025, 9, 1))]
    assert queries.unanswered_uncoded() == 1
