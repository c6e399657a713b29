"""What changed between two versions, told once and as little as explains it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from commonshelf.questionnaire.changes import Change, changes_between
from commonshelf.questionnaire.definition import Choice, Question, Questionnaire, Repeat
from commonshelf.questionnaire.editing import (
    add_choice,
    add_item,
    add_language,
    duplicate_item,
    group_items,
    item_at,
    make_source,
    move_choice,
    move_item,
    remove_item,
    remove_language,
    rename,
    replace_choice,
    replace_group,
    replace_question,
    set_choices,
    ungroup,
)
from commonshelf.questionnaire.texts import with_texts
from tests.questionnaire.family import FAMILY

PLAIN = Questionnaire("f", "F", tuple(Question(name, "text", label={"": name.upper()}) for name in "abcde"))


def told(old, new):
    """Return changes as short rows: the code and whatever it says beside the label."""
    rows = []
    for change in changes_between(old, new):
        facts = (change.where, change.part, change.language, change.before, change.after, *change.questions)
        rows.append((change.code, *(fact for fact in facts if fact)))
    return rows


def changed(place, **parts):
    return replace_question(FAMILY, place, replace(item_at(FAMILY, place), **parts))


def test_same_version_has_no_changes():
    assert changes_between(FAMILY, FAMILY) == ()
    assert changes_between(FAMILY, replace(FAMILY, items=add_item(FAMILY, Question("x", "text")).items[:-1])) == ()


def test_added_and_removed_are_told_with_their_label():
    new = add_item(FAMILY, Question("new", "text", label={"en": "New"}))
    assert changes_between(FAMILY, new) == (Change("added", "new", {"en": "New"}),)
    assert changes_between(new, FAMILY) == (Change("removed", "new", {"en": "New"}),)


def test_group_comes_and_goes_as_one():
    copied = duplicate_item(FAMILY, "home")
    assert told(FAMILY, copied) == [("added", "home_2")]
    assert told(copied, FAMILY) == [("removed", "home_2")]
    assert told(FAMILY, remove_item(FAMILY, "home/child")) == [("removed", "home/child")]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("bacde", [("moved", "b", "b")]),
        ("eabcd", [("moved", "e", "e")]),
        ("bcdea", [("moved", "a", "a", "e")]),
        ("cdabe", [("moved", "c", "c"), ("moved", "d", "d", "c")]),
    ],
)
def test_new_order_is_told_by_as_few_moves_as_explain_it(order, expected):
    assert told(PLAIN, replace(PLAIN, items=tuple(PLAIN.items["abcde".index(name)] for name in order))) == expected


def test_move_into_a_group_is_told_once_for_all_that_is_in_it():
    assert told(FAMILY, move_item(FAMILY, "home/child", after="why")) == [("moved", "child", "home/child", "why")]


def test_new_group_around_old_questions_and_its_end():
    grouped = group_items(PLAIN, ["b", "c"], "g")
    assert told(PLAIN, grouped) == [("added", "g"), ("moved", "g/b", "b"), ("moved", "g/c", "c", "g/b")]
    assert told(grouped, ungroup(grouped, "g")) == [("removed", "g"), ("moved", "b", "g/b", "a"), ("moved", "c", "g/c", "b")]


def test_new_name_alone_is_told_alone_though_conditions_follow_it():
    assert told(FAMILY, rename(FAMILY, "visits", "comes")) == [("renamed", "comes", "visits")]
    assert told(FAMILY, rename(FAMILY, "home", "house")) == [("renamed", "house", "home")]


def test_new_words_are_told_for_each_language_both_speak():
    new = with_texts(FAMILY, {"why#label": {"en": "But why?", "es": "¿Y por qué?"}, "home/people#label": {"es": "¿Cuántos?"}})
    assert told(FAMILY, new) == [
        ("reworded", "why", "label", "en", "Why not?", "But why?"),
        ("reworded", "why", "label", "es", "¿Por qué no?", "¿Y por qué?"),
        ("reworded", "home/people", "label", "es", "¿Cuántos?"),
    ]
    assert changes_between(FAMILY, new)[0].label == {"en": "But why?", "es": "¿Y por qué?"}


def test_language_that_came_or_went_is_told_once():
    assert told(FAMILY, remove_language(FAMILY, "es")) == [("language_removed", "es")]
    assert told(remove_language(FAMILY, "es"), FAMILY) == [("language_added", "es")]
    assert told(FAMILY, make_source(add_language(FAMILY, "ar"), "ar")) == [("language_added", "ar"), ("source_changed", "en", "ar")]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"kind": "integer"}, ("kind_changed", "why", "text", "integer")),
        ({"relevant": ""}, ("logic_changed", "why", "relevant", "${visits} = 'no'")),
        ({"required": "yes"}, ("logic_changed", "why", "required", "yes")),
        ({"default": "nothing"}, ("logic_changed", "why", "default", "nothing")),
        ({"randomize": True}, ("logic_changed", "why", "randomize", "yes")),
        ({"parameters": {"start": "1", "end": "5"}}, ("logic_changed", "why", "parameters", "end=5 start=1")),
        ({"appearance": "multiline"}, ("looks_changed", "why", "appearance", "multiline")),
        ({"media": {"image": {"en": "a.png"}}}, ("looks_changed", "why", "media", "image=en=a.png")),
        ({"more": {"commonshelf::voice": "no"}}, ("mark_changed", "why", "commonshelf::voice", "no")),
        ({"hint": {"en": "Any reason"}}, ("reworded", "why", "hint", "en", "Any reason")),
    ],
)
def test_change_of_one_part_is_told_with_before_and_after(parts, expected):
    assert told(FAMILY, changed("why", **parts)) == [expected]


def test_group_that_became_a_repeat_is_another_kind():
    assert told(FAMILY, replace_group(FAMILY, "home", Repeat("home", (), label={"en": "At home"}, relevant="${visits} = 'yes'"))) == [
        ("kind_changed", "home", "group", "repeat")
    ]


def test_choices_are_told_by_list_with_the_questions_it_serves():
    maybe = Choice("maybe", {"en": "Maybe"})
    added = add_choice(FAMILY, "yes_no", maybe)
    assert changes_between(FAMILY, added) == (Change("choice_added", "yes_no", {"en": "Maybe"}, "maybe", questions=("visits",)),)
    assert told(added, FAMILY) == [("choice_removed", "yes_no", "maybe", "visits")]
    assert told(FAMILY, move_choice(FAMILY, "yes_no", "no", "up")) == [("choices_reordered", "yes_no", "visits")]
    reworded = replace_choice(FAMILY, "yes_no", "no", Choice("no", {"en": "Never", "es": "No"}))
    assert told(FAMILY, reworded) == [("choice_reworded", "yes_no", "no", "en", "No", "Never", "visits")]
    assert told(FAMILY, add_choice(FAMILY, "wishes", maybe)) == []  # no question has that list


def test_other_list_is_told_unless_it_says_the_same():
    same = set_choices(FAMILY, "twin", FAMILY.choices["yes_no"])
    other = set_choices(FAMILY, "other", (Choice("yes", {"en": "Yes"}),))
    visits = item_at(FAMILY, "visits")
    assert told(FAMILY, replace_question(same, "visits", replace(visits, choice_list="twin"))) == []
    assert told(FAMILY, replace_question(other, "visits", replace(visits, choice_list="other"))) == [
        ("list_changed", "visits", "yes_no", "other")
    ]


def test_new_title_is_told():
    assert told(FAMILY, replace(FAMILY, title="Families")) == [("title_changed", "Family", "Families")]
