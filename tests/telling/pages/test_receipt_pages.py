import pytest
from django.contrib.auth.models import AnonymousUser

from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.models import LogEntry
from commonshelf.common.outbox.traceless import deliver_traceless
from commonshelf.path.decisions.actions import answer_back
from commonshelf.path.decisions.models import AnswerBack
from commonshelf.path.needs.actions import describe_theme
from commonshelf.path.voices.ledger.models import Voice
from commonshelf.path.voices.ledger.queries import voice_of_receipt
from commonshelf.path.voices.surveys.actions import QuestionDraft, open_simple_survey, submit_response
from commonshelf.path.voices.surveys.models import Response
from commonshelf.telling.pages.actions import take_back_words

BACKEND = "django.contrib.auth.backends.ModelBackend"
HERE = "/what-became-of-it/"
NOBODY = AnonymousUser()


@pytest.fixture
def spoken(tale):
    """A voice that was heard, decided about and replied to."""
    tale.tell_all()
    return tale.said[0]


def enter(client, code):
    return client.post(HERE, {"code": code}, follow=True)


def test_code_opens_what_became_of_it_and_is_never_in_an_address(client, spoken):
    page = enter(client, f" {spoken.receipt_code.lower()} ")
    assert page.redirect_chain == [(HERE, 302)]
    words = page.content.decode()
    for found in ("We should talk about the news", "Current events", "Nobody talks about it.", "Many asked.", "The club begins."):
        assert found in words
    assert (spoken.receipt_code in words, "no-store" in page.headers["cache-control"]) == (False, True)


def test_theme_is_told_in_the_language_of_whoever_reads(client, tale, bao):
    spoken = tale.speak("أخبار المدينة", language="ar")
    tale.name_need()
    describe_theme(theme=tale.theme, told_as={"en": "Current events", "ar": "الأحداث الجارية"}, by=bao)
    client.cookies["django_language"] = "ar"
    assert (
        '<span class="badge"><span lang="ar" dir="auto">الأحداث الجارية</span></span>'
        in enter(client, spoken.receipt_code).content.decode()
    )


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("0000-0000-0000", "We do not know this receipt code. Check each letter and number. A code looks like this: ABCD-EFGH-JKMN."),
        ("❤️", "We do not know this receipt code. Check each letter and number. A code looks like this: ABCD-EFGH-JKMN."),
    ],
)
def test_wrong_code_is_refused_on_the_form_and_opens_nothing(client, spoken, code, said):
    page = enter(client, code)
    assert (page.status_code, page.context["form"].non_field_errors()) == (422, [said])
    assert page.context["form"]["code"].value() == code
    assert "We should talk" not in client.get(HERE).content.decode()


@pytest.mark.parametrize("code", ["", "\x00", "x" * 41])
def test_what_is_no_code_is_said_so(client, db, code):
    page = enter(client, code)
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["code"])


def test_two_megabytes_of_code_are_refused(client, db):
    assert client.post(HERE, {"code": "x" * 2_000_000}).status_code == 400


def test_closing_leaves_nothing_for_whoever_uses_the_device_next(client, spoken):
    enter(client, spoken.receipt_code)
    assert client.post(HERE, {"close": "1"}).headers["location"] == HERE
    assert "We should talk" not in client.get(HERE).content.decode()


def test_signed_in_or_not_a_code_opens_its_own_voice_alone(client, tale, amina):
    first, second = tale.speak("First words"), tale.speak("Second words")
    client.force_login(amina, backend=BACKEND)
    enter(client, first.receipt_code)
    page = enter(client, second.receipt_code).content.decode()
    assert ("Second words" in page, "First words" in page) == (True, False)


def test_need_nobody_decided_about_is_not_told_but_fills_its_dot(client, tale):
    said = tale.speak("News")
    tale.name_need()
    page = enter(client, said.receipt_code)
    words = page.content.decode()
    assert page.context["became"].filled == 2
    assert ("Together with what others said it is now a need." in words, "Nobody talks about it." in words) == (True, False)


def test_voice_nobody_sorted_says_that_it_is_read(client, tale):
    page = enter(client, tale.speak("News").receipt_code)
    assert page.context["became"].filled == 1
    assert "Nobody has sorted it yet. We read every one." in page.content.decode()


def test_answer_back_once_from_the_page_of_the_code(client, spoken):
    enter(client, spoken.receipt_code)
    reply = spoken.voice.replies.get()
    address = f"{HERE}{reply.pk}/answer/"
    assert client.get(address).status_code == 200
    sent = {"verdict": "misunderstood", "text": "I meant the local news", "language": "en"}
    page = client.post(address, sent, follow=True)
    assert (page.redirect_chain, "I meant the local news" in page.content.decode()) == ([(HERE, 302)], True)
    again = client.post(address, sent)
    assert (again.status_code, again.context["form"].non_field_errors()) == (
        422,
        ["You have answered this reply already. Nothing more is to be done."],
    )
    assert AnswerBack.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "field"),
    [({"verdict": "love"}, "verdict"), ({"language": "tlh"}, "language"), ({"text": "nul\x00l"}, "text"), ({"text": "\u202e"}, "__all__")],
)
def test_answer_back_says_what_is_wrong(client, spoken, sent, field):
    enter(client, spoken.receipt_code)
    page = client.post(f"{HERE}{spoken.voice.replies.get().pk}/answer/", {"verdict": "met", "language": "en", "text": "", **sent})
    assert (page.status_code, list(page.context["form"].errors), AnswerBack.objects.count()) == (422, [field], 0)


def test_answer_back_belongs_to_the_voice_of_the_code(client, spoken, another):
    other = another("Other").tell_all()
    enter(client, spoken.receipt_code)
    strange = other.said[0].voice.replies.get()
    assert client.get(f"{HERE}{strange.pk}/answer/").status_code == 404
    assert client.post(f"{HERE}{strange.pk}/answer/", {"verdict": "met", "language": "en"}).status_code == 404


def test_page_that_was_closed_takes_no_answer_and_erases_nothing(client, spoken):
    enter(client, spoken.receipt_code)
    client.session.flush()
    client.cookies.clear()
    for address in (f"{HERE}{spoken.voice.replies.get().pk}/answer/", f"{HERE}take-back/"):
        refused = client.post(address, {"verdict": "met", "language": "en"})
        assert (refused.status_code, "The page of your code was closed." in refused.content.decode()) == (409, True)
    assert (AnswerBack.objects.count(), Voice.objects.exclude(text="").count()) == (0, 1)


def test_words_are_taken_back_after_a_second_page(client, spoken):
    enter(client, spoken.receipt_code)
    assert f'href="{HERE}take-back/"' in client.get(HERE).content.decode()
    assert client.get(f"{HERE}take-back/").status_code == 200
    assert voice_of_receipt(spoken.receipt_code).text == "We should talk about the news"
    page = client.post(f"{HERE}take-back/", follow=True)
    words = page.content.decode()
    assert page.redirect_chain == [(HERE, 302)]
    assert ("(These words were taken back.)" in words, "We should talk" in words, "take-back" in words) == (True, False, False)
    assert ("Your words are gone." in words, "The club begins." in words) == (True, True)


def test_words_taken_back_before_anybody_sorted_them_wait_for_nothing(client, tale):
    enter(client, tale.speak("News").receipt_code)
    words = client.post(f"{HERE}take-back/", follow=True).content.decode()
    assert ("(These words were taken back.)" in words, "Nobody has sorted it yet." in words, "Come back with your code." in words) == (
        True,
        False,
        False,
    )


def test_two_tabs_take_back_once(client, spoken):
    enter(client, spoken.receipt_code)
    answers = [client.post(f"{HERE}take-back/") for _tab in range(2)]
    assert [answer.status_code for answer in answers] == [302, 422]
    assert answers[1].context["form"].non_field_errors() == ["These words were taken back already. Nothing more is to be done."]
    assert LogEntry.objects.filter(action="take_back_voice", actor=None).count() == 1


def test_taking_back_erases_what_was_answered_back_too(spoken, another):
    other = another("Other").tell_all()
    for said in (spoken, other.said[0]):
        reply = said.voice.replies.get()
        answer_back(reply=reply, verdict="misunderstood", text=f"About {reply.pk}", language="en", by=NOBODY)
    take_back_words(voice=spoken.voice, by=NOBODY)
    assert set(Voice.objects.exclude(text="").values_list("text", flat=True)) == {
        "We should talk about the news",
        f"About {other.said[0].voice.replies.get().pk}",
    }
    assert Voice.objects.count() == 4
    with pytest.raises(Refusal):
        take_back_words(voice=spoken.voice, by=NOBODY)


def test_what_is_answered_after_taking_back_can_be_taken_back_too(client, spoken):
    take_back_words(voice=spoken.voice, by=NOBODY)
    answer_back(reply=spoken.voice.replies.get(), verdict="not_enough", text="One more thing", language="en", by=NOBODY)
    enter(client, spoken.receipt_code)
    assert "take-back" in client.get(HERE).content.decode()
    words = client.post(f"{HERE}take-back/", follow=True).content.decode()
    assert ("One more thing" in words, "take-back" in words) == (False, False)
    assert Voice.objects.exclude(text="").count() == 0


def test_taken_back_voice_still_counts_behind_its_need(client, tale, spoken):
    take_back_words(voice=spoken.voice, by=NOBODY)
    page = client.get(f"/thread/needs/{tale.need.pk}/")
    assert (page.context["thread"].voice_count, "We should talk" in page.content.decode()) == (1, False)


def test_words_of_a_survey_are_held_once_and_gone_once_taken_back(bao, client):
    import datetime as dt  # noqa: PLC0415 -- used here alone

    from commonshelf.common.dates.clock import now  # noqa: PLC0415 -- used here alone

    questions = [QuestionDraft(name="why", kind="text", label={"en": "Why?"})]
    window = {"opens_at": now() - dt.timedelta(days=1), "closes_at": now() + dt.timedelta(days=1)}
    survey = open_simple_survey(slug="reading", title={"en": "Reading"}, purpose={"en": "To know."}, questions=questions, by=bao, **window)
    response = submit_response(survey=survey, answers={"why": "Too much snow"}, language="en", by=NOBODY).response
    deliver_traceless(now())
    take_back_words(voice=response.open_answers.get().voice, by=NOBODY)
    assert ("snow" in str(Response.objects.values_list("answers", flat=True)), Voice.objects.get().text) == (False, "")
    client.force_login(bao, backend=BACKEND)
    page = client.get(f"/staff/surveys/{survey.pk}/open-answers/").content.decode()
    assert ("(These words were taken back.)" in page, "snow" in page) == (True, False)


@pytest.mark.parametrize("how_many", [1, 3])
def test_receipt_page_costs_the_same_for_one_reply_and_for_three(client, tale, another, bao, django_assert_num_queries, how_many):
    tale.tell_all()
    said = tale.said[0]
    for n in range(how_many - 1):
        more = another(f"Theme {n}")
        more.said = [said]
        for step in (more.name_need, more.draft_decision, more.publish, more.reply):
            step()
    for reply in said.voice.replies.all():
        answer_back(reply=reply, verdict="not_enough", text="More", language="en", by=NOBODY)
    enter(client, said.receipt_code)
    with django_assert_num_queries(18):
        page = client.get(HERE)
    assert len(page.context["became"].replies) == how_many
