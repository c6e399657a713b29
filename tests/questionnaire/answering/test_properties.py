"""Truths about any questionnaire and any answers, drawn at random."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings as effort, strategies as st

from commonshelf.questionnaire.answering import CODES, answers_from_fields, check_answers, fields_from_answers
from commonshelf.questionnaire.definition import Choice, Group, Item, Question, Questionnaire, Repeat
from commonshelf.questionnaire.paging import asked_pages, page_with, pages_of
from tests.questionnaire.answering.asking import CLOCK

LIST = tuple(Choice(name, {"": name}, more={"kind": kind}) for name, kind in (("x", "x"), ("y", "y"), ("z", "x")))
FILLED = frozenset({"calculate", "hidden", "today", "deviceid", "note", "geotrace"})
ANSWERS: dict[str, list[Any]] = {
    "text": ["", "x", "y", "a ${q0} \x00"],
    "integer": ["", "3", "٤", "many", "1.5", ["3", "4"]],
    "decimal": ["3,5", "x", "1.0"],
    "date": ["2026-03-04", "soon", "٢٠٢٦-٠٣-٠٤"],
    "select_one": ["", "x", "y", "z", "w", ["x", "y"], {"x": "y"}],
    "select_multiple": [[], ["z", "x"], "y x", ["w"], ["y"]],
    "rank": [["y", "x"], "z y x", ["x", "x"], []],
    "range": ["3", "30"],
    "acknowledge": ["on", "no", ""],
    "geopoint": ["Harbor", "42 -71"],
}
KINDS = [*ANSWERS, "select_one", "select_one", "text", *sorted(FILLED)]


@st.composite
def questions(draw: st.DrawFn, name: str, known: tuple[str, ...]) -> Question:
    kind = draw(st.sampled_from(KINDS))
    asked = f"${{{draw(st.sampled_from(known))}}}" if known else "'x'"
    columns: dict[str, Any] = {"relevant": draw(st.sampled_from(["", "", f"{asked} = 'x'", f"{asked} != ''", f"selected({asked}, 'x')"]))}
    columns["required"] = draw(st.sampled_from(["", "", "yes", f"{asked} = 'x'"]))
    columns["constraint"] = draw(st.sampled_from(["", "", ". != 'y'", f". != {asked}"]))
    if kind in {"select_one", "select_multiple", "rank"}:
        columns["choice_list"] = "list"
        columns["choice_filter"] = draw(st.sampled_from(["", "kind = 'x'", f"kind = {asked}"]))
        columns["or_other"] = kind != "rank" and draw(st.booleans())
    if kind == "calculate":
        columns["calculation"] = f"concat({asked}, '!')"
    if kind in {"hidden", "text"}:
        columns["default"] = draw(st.sampled_from(["", "x", asked]))
        columns["read_only"] = draw(st.sampled_from(["", "", "yes", f"{asked} = 'x'"]))
    return Question(name, kind, **columns)


@st.composite
def levels(draw: st.DrawFn, prefix: str = "q", depth: int = 0, outer: tuple[str, ...] = ()) -> tuple[Item, ...]:
    items: list[Item] = []
    known = list(outer)
    for number in range(draw(st.integers(1, 4))):
        name = f"{prefix}{number}"
        sort = draw(st.sampled_from(["question", "question", "question", "group", "repeat"])) if depth < 2 else "question"
        if sort == "question":
            items.append(draw(questions(name, tuple(known))))
            known.append(name)
            continue
        relevant = f"${{{draw(st.sampled_from(known))}}} = 'x'" if known and draw(st.booleans()) else ""
        within = draw(levels(prefix=f"{name}_", depth=depth + 1, outer=tuple(known)))
        count = draw(st.sampled_from(["", "", "2"]))
        items.append(Group(name, within, relevant=relevant) if sort == "group" else Repeat(name, within, relevant=relevant, count=count))
    return tuple(items)


@st.composite
def sent(draw: st.DrawFn, items: tuple[Item, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for item in items:
        if isinstance(item, Repeat):
            found[item.name] = [draw(sent(item.items)) for _turn in range(draw(st.integers(0, 3)))]
        elif isinstance(item, Group):
            found[item.name] = draw(sent(item.items))
        else:
            found[item.name] = draw(st.sampled_from(ANSWERS.get(item.kind, ["x", "42 -71"])))
    if draw(st.integers(0, 5)) == 0:
        found["nobody"] = "asked"
    return {name: answer for name, answer in found.items() if draw(st.integers(0, 7))}


@st.composite
def asked_and_sent(draw: st.DrawFn) -> tuple[Questionnaire, dict[str, Any]]:
    items = draw(levels())
    return Questionnaire("drawn", "Drawn", items, choices={"list": LIST}), draw(sent(items))


def check(questionnaire: Questionnaire, answers: dict[str, Any], **more: Any) -> Any:
    return check_answers(questionnaire, answers, areas=("Harbor",), **{**CLOCK, **more})


def places_in(answers: dict[str, Any]) -> set[str]:
    return {place for place, _answer in fields_from_answers(answers)}


def question_at(questionnaire: Questionnaire, place: str) -> Item | None:
    items = questionnaire.items
    found: Item | None = None
    for step in place.split("/"):
        found = next((item for item in items if item.name == step.partition("[")[0]), None)
        items = () if found is None or isinstance(found, Question) else found.items
    return found


@effort(max_examples=80, deadline=None)
@given(asked_and_sent())
def test_what_was_asked_and_given_is_kept_and_nothing_else(drawn):
    questionnaire, given_answers = drawn
    checked = check(questionnaire, given_answers)
    kept, blamed = places_in(checked.answers), {fault.place for fault in checked.faults}
    assert kept - checked.state.relevant == set()
    locked = checked.state.read_only
    for place, answer in fields_from_answers(given_answers):
        question = question_at(questionnaire, place)
        if place in checked.state.relevant - locked and isinstance(question, Question) and question.kind not in FILLED and answer:
            assert (place in kept) or (place in blamed), (place, answer)
    nobody_asked = [place for place in kept if question_at(questionnaire, place) is None and not place.endswith("_other")]
    assert nobody_asked == []


@effort(max_examples=80, deadline=None)
@given(asked_and_sent())
def test_answers_that_were_kept_are_kept_again(drawn):
    questionnaire, given_answers = drawn
    once = check(questionnaire, given_answers)
    again = check(questionnaire, once.answers, before=once.answers)
    assert again.answers == once.answers
    assert {fault.code for fault in again.faults} <= {"missing", "failed", "not_all_ranked"}
    # A place has one fault at a time: what could not be read is said before what is against a constraint.
    unread = {fault.place for fault in once.faults if fault.code not in {"missing", "failed", "not_all_ranked"}}
    assert [fault for fault in again.faults if fault.place not in unread] == [fault for fault in once.faults if fault.place not in unread]


@effort(max_examples=80, deadline=None)
@given(asked_and_sent())
def test_fault_names_a_place_that_is_there(drawn):
    questionnaire, given_answers = drawn
    checked = check(questionnaire, given_answers)
    there = checked.state.relevant | checked.state.repeats | {""}
    assert [fault for fault in checked.faults if fault.place not in there or fault.code not in CODES] == []
    missing = {fault.place for fault in checked.faults if fault.code == "missing"}
    assert missing <= checked.state.missing


@effort(max_examples=60, deadline=None)
@given(asked_and_sent())
def test_answers_survive_being_fields(drawn):
    questionnaire, given_answers = drawn
    kept = _said(check(questionnaire, given_answers).answers)
    fields = {place: [answer] if isinstance(answer, str) else answer for place, answer in fields_from_answers(kept)}
    assert check(questionnaire, answers_from_fields(fields)).answers == check(questionnaire, kept).answers


def _said(answers: Any) -> Any:
    """Return answers without turns in which nothing was said, of which no form sends a field."""
    if isinstance(answers, dict):
        inner = {name: _said(answer) for name, answer in answers.items()}
        return {name: answer for name, answer in inner.items() if answer}
    if isinstance(answers, list):
        return [said for turn in answers if (said := _said(turn))]
    return answers


@effort(max_examples=60, deadline=None)
@given(asked_and_sent(), st.integers(1, 4))
def test_every_question_is_on_one_page_and_the_way_leads_by_all_that_are_asked(drawn, most):
    questionnaire, given_answers = drawn
    pages = pages_of(questionnaire, most=most)
    paths = [path for page in pages for path, item in page.questions()]
    assert len(paths) == len(set(paths))
    state = check(questionnaire, given_answers).state
    shown = {
        place
        for place in state.relevant
        if isinstance(item := question_at(questionnaire, place), Question) and item.kind not in FILLED - {"note"}
    }
    assert {page_with(pages, place) for place in shown} <= {*asked_pages(pages, state)}
