"""Up, down, beside, into and out of a group."""

from __future__ import annotations

from dataclasses import replace

import pytest

from commonshelf.questionnaire.definition import Group, Question, Questionnaire
from commonshelf.questionnaire.editing import EditError, add_item, group_items, item_at, move_item, step_item, ungroup, walk
from tests.questionnaire.family import FAMILY

FLAT = Questionnaire("f", "F", (*(Question(name, "text") for name in "abc"), Group("g", tuple(Question(name, "text") for name in "de"))))


def places(questionnaire):
    return " ".join(place for place, _item in walk(questionnaire.items))


def refused(edit, *arguments, **more):
    with pytest.raises(EditError) as refusal:
        edit(*arguments, **more)
    return (refusal.value.code, *refusal.value.where)


@pytest.mark.parametrize(
    ("place", "where", "expected"),
    [
        ("a", {"after": "c"}, "b c a g g/d g/e"),
        ("c", {"before": "a"}, "c a b g g/d g/e"),
        ("a", {"into": "g"}, "b c g g/d g/e g/a"),
        ("a", {"before": "g/e"}, "b c g g/d g/a g/e"),
        ("g/d", {}, "a b c g g/e d"),
        ("g", {"before": "a"}, "g g/d g/e a b c"),
    ],
)
def test_moved_item_stands_where_it_was_put(place, where, expected):
    assert places(move_item(FLAT, place, **where)) == expected


@pytest.mark.parametrize(
    ("place", "where", "why"),
    [
        ("g", {"into": "g"}, ("into_itself", "g")),
        ("g", {"after": "g/d"}, ("into_itself", "g")),
        ("a", {"after": "a"}, ("into_itself", "a")),
        ("a", {"into": "b"}, ("not_a_group", "b")),
        ("x", {"into": "g"}, ("no_such_place", "x")),
        ("a", {"after": "g/x"}, ("no_such_place", "g/x")),
    ],
)
def test_move_without_meaning_is_refused(place, where, why):
    assert refused(move_item, FLAT, place, **where) == why


def test_group_takes_no_second_of_a_name():
    twins = add_item(FLAT, Group("h", ()))
    twins = replace(twins, items=(*twins.items[:-1], Group("h", (Question("d", "text"),))))
    assert refused(move_item, twins, "h/d", into="g") == ("name_taken", "d")


@pytest.mark.parametrize(
    ("place", "way", "expected"),
    [
        ("b", "up", "b a c g g/d g/e"),
        ("b", "down", "a c b g g/d g/e"),
        ("c", "down", "a b g g/d g/e c"),
        ("g/d", "up", "a b c d g g/e"),
        ("g/e", "down", "a b c g g/d e"),
    ],
)
def test_step_goes_past_a_neighbour_or_out_of_the_group(place, way, expected):
    assert places(step_item(FLAT, place, way)) == expected


def test_step_past_the_edge_is_refused():
    assert refused(step_item, FLAT, "a", "up") == ("cannot_move_further", "a")
    assert refused(step_item, FLAT, "g", "down") == ("cannot_move_further", "g")


def test_move_that_would_break_a_path_is_refused():
    assert refused(move_item, FAMILY, "home/child/age") == ("refers_by_path", "home/child/old")
    assert refused(move_item, FAMILY, "home/child/old", after="home/people") == ("refers_by_path", "home/child/old")
    assert places(move_item(FAMILY, "home/child")).endswith("thanks child child/age child/old")


def test_group_stands_where_its_first_item_stood():
    grouped = group_items(FLAT, ["c", "a"], "n", {"en": "New"})
    assert places(grouped) == "n n/a n/c b g g/d g/e"
    assert item_at(grouped, "n").label == {"en": "New"}
    assert places(ungroup(grouped, "n")) == "a c b g g/d g/e"


def test_items_that_refer_to_one_another_by_path_are_grouped_and_freed_together_only():
    both = ["home/child/age", "home/child/old"]
    assert places(group_items(FAMILY, both, "n")).endswith("home/child/n home/child/n/age home/child/n/old thanks")
    assert refused(group_items, FAMILY, both[:1], "n") == ("refers_by_path", "home/child/old")
    assert places(ungroup(group_items(FAMILY, both, "n"), "home/child/n")) == places(FAMILY)


@pytest.mark.parametrize(
    ("chosen", "name", "why"),
    [
        ([], "n", ("nothing_chosen",)),
        (["a", "g/d"], "n", ("not_side_by_side", "a", "g/d")),
        (["a"], "b", ("name_taken", "b")),
        (["a", "x"], "n", ("no_such_place", "x")),
    ],
)
def test_group_without_meaning_is_refused(chosen, name, why):
    assert refused(group_items, FLAT, chosen, name) == why


def test_condition_of_a_group_goes_to_its_items():
    condition = replace(
        FLAT, items=(*FLAT.items[:3], Group("g", (Question("d", "text", relevant="yes"), Question("e", "text")), relevant="${a} or ${b}"))
    )
    freed = ungroup(condition, "g")
    assert (item_at(freed, "d").relevant, item_at(freed, "e").relevant) == ("(${a} or ${b}) and (true())", "${a} or ${b}")


def test_repeat_and_what_is_referred_to_are_not_ungrouped():
    assert refused(ungroup, FAMILY, "home/child") == ("is_a_repeat", "home/child")
    assert refused(ungroup, FAMILY, "why") == ("not_a_group", "why")
    assert refused(ungroup, add_item(FLAT, Question("n", "calculate", calculation="count(${g}/d)")), "g") == ("referred_to", "n")
