"""Lists of choices: what changes, and what an expression still names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from commonshelf.questionnaire.definition import Choice, Question
from commonshelf.questionnaire.editing import (
    EditError,
    add_choice,
    add_item,
    list_users,
    move_choice,
    remove_choice,
    remove_list,
    replace_choice,
    set_choices,
)
from tests.questionnaire.family import FAMILY

MAYBE = Choice("maybe", {"en": "Maybe"})


def names(questionnaire, of="yes_no"):
    return [choice.name for choice in questionnaire.choices[of]]


def refused(edit, *arguments, **more):
    with pytest.raises(EditError) as refusal:
        edit(*arguments, **more)
    return (refusal.value.code, *refusal.value.where)


def test_choice_is_added_moved_and_removed():
    added = add_choice(FAMILY, "yes_no", MAYBE, after="yes")
    assert names(added) == ["yes", "maybe", "no"]
    assert names(move_choice(added, "yes_no", "maybe", "up")) == ["maybe", "yes", "no"]
    assert names(move_choice(added, "yes_no", "maybe", "down")) == ["yes", "no", "maybe"]
    assert names(remove_choice(added, "yes_no", "maybe")) == ["yes", "no"]
    assert names(add_choice(FAMILY, "yes_no", MAYBE)) == ["yes", "no", "maybe"]


def test_choice_that_an_expression_names_stays_and_may_have_another_label():
    assert refused(remove_choice, FAMILY, "yes_no", "no") == ("choice_referred_to", "why")
    assert refused(replace_choice, FAMILY, "yes_no", "yes", MAYBE) == ("choice_referred_to", "home")
    relabelled = replace_choice(FAMILY, "yes_no", "no", Choice("no", {"en": "Never"}))
    assert relabelled.choices["yes_no"][1].label == {"en": "Never"}


def test_choice_that_its_own_question_names_stays():
    own = add_item(FAMILY, Question("wish", "select_multiple", choice_list="wishes", constraint="not(selected(., 'a'))", default="b"))
    assert refused(remove_choice, own, "wishes", "a") == ("choice_referred_to", "wish")
    assert refused(remove_choice, own, "wishes", "b") == ("choice_referred_to", "wish")
    assert names(remove_choice(FAMILY, "wishes", "a"), "wishes") == ["b"]


@pytest.mark.parametrize(
    ("choices", "why"),
    [
        ((), ("last_choice", "visits")),
        ((Choice("yes", {}), Choice("no", {}), Choice("no", {})), ("choice_taken", "no")),
        ((Choice("yes", {}), Choice("no", {}), Choice("not now", {})), ("bad_name", "not now")),
        ((Choice("yes", {}), Choice("no", {}), Choice("", {})), ("bad_name", "")),
    ],
)
def test_choices_that_cannot_be_are_refused(choices, why):
    assert refused(set_choices, FAMILY, "yes_no", choices) == why


def test_form_that_allows_the_same_name_twice_has_it_twice():
    allowing = replace(FAMILY, settings={"allow_choice_duplicates": "yes"})
    assert names(set_choices(allowing, "wishes", (MAYBE, MAYBE)), "wishes") == ["maybe", "maybe"]


def test_list_is_made_where_there_is_none_and_removed_where_nobody_uses_it():
    made = set_choices(FAMILY, "ages", (MAYBE,))
    assert names(made, "ages") == ["maybe"]
    assert [*remove_list(made, "ages").choices] == ["yes_no", "wishes"]
    assert refused(remove_list, made, "yes_no") == ("list_in_use", "visits")
    assert list_users(made, "yes_no") == ("visits",)


def test_choice_or_list_that_is_not_there_is_refused():
    assert refused(add_choice, FAMILY, "x", MAYBE) == ("no_such_list", "x")
    assert refused(add_choice, FAMILY, "yes_no", MAYBE, after="x") == ("no_such_choice", "yes_no", "x")
    assert refused(move_choice, FAMILY, "yes_no", "yes", "up") == ("cannot_move_further", "yes_no", "yes")
