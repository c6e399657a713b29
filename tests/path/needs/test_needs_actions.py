import datetime as dt

import pytest

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.models import LogEntry
from commonshelf.path.needs import actions, queries
from commonshelf.path.needs.models import Need


def refused(act, *things, **parts):
    with pytest.raises(Refusal) as caught:
        act(*things, **parts)
    return caught.value.code.code


@pytest.fixture
def voice(say, saturday, bao):
    said = say()
    actions.code_voice(voice=said, theme=saturday, by=bao)
    return said


@pytest.fixture
def need(voice, saturday, name_need):
    return name_need(saturday)


def test_need_keeps_its_words_its_day_and_why_each_theme_speaks_for_it(voice, saturday, crime, name_need, bao):
    with clock_set_to(dt.datetime(2026, 3, 12, 18, tzinfo=dt.UTC)):
        need = name_need(saturday, crime, notes={saturday.pk: " Nine of ten who work "}, note="Said in passing")
    assert (need.title, need.state, need.named_on, need.named_by) == (
        {"en": "Open when people are free"},
        "open",
        dt.date(2026, 3, 12),
        bao,
    )
    assert [(one.theme.name, one.note, one.voices) for one in queries.evidence_of(need)] == [
        ("Crime novels", "Said in passing", 0),
        ("Saturday hours", "Nine of ten who work", 1),
    ]


def test_need_without_an_accepted_voice_is_refused_and_nothing_is_written(voice, saturday, crime, name_need):
    assert refused(name_need) == "needs.evidence_empty"
    assert refused(name_need, crime) == "needs.evidence_empty"
    assert (Need.objects.count(), LogEntry.objects.filter(action="name_need").count()) == (0, 0)
    assert name_need(crime, saturday).themes.count() == 2


@pytest.mark.parametrize(
    ("title", "code"), [("", "house.text_empty"), ("\u202e\x00", "house.text_empty"), ("x" * 201, "house.text_too_long")]
)
def test_need_without_a_fit_title_is_refused(voice, saturday, name_need, title, code):
    assert refused(name_need, saturday, title=title) == code
    assert Need.objects.count() == 0
    assert name_need(saturday, title="x" * 200).title == {"en": "x" * 200}


def test_voice_behind_a_need_counts_once_even_with_two_themes(say, saturday, crime, voice, bao, name_need):
    other = say(language="vi", channel="phone")
    for theme in (saturday, crime):
        actions.code_voice(voice=other, theme=theme, by=bao)
    need = name_need(saturday, crime)
    assert set(queries.voices_behind(need)) == {voice, other}
    assert [(one.pk, one.voices) for one in queries.with_voice_counts(queries.needs_visible_to(bao))] == [(need.pk, 2)]
    spread = queries.spread_of(queries.voices_behind(need))
    assert spread == (2, [("Have your say", 1), ("Phone call", 1)], [("en", "English", 1), ("vi", "Vietnamese", 1)])


def test_voice_knows_the_needs_it_stands_behind(voice, need, say, crime, bao, name_need):
    other = say()
    actions.code_voice(voice=other, theme=crime, by=bao)
    second = name_need(crime)
    assert (list(queries.needs_of_voice(voice)), list(queries.needs_of_voice(other))) == ([need], [second])
    assert list(queries.voices_behind(need, second).order_by()) == list(queries.voices_behind(second, need).order_by())
    assert queries.voices_behind(need, second).count() == 2


def test_voice_taken_back_stands_behind_nothing(voice, need, bao):
    actions.refuse_coding(coding=voice.codings.get(), by=bao)
    assert (list(queries.voices_behind(need)), list(queries.needs_of_voice(voice))) == ([], [])


def test_evidence_is_added_once_and_only_with_voices(say, need, saturday, crime, bao):
    assert refused(actions.add_evidence, need=need, theme=crime, by=bao) == "needs.evidence_empty"
    actions.code_voice(voice=say(), theme=crime, by=bao)
    assert actions.add_evidence(need=need, theme=crime, note="Also on Saturdays", by=bao).note == "Also on Saturdays"
    assert refused(actions.add_evidence, need=need, theme=crime, by=bao) == "needs.evidence_twice"
    assert need.themes.count() == 2


def test_need_is_closed_once_and_opened_again_once(need, bao):
    two_tabs = [Need.objects.get(), Need.objects.get()]
    assert actions.close_need(need=two_tabs[0], by=bao).state == "met"
    assert refused(actions.close_need, need=two_tabs[1], by=bao) == "needs.already_met"
    assert actions.reopen_need(need=two_tabs[1], by=bao).state == "open"
    assert refused(actions.reopen_need, need=two_tabs[0], by=bao) == "needs.already_open"
    assert Need.objects.get().state == "open"
    assert list(LogEntry.objects.filter(thing="needs.need").order_by("at").values_list("action", flat=True)) == [
        "name_need",
        "close_need",
        "reopen_need",
    ]


def test_answer_moves_a_need_without_a_line_in_the_log(need):
    lines = LogEntry.objects.count()
    assert [actions.follow_answer(need=need, met=met) for met in (True, True, False)] == [True, False, True]
    assert (Need.objects.get().state, LogEntry.objects.count()) == ("open", lines)


@pytest.mark.parametrize("who", ["amina", "carla", "a_volunteer", "farid", "the_reader"])
def test_naming_and_closing_needs_is_for_those_who_do_outreach(request, who, need, saturday, bao):
    stranger = request.getfixturevalue(who)
    words = {"title": {"en": "A"}, "gap": {"en": "B"}, "for_whom": {"en": "C"}}
    assert refused(actions.name_need, **words, themes=[saturday], by=stranger) == "house.not_allowed"
    assert refused(actions.add_evidence, need=need, theme=saturday, by=stranger) == "house.not_allowed"
    assert refused(actions.close_need, need=need, by=stranger) == "house.not_allowed"
    assert refused(actions.reopen_need, need=need, by=stranger) == "house.not_allowed"
    assert actions.close_need(need=need, by=bao).state == "met"


@pytest.mark.parametrize(("who", "sees"), [("amina", 0), ("carla", 0), ("a_volunteer", 0), ("farid", 1), ("the_reader", 1), ("bao", 1)])
def test_needs_are_seen_by_those_who_work_here_or_read_its_numbers(request, who, sees, need):
    user = request.getfixturevalue(who)
    assert (queries.needs_visible_to(user).count(), queries.themes_visible_to(user).count()) == (sees, sees)


def test_voices_to_code_come_uncoded_first_and_oldest_first(say, saturday, crime, bao):
    weeks = [dt.date(2026, 3, 2), dt.date(2026, 2, 2), dt.date(2026, 1, 5)]
    newer, older, coded = (say(week=week) for week in weeks)
    actions.code_voice(voice=coded, theme=saturday, by=bao)
    actions.suggest_theme(voice=newer, theme=crime)
    found = queries.voices_to_code(bao)
    assert [(voice.pk, voice.coded) for voice in found] == [(older.pk, False), (newer.pk, False), (coded.pk, True)]
    assert [queries.next_to_code(found, voice) for voice in (older, newer, coded)] == [newer.pk, older.pk, older.pk]
    assert list(queries.voices_to_code(bao, theme=crime)) == [newer]


def test_voices_to_code_are_chosen_by_language_channel_and_theme(say, saturday, bao):
    english, arabic = say(), say("المزيد", language="ar", channel="slip")
    refused_coding = actions.code_voice(voice=english, theme=saturday, by=bao)
    actions.refuse_coding(coding=refused_coding, by=bao)
    assert list(queries.voices_to_code(bao, language="ar")) == [arabic]
    assert list(queries.voices_to_code(bao, channel="open")) == [english]
    assert list(queries.voices_to_code(bao, theme=saturday)) == []
