import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils.timezone import localdate

from commonshelf.path.decisions.actions import keep_commitment
from commonshelf.path.needs.actions import name_need
from commonshelf.path.programs.actions import cancel_session
from commonshelf.path.ripples.stories.actions import publish_story, tell_story
from commonshelf.path.ripples.volunteers.actions import approve_hours, claim_hours, offer_role
from commonshelf.path.voices.ledger.actions import show_voice, take_back_voice
from commonshelf.telling.pages.queries.thread import (
    needs_told_to,
    shown_voices,
    thread_of_decision,
    thread_of_need,
    thread_of_program,
    thread_of_voice,
    threads_of_decisions,
)

BACKEND = "django.contrib.auth.backends.ModelBackend"
NOBODY = AnonymousUser()


def test_dots_fill_one_by_one_as_the_story_grows(tale, bao):
    said = tale.speak("We should talk about the news")
    filled = []
    steps = (tale.name_need, tale.draft_decision, tale.publish, tale.offer, tale.count, tale.ask, tale.give)
    for step in (lambda: None, *steps):
        step()
        filled.append((thread_of_voice(said.voice, bao).filled, thread_of_voice(said.voice, NOBODY).filled))
    # Staff see a need at once and a decision as a draft; everybody else hears of both when it is published.
    assert filled == [(1, 1), (2, 1), (3, 1), (3, 3), (4, 4), (5, 5), (6, 6), (7, 7)]


def test_kept_promise_reaches_the_fourth_dot_without_a_program(tale, bao):
    tale.speak("Longer hours")
    for step in (tale.name_need, tale.draft_decision, tale.publish):
        step()
    assert thread_of_decision(tale.decision).filled == 3
    keep_commitment(commitment=tale.promise, by=bao)
    assert thread_of_decision(tale.decision).filled == 4


def test_thread_is_the_same_from_every_end(tale):
    tale.tell_all()
    threads = [
        thread_of_need(tale.need, NOBODY),
        thread_of_decision(tale.decision),
        thread_of_program(tale.program, NOBODY),
        thread_of_voice(tale.said[0].voice, NOBODY),
    ]
    for thread in threads:
        assert (list(thread.voices), thread.voice_count, list(thread.needs), list(thread.decisions)) == (
            [tale.said[0].voice],
            1,
            [tale.need],
            [tale.decision],
        )
        (told,) = thread.programs
        assert (told.program, told.sessions, told.counted, told.people, told.sheets) == (tale.program, 2, 1, 7, 1)
        assert (thread.ripples.gifts, thread.ripples.tells_amount, thread.ripples.hours, thread.ripples.stories) == (250, False, 0, ())


def test_thread_counts_neither_cancelled_sessions_nor_hours_that_wait(tale, bao, nadia):
    tale.tell_all()
    cancel_session(session=tale.session.series.sessions.last(), by=bao)
    role = offer_role(title={"en": "Host"}, program=tale.program, by=bao)
    hours = [claim_hours(person=nadia, role=role, on=localdate(tale.session.starts_at), hours=hours, by=bao) for hours in (2, 3)]
    approve_hours(entry=hours[0], by=bao)
    words = {"title": {"en": "A"}, "words": {"en": "B"}}
    stories = [tell_story(program=tale.program, agreed=True, by=bao, **words) for _each in range(2)]
    publish_story(story=stories[0], by=bao)
    thread = thread_of_program(tale.program, NOBODY)
    assert thread.programs[0].sessions == 1
    assert (thread.ripples.hours, list(thread.ripples.stories)) == (2, [stories[0]])


def test_two_needs_that_share_a_voice_count_it_once(tale, another, bao):
    other = another("Crime novels")
    said = tale.speak("Murders in the news")
    other.said.append(said)
    tale.name_need()
    other.speak("More crime")
    other.name_need()
    tale.need = name_need(title={"en": "Both"}, gap={"en": "g"}, for_whom={"en": "f"}, themes=[tale.theme, other.theme], by=bao)
    tale.draft_decision()
    thread = thread_of_decision(tale.decision)
    assert (thread.voice_count, thread.voices.count()) == (2, 2)


@pytest.mark.parametrize("how_many", [1, 3])
def test_many_threads_cost_the_same_as_one(another, django_assert_num_queries, how_many):
    tales = [another(f"Theme {n}").tell_all() for n in range(how_many)]
    with django_assert_num_queries(12):
        threads = threads_of_decisions([tale.decision for tale in tales])
    assert [(thread.voice_count, thread.filled, thread.programs[0].program) for thread in threads] == [
        (1, 7, tale.program) for tale in tales
    ]


def test_needs_are_told_to_the_public_once_a_decision_is_published(tale, bao, the_reader, dmitri, carla):
    tale.speak("News")
    tale.name_need()
    tale.draft_decision()
    seen = [list(needs_told_to(user)) for user in (bao, the_reader, carla, dmitri, NOBODY)]
    assert seen == [[tale.need], [tale.need], [], [], []]
    tale.publish()
    assert [list(needs_told_to(user)) for user in (carla, dmitri, NOBODY)] == [[tale.need]] * 3


def test_voices_are_shown_only_where_both_agreed(tale, bao):
    willing, unwilling = tale.speak("Shown", may_be_quoted=True), tale.speak("Not shown")
    tale.name_need()
    thread = thread_of_need(tale.need, NOBODY)
    assert shown_voices(thread) == []
    show_voice(voice=willing.voice, by=bao)
    assert (shown_voices(thread), unwilling.voice in thread.voices) == ([willing.voice], True)
    take_back_voice(voice=willing.voice, by=NOBODY)
    assert (shown_voices(thread), thread_of_need(tale.need, NOBODY).voice_count) == ([], 2)


def addresses(tale):
    return [
        f"/thread/{kind}/{thing.pk}/" for kind, thing in (("needs", tale.need), ("decisions", tale.decision), ("programs", tale.program))
    ]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_thread_pages_tell_the_whole_story(client, tale, language):
    tale.tell_all()
    for address in addresses(tale):
        answer = client.get(address, headers={"accept-language": language})
        page = answer.content.decode()
        assert (answer.status_code, len(answer.content) < 60_000, "style=" in page, "<script>" in page) == (200, True, False, False)
        assert f'<html lang="{language}"' in page
        assert ("Nobody talks about it." in page, "Many asked." in page, "A club every Tuesday" in page) == (True, True, True)


def test_thread_page_of_a_program_nobody_asked_for_begins_with_itself(client, bao):
    from commonshelf.path.programs.actions import offer_program  # noqa: PLC0415 -- used here alone

    program = offer_program(title={"en": "Chess"}, summary={"en": "Kings and queens."}, by=bao)
    page = client.get(f"/thread/programs/{program.pk}/").content.decode()
    assert ("No voice asked for this" in page, "Nobody is counted yet." in page) == (True, True)


def test_thread_page_says_how_many_came_only_where_somebody_counted(client, tale):
    tale.tell_all()
    page = client.get(f"/thread/programs/{tale.program.pk}/").content.decode()
    assert ("people came 7 times (1 sessions counted)" in page, "Nobody is counted yet." in page) == (True, False)


def test_drafts_are_hidden_from_everybody_but_staff(client, tale, bao, dmitri):
    tale.speak("News")
    tale.name_need()
    tale.draft_decision()
    hidden = [f"/thread/needs/{tale.need.pk}/", f"/thread/decisions/{tale.decision.pk}/"]
    assert [client.get(address).status_code for address in hidden] == [404, 404]
    client.force_login(dmitri, backend=BACKEND)
    assert [client.get(address).status_code for address in hidden] == [404, 404]
    client.force_login(bao, backend=BACKEND)
    assert [client.get(address).status_code for address in hidden] == [200, 200]


def test_thread_page_escapes_hostile_words(client, tale, bao):
    said = tale.speak("<script>alert(1)</script>", may_be_quoted=True)
    for step in (tale.name_need, tale.draft_decision, tale.publish):
        step()
    show_voice(voice=said.voice, by=bao)
    page = client.get(f"/thread/needs/{tale.need.pk}/").content.decode()
    assert ("<script>alert" in page, "&lt;script&gt;alert(1)" in page) == (False, True)


def test_thread_page_hides_what_few_answered(client, tale):
    tale.tell_all()
    page = client.get(f"/thread/programs/{tale.program.pk}/").content.decode()
    assert ("too few answers to show" in page, '<td class="number">–</td>' in page) == (True, True)
    tale.ask([5] * 9)
    page = client.get(f"/thread/programs/{tale.program.pk}/").content.decode()
    assert ("100 % (from 72 to 100 %)" in page, '<td class="number">10</td>' in page) == (True, True)


@pytest.mark.parametrize(("kind", "queries"), [("needs", 20), ("decisions", 20), ("programs", 21)])
@pytest.mark.parametrize("how_many", [1, 3])
def test_thread_page_costs_the_same_for_one_voice_and_for_three(client, tale, bao, django_assert_num_queries, how_many, kind, queries):
    for n in range(how_many):
        show_voice(voice=tale.speak(f"voice {n}", may_be_quoted=True).voice, by=bao)
    tale.tell_all()
    address = dict(zip(("needs", "decisions", "programs"), addresses(tale), strict=True))[kind]
    with django_assert_num_queries(queries):
        page = client.get(address)
    assert len(page.context["quotes"]) == how_many
