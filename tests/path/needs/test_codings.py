import pytest
from django.utils.translation import override

from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.models import LogEntry
from commonshelf.path.needs import actions, queries
from commonshelf.path.needs.models import Coding, Theme


def refused(act, *things, **parts):
    with pytest.raises(Refusal) as caught:
        act(*things, **parts)
    return caught.value.code.code


def states():
    return sorted(Coding.objects.values_list("state", flat=True))


def test_theme_gets_its_name_without_spaces_around_and_within(bao):
    assert actions.add_theme(name="  Crime \n novels ", definition=" ", by=bao).name == "Crime novels"
    assert [entry.action for entry in LogEntry.objects.all()] == ["add_theme"]


def test_theme_is_told_by_its_name_in_the_language_it_was_written_in(bao):
    with override("es"):
        theme = actions.add_theme(name="Novela negra", by=bao)
    assert theme.told_as == {"es": "Novela negra"}


def test_theme_gets_the_words_residents_read_and_keeps_its_name(bao, crime):
    actions.describe_theme(theme=crime, told_as={"en": "Crime novels", "ar": " روايات الجريمة ", "vi": ""}, by=bao)
    told = Theme.objects.get()
    assert (told.name, told.told_as) == ("Crime novels", {"en": "Crime novels", "ar": "روايات الجريمة"})
    assert sorted(LogEntry.objects.values_list("action", flat=True)) == ["add_theme", "describe_theme"]


@pytest.mark.parametrize(
    ("told_as", "code"), [({}, "house.text_empty"), ({"en": "\x00"}, "house.text_empty"), ({"vi": "x" * 81}, "house.text_too_long")]
)
def test_words_that_are_none_leave_those_that_were(bao, crime, told_as, code):
    assert refused(actions.describe_theme, theme=crime, told_as=told_as, by=bao) == code
    assert Theme.objects.get().told_as == {"en": "Crime novels"}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("crime NOVELS", "needs.theme_exists"),
        (" \u202e ", "house.text_empty"),
        ("\x00", "house.text_empty"),
        ("x" * 81, "house.text_too_long"),
    ],
)
def test_theme_that_exists_or_has_no_fit_name_is_refused(bao, crime, name, code):
    assert refused(actions.add_theme, name=name, by=bao) == code
    assert Theme.objects.get() == crime


def test_suggestion_counts_nowhere_until_somebody_accepts_it(say, saturday, bao, name_need):
    voice = say()
    suggested = actions.suggest_theme(voice=voice, theme=saturday)
    assert (suggested.state, suggested.coder) == ("suggested", None)
    assert refused(name_need, saturday) == "needs.evidence_empty"
    assert list(queries.uncoded_voices()) == [voice]
    assert queries.themes_by_channel(bao) == ([], [(saturday, [])])
    accepted = actions.code_voice(voice=voice, theme=saturday, by=bao)
    need = name_need(saturday)
    assert (accepted.pk, accepted.state, accepted.coder) == (suggested.pk, "accepted", bao)
    assert list(queries.uncoded_voices()) == []
    assert queries.themes_by_channel(bao) == (["Have your say"], [(saturday, [1])])
    assert list(queries.voices_behind(need)) == [voice]


def test_refused_suggestion_stays_refused_for_a_machine_and_can_be_accepted_by_a_person(say, saturday, bao):
    voice = say()
    coding = actions.refuse_coding(coding=actions.suggest_theme(voice=voice, theme=saturday), by=bao)
    again = actions.suggest_theme(voice=voice, theme=saturday)
    assert (again.pk, again.state, again.coder) == (coding.pk, "refused", bao)
    actions.code_voice(voice=voice, theme=saturday, by=bao)
    assert states() == ["accepted"]


def test_suggestion_by_a_machine_does_not_touch_what_is_accepted(say, saturday, bao):
    voice = say()
    actions.code_voice(voice=voice, theme=saturday, by=bao)
    assert actions.suggest_theme(voice=voice, theme=saturday).state == "accepted"


def test_coding_twice_is_one_coding_and_one_line_in_the_log(say, saturday, bao, the_administrator):
    voice = say()
    for by in (bao, the_administrator):
        coding = actions.code_voice(voice=voice, theme=saturday, by=by)
    assert (coding.coder, Coding.objects.count()) == (bao, 1)
    assert LogEntry.objects.filter(action="code_voice").count() == 1


def test_refusing_twice_is_one_line_in_the_log(say, saturday, bao):
    coding = actions.code_voice(voice=say(), theme=saturday, by=bao)
    for _ in range(2):
        actions.refuse_coding(coding=coding, by=bao)
    assert states() == ["refused"]
    assert LogEntry.objects.filter(action="refuse_coding").count() == 1


@pytest.mark.parametrize("who", ["amina", "carla", "a_volunteer", "farid", "the_reader"])
def test_coding_is_for_those_who_do_outreach(request, who, say, saturday, bao):
    voice, stranger = say(), request.getfixturevalue(who)
    suggested = actions.suggest_theme(voice=voice, theme=saturday, by=bao)
    assert refused(actions.suggest_theme, voice=voice, theme=saturday, by=stranger) == "house.not_allowed"
    assert refused(actions.code_voice, voice=voice, theme=saturday, by=stranger) == "house.not_allowed"
    assert refused(actions.refuse_coding, coding=suggested, by=stranger) == "house.not_allowed"
    assert refused(actions.add_theme, name="More", by=stranger) == "house.not_allowed"
    assert refused(actions.describe_theme, theme=saturday, told_as={"en": "More"}, by=stranger) == "house.not_allowed"
    assert (states(), list(queries.voices_to_code(stranger)), list(queries.codings_visible_to(stranger))) == (["suggested"], [], [])
    assert actions.code_voice(voice=voice, theme=saturday, by=bao).state == "accepted"
