"""Adding, taking away, replacing, renaming and copying: references follow, and nothing that is referred to goes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings, strategies as st

from commonshelf.questionnaire.definition import Group, Question, Questionnaire, Repeat
from commonshelf.questionnaire.editing import (
    EditError,
    add_item,
    duplicate_item,
    item_at,
    mentioning,
    remove_item,
    rename,
    replace_group,
    replace_question,
    walk,
)
from commonshelf.questionnaire.expressions.state import state_of
from commonshelf.questionnaire.xlsform import read_xlsform, xlsform_bytes
from tests.questionnaire.family import FAMILY


def places(questionnaire):
    return [place for place, _item in walk(questionnaire.items)]


def refused(edit, *arguments, **more):
    with pytest.raises(EditError) as refusal:
        edit(*arguments, **more)
    return (refusal.value.code, *refusal.value.where)


NEW = Question("new", "text", label={"en": "New"})


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({}, ["visits", "why", "home", "home/people", "home/child", "home/child/age", "home/child/old", "thanks", "new"]),
        ({"after": "why"}, ["visits", "why", "new", "home", "home/people", "home/child", "home/child/age", "home/child/old", "thanks"]),
        ({"before": "why"}, ["visits", "new", "why", "home", "home/people", "home/child", "home/child/age", "home/child/old", "thanks"]),
        (
            {"into": "home"},
            ["visits", "why", "home", "home/people", "home/child", "home/child/age", "home/child/old", "home/new", "thanks"],
        ),
        (
            {"after": "home/child/age"},
            ["visits", "why", "home", "home/people", "home/child", "home/child/age", "home/child/new", "home/child/old", "thanks"],
        ),
    ],
)
def test_added_question_stands_where_it_was_put(where, expected):
    assert places(add_item(FAMILY, NEW, **where)) == expected


@pytest.mark.parametrize(
    ("item", "where", "why"),
    [
        (replace(NEW, name="age"), {}, ("name_taken", "age")),
        (replace(NEW, name="two words"), {}, ("bad_name", "two words")),
        (replace(NEW, name=""), {}, ("bad_name", "")),
        (Group("more", (NEW, NEW)), {}, ("name_taken", "new")),
        (replace(NEW, kind="select_one", choice_list="nobody"), {}, ("no_such_list", "nobody")),
        (NEW, {"after": "nowhere"}, ("no_such_place", "nowhere")),
        (NEW, {"into": "why"}, ("not_a_group", "why")),
    ],
)
def test_question_that_does_not_fit_is_not_added(item, where, why):
    assert refused(add_item, FAMILY, item, **where) == why


def test_edited_questionnaire_forgets_the_rows_of_its_workbook_and_the_old_one_stays():
    added = add_item(FAMILY, NEW)
    assert (added.items[0].cell, FAMILY.items[0].cell.row) == (None, 2)
    assert added.items[0] == replace(FAMILY.items[0], cell=None)


def test_question_others_refer_to_is_not_removed_and_they_are_named():
    assert refused(remove_item, FAMILY, "visits") == ("referred_to", "why", "home", "thanks", "settings")
    assert refused(remove_item, FAMILY, "why") == ("referred_to", "choices:wishes")
    assert refused(remove_item, FAMILY, "home") == ("referred_to", "sheet:entities")
    assert refused(remove_item, FAMILY, "home/child/age") == ("referred_to", "home/child/old")


def test_removed_group_takes_what_refers_to_itself_along():
    assert places(remove_item(FAMILY, "home/child")) == ["visits", "why", "home", "home/people", "thanks"]
    assert places(remove_item(FAMILY, "thanks"))[-1] == "home/child/old"


def test_renamed_question_is_followed_by_every_reference():
    renamed = rename(FAMILY, "visits", "comes")
    assert item_at(renamed, "why").relevant == "${comes} = 'no'"
    assert item_at(renamed, "home").relevant == "${comes} = 'yes'"
    assert item_at(renamed, "thanks").label == {"en": "Thank you, you said ${comes}.", "es": "Gracias, dijo ${comes}."}
    assert renamed.settings == {"instance_name": "concat(${comes}, ' ')"}
    assert mentioning(renamed, ["visits"]) == ()
    assert rename(FAMILY, "home/people", "number").sheets == {"entities": ({"label": "${number} people"},)}
    assert rename(FAMILY, "why", "reason").choices["wishes"][0].label == {"en": "A, as ${reason} says"}


def test_renamed_question_is_followed_by_paths_and_repeat_counts():
    renamed = rename(rename(FAMILY, "home/child/age", "years"), "home/people", "persons")
    assert item_at(renamed, "home/child/old").calculation == "../years > 12 and ${persons} > 1"
    assert item_at(renamed, "home/child").count == "${persons}"


def test_choice_filter_keeps_its_columns_and_follows_names():
    asking = Question("wish", "select_one", choice_list="wishes", choice_filter="town = ${visits} and why = current()/../why")
    renamed = rename(rename(add_item(FAMILY, asking), "why", "reason"), "visits", "town")
    assert item_at(renamed, "wish").choice_filter == "town = ${town} and why = current()/../reason"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("jr:choice-name(${why}, '${ why }')", "jr:choice-name(${reason}, '${ reason }')"),
        ("count(/data/why) + why-not", "count(/data/reason) + why-not"),
        ("${why} = ' why ", "${reason} = ' why "),  # somebody is still typing
        ("${last-saved#why} or 'why' or \"${whyever}\"", "${last-saved#reason} or 'why' or \"${whyever}\""),
    ],
)
def test_expression_follows_a_new_name_and_nothing_else_in_it_does(before, after):
    asking = add_item(FAMILY, Question("asking", "calculate", calculation=before))
    assert item_at(rename(asking, "why", "reason"), "asking").calculation == after


def test_answer_that_happens_to_be_a_name_stays():
    asking = add_item(FAMILY, Question("asking", "text", default="why"))
    assert item_at(rename(asking, "why", "reason"), "asking").default == "why"


def test_item_goes_where_another_of_its_name_can_be_meant():
    two = Questionnaire(
        "f", "F", (Group("a", (Question("x", "text"),)), Group("b", (Question("x", "text"),)), Question("z", "note", {"": "${x}"}))
    )
    assert places(remove_item(two, "b/x")) == ["a", "a/x", "b", "z"]


def test_name_that_cannot_be_is_refused():
    assert refused(rename, FAMILY, "why", "age") == ("name_taken", "age")
    assert refused(rename, FAMILY, "why", "1st") == ("bad_name", "1st")
    assert refused(rename, FAMILY, "whither", "x") == ("no_such_place", "whither")


def test_name_shared_by_two_is_changed_only_where_nobody_refers_to_it():
    two = Questionnaire("f", "F", (Group("a", (Question("x", "text"),)), Group("b", (Question("x", "text"),))))
    assert places(rename(two, "b/x", "y")) == ["a", "a/x", "b", "b/y"]
    asked = replace(two, items=(*two.items, Question("z", "calculate", calculation="${x}")))
    assert refused(rename, asked, "b/x", "y") == ("name_shared", "z")


def test_replaced_question_keeps_its_place_and_takes_references_with_it():
    new = Question("why_not", "text", label={"en": "Why?"}, constraint="${why} != ''")
    replaced = replace_question(FAMILY, "why", new)
    assert places(replaced)[1] == "why_not"
    assert item_at(replaced, "why_not").constraint == "${why_not} != ''"
    assert replaced.choices["wishes"][0].label == {"en": "A, as ${why_not} says"}


def test_replacing_what_is_no_question_or_with_a_list_that_is_not_there_is_refused():
    assert refused(replace_question, FAMILY, "home", NEW) == ("not_a_question", "home")
    assert refused(replace_question, FAMILY, "why", replace(NEW, kind="rank")) == ("no_such_list", "")


def test_group_becomes_a_repeat_and_keeps_what_is_in_it():
    replaced = replace_group(FAMILY, "home", Repeat("homes", (), label={"en": "Each home"}))
    assert places(replaced)[2:6] == ["homes", "homes/people", "homes/child", "homes/child/age"]
    assert refused(replace_group, FAMILY, "why", Group("g", ())) == ("not_a_group", "why")


def test_copy_has_new_names_and_refers_to_itself():
    copied = duplicate_item(FAMILY, "home")
    assert places(copied)[7:12] == ["home_2", "home_2/people_2", "home_2/child_2", "home_2/child_2/age_2", "home_2/child_2/old_2"]
    assert item_at(copied, "home_2/child_2/old_2").calculation == "../age_2 > 12 and ${people_2} > 1"
    assert item_at(copied, "home_2").relevant == "${visits} = 'yes'"
    assert item_at(duplicate_item(copied, "home"), "home_3/child_3").count == "${people_3}"


def test_edited_form_still_reads_as_itself():
    edited = duplicate_item(rename(add_item(replace(FAMILY, sheets={}), NEW, into="home"), "visits", "comes"), "home/child")
    again = read_xlsform(xlsform_bytes(edited), name="family")
    assert places(again) == places(edited)
    assert item_at(again, "home/child_2/old_2").calculation == "../age_2 > 12 and ${people} > 1"


@settings(deadline=None, max_examples=50)
@given(
    st.sampled_from(["visits", "why", "home", "home/people", "home/child", "home/child/age", "home/child/old", "thanks"]),
    st.fixed_dictionaries(
        {
            "visits": st.sampled_from(["yes", "no"]),
            "why": st.sampled_from(["", "far"]),
            "home": st.fixed_dictionaries(
                {"people": st.sampled_from(["1", "2", "40"]), "child": st.lists(st.just({"age": "13"}), max_size=2)}
            ),
        }
    ),
)
def test_renaming_changes_nothing_of_what_answers_mean(place, answers):
    old = place.rpartition("/")[2]

    def named(value):
        if isinstance(value, dict):
            return {"other" if name == old else name: named(inner) for name, inner in value.items()}
        return [named(each) for each in value] if isinstance(value, list) else value

    def places_named(them):
        return {"/".join(re.sub(rf"^{old}(?=\[|$)", "other", step) for step in each.split("/")) for each in them}

    moment = {"now": datetime(2026, 11, 23, 12, tzinfo=UTC), "today": date(2026, 11, 23), "language": "en"}
    before = state_of(FAMILY, answers, **moment)
    after = state_of(rename(FAMILY, place, "other"), named(answers), **moment)
    assert after.answers == named(before.answers)
    assert (after.relevant, after.failed) == (places_named(before.relevant), places_named(before.failed))
