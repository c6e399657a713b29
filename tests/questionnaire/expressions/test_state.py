from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings as effort, strategies as st

from commonshelf.questionnaire.definition import Cell, Choice, Group, Item, Question, Questionnaire, Repeat
from commonshelf.questionnaire.expressions import State, faults_of, state_of
from commonshelf.questionnaire.expressions.errors import CircularError, UnknownFunctionError

CLOCK = {"now": datetime(2026, 3, 4, 10, 20, tzinfo=UTC), "today": date(2026, 3, 4), "language": "en"}


def form(*items: Item, **choices: list[Choice]) -> Questionnaire:
    return Questionnaire("visit", "Your visit", items, choices=choices)


def ask(questionnaire: Questionnaire, answers: dict[str, Any], **more: Any) -> State:
    return state_of(questionnaire, answers, **{**CLOCK, **more})


def text(name: str, **columns: Any) -> Question:
    return Question(name, "text", **columns)


def test_relevance_removes_what_is_not_asked():
    asked = form(text("came"), text("why", relevant="${came} = 'no'"), text("liked", relevant="${came} = 'yes'"))
    state = ask(asked, {"came": "yes", "why": "ill", "liked": "tea"})
    assert state.answers == {"came": "yes", "liked": "tea"}
    assert state.relevant == {"came", "liked"}


def test_relevance_follows_through_what_it_hides():
    asked = form(text("a"), text("b", relevant="${a} = 'x'"), text("c", relevant="${b} = 'x'"), text("d", relevant="${b} != 'x'"))
    assert ask(asked, {"a": "y", "b": "x", "c": "1", "d": "2"}).answers == {"a": "y", "d": "2"}


def test_relevance_of_a_group_is_that_of_all_within():
    asked = form(text("a"), Group("g", [text("b"), Group("h", [text("c")])], relevant="${a} = 'x'"))
    assert ask(asked, {"a": "y", "g": {"b": "1", "h": {"c": "2"}}}).answers == {"a": "y"}
    state = ask(asked, {"a": "x", "g": {"b": "1", "h": {"c": "2"}}})
    assert state.answers == {"a": "x", "g": {"b": "1", "h": {"c": "2"}}}
    assert state.relevant == {"a", "g", "g/b", "g/h", "g/h/c"}


def test_question_in_a_hidden_group_tells_nobody_anything():
    asked = form(text("a"), Group("g", [text("b")], relevant="${a} = 'x'"), text("c", relevant="${b} = '1'"))
    assert ask(asked, {"a": "y", "g": {"b": "1"}, "c": "2"}).relevant == {"a"}
    assert ask(asked, {"a": "x", "g": {"b": "1"}, "c": "2"}).relevant == {"a", "g", "g/b", "c"}


def test_order_is_that_of_need_and_not_of_the_page():
    asked = form(text("late", relevant="${sum} > 2"), Question("sum", "calculate", calculation="${a} + 1"), text("a"))
    assert ask(asked, {"a": "2", "late": "x"}).answers == {"late": "x", "sum": "3", "a": "2"}
    assert ask(asked, {"a": "1", "late": "x"}).answers == {"sum": "2", "a": "1"}


def test_required_and_constraint_bind_where_they_hold():
    asked = form(
        text("age", required="yes", constraint=". >= 18"),
        text("mail", required="${age} > 20"),
        text("hidden", required="true()", relevant="no"),
    )
    empty, wrong = ask(asked, {}), ask(asked, {"age": 17})
    assert (empty.required, empty.missing, empty.failed) == ({"age"}, {"age"}, frozenset())
    assert (wrong.missing, wrong.failed) == (frozenset(), {"age"})
    assert ask(asked, {"age": 21}).missing == {"mail"}


def test_repeat_asks_each_turn_by_itself():
    turns = Repeat("child", [text("age"), text("school", relevant="${age} > 5", constraint="string-length(.) > 1")])
    asked = form(turns, Question("schools", "calculate", calculation="count(${school})"))
    state = ask(asked, {"child": [{"age": 4, "school": "no"}, {"age": 7, "school": "x"}, {}]})
    assert state.answers == {"child": [{"age": 4}, {"age": 7, "school": "x"}, {}], "schools": "1"}
    assert state.failed == {"child[2]/school"}
    assert state.calculated == {"schools": "1"}


def test_repeat_has_as_many_turns_as_its_count_says():
    asked = form(Question("n", "integer"), Repeat("child", [text("name", required="yes")], count="${n}"))
    few, many = ask(asked, {"n": 1, "child": [{"name": "a"}, {"name": "b"}]}), ask(asked, {"n": 2, "child": [{"name": "a"}]})
    assert few.answers == {"n": 1, "child": [{"name": "a"}]}
    assert many.answers == {"n": 2, "child": [{"name": "a"}, {}]}
    assert many.missing == {"child[2]/name"}
    assert "child" not in ask(asked, {"child": [{"name": "a"}]}).answers


def test_repeat_may_look_at_the_turn_before():
    total = "coalesce(${trip}[position() = position(current()/..) - 1]/total, 0) + ${far}"
    asked = form(Repeat("trip", [text("far"), Question("total", "calculate", calculation=total)]))
    assert [turn["total"] for turn in ask(asked, {"trip": [{"far": 1}, {"far": 2}, {"far": 4}]}).answers["trip"]] == ["1", "3", "7"]


def test_choice_filter_leaves_choices_that_fit():
    towns = [Choice("a", {"": "Alba"}, more={"state": "x"}), Choice("b", {"": "Brook"}, more={"state": "y"})]
    town = Question("town", "select_one", choice_list="towns", choice_filter="state = ${state}")
    label = Question("said", "calculate", calculation="jr:choice-name(${town}, '${town}')")
    state = ask(form(text("state"), town, label, towns=towns), {"state": "y", "town": "b"})
    assert (state.choices, state.calculated) == ({"town": ("b",)}, {"said": "Brook"})


def test_trigger_calculates_once():
    asked = form(text("a"), text("b"), Question("when", "calculate", calculation="today()", trigger="${b}, ${a}"))
    assert ask(asked, {}).calculated == {}
    assert ask(asked, {"a": "1"}).answers == {"a": "1", "when": "2026-03-04"}
    assert ask(asked, {"a": "1", "when": "2025-01-01"}).answers == {"a": "1", "when": "2025-01-01"}


def test_answers_stay_as_they_were_given():
    asked = form(
        Question("n", "integer"), Question("many", "select_multiple", relevant="${n} = 3"), text("both", relevant="selected(${many}, 'b')")
    )
    given_answers = {"n": 3, "many": ["a", "b"], "both": "x"}
    assert ask(asked, {**given_answers, "nobody asked": "y"}).answers == given_answers


def test_circle_is_named_with_its_cell():
    asked = form(text("a", relevant="${b} = 1", cell=Cell("survey", 2)), text("b", relevant="${c} = 1"), text("c", relevant="${a} = 1"))
    with pytest.raises(CircularError) as caught:
        ask(asked, {})
    assert (caught.value.what, caught.value.cell) == ("These wait for one another: a → b → c → a", Cell("survey", 2, "relevant"))
    assert [type(fault) for fault in faults_of(asked)] == [CircularError]


def test_question_may_not_wait_for_itself():
    with pytest.raises(CircularError, match="a → a"):
        ask(form(text("a", relevant="${a} = 1")), {})


def test_faults_name_place_and_mend():
    asked = form(
        text("colour", cell=Cell("survey", 3)), text("b", relevant="${color} = 'x'", constraint="slected(., 1)", cell=Cell("survey", 4))
    )
    found = [(type(fault).__name__, fault.sheet, fault.row, fault.column, fault.position, fault.mend) for fault in faults_of(asked)]
    assert found == [
        ("UnknownQuestionError", "survey", 4, "relevant", 0, "Did you mean ${colour}?"),
        ("UnknownFunctionError", "survey", 4, "constraint", 0, "Did you mean selected()?"),
    ]


def test_broken_expression_names_its_cell_when_it_is_worked_out():
    with pytest.raises(
        UnknownFunctionError, match=r"There is no function foo\(\) at character 1 of “foo\(\)” \(survey, row 9, column constraint\)"
    ):
        ask(form(text("a", constraint="foo()", cell=Cell("survey", 9))), {"a": "1"})


def test_long_chain_of_questions_is_worked_out():
    links = [text(f"q{n}", relevant=f"${{q{n + 1}}} = 'x'") for n in range(1500)]
    asked = form(*links, text("q1500"))
    assert len(ask(asked, {f"q{n}": "x" for n in range(1501)}).answers) == 1501
    assert ask(asked, {f"q{n}": "x" for n in range(1500)}).answers == {}


VALUES = ["", "x", "y"]


@st.composite
def forms(draw: st.DrawFn, prefix: str = "q", depth: int = 0, outer: tuple[str, ...] = ()) -> list[Item]:
    """Draw items whose relevance asks for earlier questions of the same turn or of one around."""
    items: list[Item] = []
    known = list(outer)
    for number in range(draw(st.integers(1, 4))):
        name = f"{prefix}{number}"
        relevant = f"${{{draw(st.sampled_from(known))}}} = 'x'" if known and draw(st.booleans()) else ""
        kind = draw(st.sampled_from(["question", "question", "group", "repeat"])) if depth < 2 else "question"
        if kind == "question":
            items.append(text(name, relevant=relevant))
            known.append(name)
            continue
        within = draw(forms(prefix=f"{name}_", depth=depth + 1, outer=tuple(known)))
        items.append(Group(name, within, relevant=relevant) if kind == "group" else Repeat(name, within, relevant=relevant))
    return items


def answers_for(items: list[Item], draw: Any) -> dict[str, Any]:
    def one(item: Item) -> Any:
        if isinstance(item, Repeat):
            return [answers_for(item.items, draw) for _turn in range(draw(st.integers(1, 2)))]
        return answers_for(item.items, draw) if isinstance(item, Group) else draw(st.sampled_from(VALUES))

    return {item.name: one(item) for item in items}


def kept(items: list[Item], answers: dict[str, Any], seen: dict[str, str]) -> dict[str, Any]:
    """Say what stays, by reading the form from top to bottom: another way than the one tested."""
    found: dict[str, Any] = {}
    for item in items:
        wanted = item.relevant.partition("}")[0].removeprefix("${")
        if wanted and seen.get(wanted) != "x":
            continue
        answer = answers[item.name]
        if isinstance(item, Repeat):
            found[item.name] = [kept(item.items, turn, dict(seen)) for turn in answer]
        elif isinstance(item, Group):
            if within := kept(item.items, answer, dict(seen)):
                found[item.name] = within
        elif answer:
            found[item.name] = seen[item.name] = answer
    return found


@effort(max_examples=150, deadline=None)
@given(st.data())
def test_every_visible_answer_is_kept_and_nothing_invisible_is(data):
    items = data.draw(forms())
    answers = answers_for(items, data.draw)
    state = ask(form(*items), answers)
    assert state.answers == kept(items, answers, {})
    assert ask(form(*items), state.answers).answers == state.answers


def test_repeats_within_repeats_come_to_an_end():
    inner = Repeat("visit", [text("why")], count="${m}")
    asked = form(Question("n", "integer"), Question("m", "integer"), Repeat("child", [inner], count="${n}"))
    answers = ask(asked, {"n": "4", "m": "1000"}).answers
    assert [len(child.get("visit", ())) for child in answers["child"]] == [1000, 1000, 996, 0]
