"""No answers whatever raise an error: what cannot be worked out for them is a fault at the answer it hangs on."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings as effort, strategies as st

from commonshelf.questionnaire.answering import check_answers, first_answers
from commonshelf.questionnaire.answering.compiled import Compiled
from commonshelf.questionnaire.definition import Choice, Question, Questionnaire, Repeat
from commonshelf.questionnaire.expressions import environment
from commonshelf.questionnaire.expressions.errors import ExpressionTooLargeError
from commonshelf.questionnaire.expressions.state import state_of
from tests.questionnaire.answering.asking import CLOCK, check, faults, form, pick, text

CALLS = (
    "digest('a', ${x})", "uuid(${n})", "random()", "instance(${x}) / root / item/name", "pulldata(${x}, 'a', 'b', ${n})", "${x} + ${n}", "regex(${x}, ${n})",
    "indexed-repeat(${z}, ${turns}, ${n})", "substr(${x}, ${n}, ${y})", "pow(${n}, ${n})", "round(${n}, ${y})", "format-date(${x}, ${y})", "date(${n})",
    "position(${turns})", "selected-at(${x}, ${n})", "count(${turns})", "sum(${z})", "base64-decode(${x})", "distance(${x})", "area(${x})", "int(${n})",
    "date(${x})", "decimal-date-time(${x})", "decimal-time(${x})", "format-date-time(${x}, '%Y')", "jr:choice-name(${x}, '${p}')", "checklist(1, ${n}, ${x})",
    "weighted-checklist(${n}, ${y}, ${x}, ${n})", "translate(${x}, ${y}, ${n})", "once(${n} div 0)", "concat(${x}, ${z})", "max(${z}, ${n})",
)  # fmt: skip
SAID = [
    "",
    "0",
    "-1",
    "1e308",
    "999999999999",
    "2026-03-04",
    "٤",
    "NaN",
    "(",
    "[a-",
    "\\",
    "fruits",
    "SHA-1",
    "x" * 3000,
    "\x00\ud800",
    "9999-12-31T23:59:59Z",
]
PARTS = ("relevant", "constraint", "required", "read_only", "calculation", "default")


def asked(expression: str, part: str) -> Questionnaire:
    told = text("told", **{part: expression})
    turns = Repeat("turns", (text("z"),), count="${n}")
    filtered = pick("p", choice_filter=f"name != {expression}") if part == "constraint" else pick("p")
    counted = Repeat("more", (text("m"),), count=expression) if part == "relevant" else text("m")
    return form(text("x"), text("y"), Question("n", "decimal"), turns, filtered, told, counted)


@effort(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(CALLS),
    st.sampled_from(PARTS),
    st.fixed_dictionaries({name: st.sampled_from(SAID) | st.text(max_size=20) for name in ("x", "y", "n", "told", "m")}),
    st.lists(st.sampled_from(SAID), max_size=4),
)
def test_no_answers_whatever_raise_an_error(expression, part, said, turns):
    questionnaire = Compiled(asked(expression, part))
    answers: dict[str, Any] = {**said, "p": "fig", "turns": [{"z": each} for each in turns]}
    first_answers(questionnaire, **CLOCK, answers={"x": said["x"]})
    checked = check_answers(questionnaire, answers, **CLOCK)
    places = checked.state.relevant | {""}
    assert [fault for fault in checked.faults if fault.code == "unsolved" and fault.place not in places] == []
    state_of(questionnaire.plan, checked.answers, **CLOCK, patient=True)


@pytest.mark.parametrize(
    ("columns", "place"),
    [
        ({"relevant": "digest('a', ${x}) != ''"}, "x"),
        ({"constraint": "digest('a', ${x}) != ''"}, "x"),
        ({"constraint": "digest('a', .) != ''"}, "told"),
        ({"relevant": "${between} != ''"}, "x"),
    ],
)
def test_what_cannot_be_worked_out_is_a_fault_at_the_answer_it_hangs_on(columns, place):
    between = Question("between", "calculate", calculation="digest('a', ${x})" if "between" in str(columns) else "'x'")
    asked = form(text("x"), between, text("told", **columns))
    assert faults(check(asked, {"x": "SHA-1", "told": "MD5"})) == []
    assert faults(check(asked, {"x": "rot13", "told": "many"})) == [(place, "unsolved")]


def test_filter_that_cannot_be_worked_out_leaves_every_choice():
    asked = form(text("x"), pick("fruit", choice_filter="name != digest('a', ${x})"))
    checked = check(asked, {"x": "rot13", "fruit": "fig"})
    assert (checked.answers["fruit"], faults(checked)) == ("fig", [("x", "unsolved")])


def test_turns_without_end_cost_seconds_and_not_minutes(monkeypatch):
    monkeypatch.setattr(environment, "MOST_STEPS_IN_ALL", 100_000)
    turn = (Question("a", "integer"), Question("s", "calculate", calculation="count(${a}[. = ../../n or . > 3])"))
    asked = Compiled(form(Question("n", "integer"), Repeat("r", turn, count="${n}")))
    began = time.monotonic()
    checked = check_answers(asked, {"n": "1000"}, **CLOCK)
    assert (faults(checked), time.monotonic() - began < 5) == ([("n", "unsolved")], True)
    with pytest.raises(ExpressionTooLargeError):
        state_of(asked.plan, {"n": "1000"}, **CLOCK)
    assert faults(check_answers(asked, {"n": "10"}, **CLOCK)) == []


def test_choice_from_a_list_that_is_looked_up_by_an_answer_is_no_error():
    asked = form(
        text("x"), text("y", relevant="instance(${x}) / root / item[name = 'fig']/label = 'Fig'"), other=(Choice("fig", {"": "Fig"}),)
    )
    assert faults(check(asked, {"x": "other", "y": "a"})) == []
    assert faults(check(asked, {"x": "nowhere", "y": "a"})) == [("x", "unsolved")]
