from __future__ import annotations

from typing import Any

import pytest

from commonshelf.questionnaire.answering import first_answers
from commonshelf.questionnaire.answering.firsts import is_worked_out
from commonshelf.questionnaire.definition import Group, Question, Repeat
from tests.questionnaire.answering.asking import CLOCK, form, pick, text


def first(*items: Any, answers: Any = None, **more: Any) -> dict[str, Any]:
    return first_answers(form(*items), answers=answers, **{**CLOCK, **more})


def test_defaults_stand_in_the_form_at_first():
    assert first(
        text("city", default="Old Town"),
        pick("fruit", default="fig"),
        pick("many", "select_multiple", default="fig apple"),
        Question("day", "date", default="today()"),
        Question("after", "date", default="date(${day} + 1)"),
        Question("age", "integer", default="٣٤"),
        pick("wrong", default="plum"),
        text("hidden", default="x", relevant="no"),
        Group("g", [text("sum", default="1 + 1"), text("said", default="concat(${city}, '!')")]),
    ) == {
        "city": "Old Town", "fruit": "fig", "many": ["apple", "fig"], "day": "2026-03-04", "after": "2026-03-05", "age": "34", "hidden": "x",
        "g": {"sum": "2", "said": "Old Town!"},
    }  # fmt: skip


def test_repeat_begins_with_one_turn_or_with_what_it_counts():
    turns = [text("name", default="child")]
    assert first(Repeat("r", turns)) == {"r": [{"name": "child"}]}
    assert first(Question("n", "integer", default="2"), Repeat("r", turns, count="2")) == {"n": "2", "r": [{"name": "child"}] * 2}
    assert first(Repeat("r", turns), answers={"r": [{"name": "Bao"}, {}]}) == {"r": [{"name": "Bao"}, {"name": "child"}]}


@pytest.mark.parametrize(
    ("kind", "default", "worked_out"),
    [
        ("text", "well-known", False), ("text", "yes - no", False), ("text", "${a}", True), ("text", "today()", True), ("integer", "3", False),
        ("integer", "1 + 2", True), ("date", "2026-03-04", False), ("date", "today()", True), ("text", "(maybe)", False), ("text", "5", False),
        ("phonenumber", "555-0100", False), ("integer", "-5", False),
    ],
)  # fmt: skip
def test_default_is_worked_out_where_it_asks_calls_or_counts(kind, default, worked_out):
    assert is_worked_out(Question("q", kind, default=default)) is worked_out
