from __future__ import annotations

from commonshelf.questionnaire.answering import with_others
from commonshelf.questionnaire.definition import Group, Question, Repeat
from commonshelf.questionnaire.expressions import state_of
from commonshelf.questionnaire.paging import asked_pages, page_with, pages_of, with_page
from tests.questionnaire.answering.asking import CLOCK, form, pick, text


def names(questionnaire, most=10):
    return [["/".join((*page.names, item.name)) for item in page.items] for page in pages_of(questionnaire, most=most)]


def many(prefix, number):
    return [text(f"{prefix}{each}") for each in range(number)]


def test_group_is_a_page_and_loose_questions_flow():
    asked = form(
        text("a"), text("b"), Group("g", many("g", 3)), Repeat("r", many("r", 2)), text("c"), Question("sum", "calculate", calculation="1")
    )
    assert names(asked) == [["a", "b"], ["g"], ["r"], ["c"]]


def test_long_group_is_split_unless_it_says_it_belongs_together():
    asked = form(Group("g", [*many("g", 4), Group("h", many("h", 2)), Repeat("r", many("r", 2))]))
    assert names(asked, most=5) == [["g/g0", "g/g1", "g/g2", "g/g3"], ["g/h", "g/r"]]
    assert [(page.part, page.parts) for page in pages_of(asked, most=5)] == [(1, 2), (2, 2)]
    for appearance in ("field-list", "table-list w1"):
        assert names(form(Group("g", many("g", 12), appearance=appearance))) == [["g"]]
    deep = form(Group("g", [Group("h", many("h", 3)), text("last")]))
    assert names(deep, most=2) == [["g/h/h0", "g/h/h1"], ["g/h/h2"], ["g/last"]]


def test_note_stays_with_what_follows_and_other_with_its_question():
    asked = form(*many("a", 2), Question("note", "note", label={"": "Now the rest"}), text("b"))
    assert names(asked, most=2) == [["a0", "a1"], ["note", "b"]]
    assert names(with_others(form(text("a"), pick("fruit", or_other=True), text("b"))), most=2) == [["a", "fruit", "fruit_other"], ["b"]]
    ends = form(*many("a", 2), Question("thanks", "note", label={"": "Thanks"}))
    assert names(ends, most=2) == [["a0", "a1", "thanks"]]


def test_page_without_anything_to_see_is_none():
    assert names(form(Question("h", "hidden"), Group("g", [Question("c", "calculate", calculation="1")]), Question("d", "deviceid"))) == []


BRANCHED = form(
    text("came"),
    Group("why", [text("reason")], relevant="${came} = 'no'"),
    Repeat("visit", [text("when")], relevant="${came} = 'yes'"),
    Group("end", [text("more")]),
)


def standing(**answers):
    return state_of(BRANCHED, answers, **CLOCK)


def test_pages_on_which_nothing_is_asked_are_passed_over():
    pages = pages_of(BRANCHED)
    yes, no = standing(came="yes"), standing(came="no")
    assert [asked_pages(pages, each) for each in (yes, no, standing())] == [(0, 2, 3), (0, 1, 3), (0, 3)]


def test_fault_is_found_on_its_page():
    asked = form(text("a"), Group("g", [*many("g", 4), Repeat("r", [text("b")])]))
    pages = pages_of(asked, most=4)
    assert [page_with(pages, place) for place in ("a", "g/g3", "g/r[7]/b", "")] == [0, 1, 2, 0]


def test_page_replaces_its_own_answers_alone():
    pages = pages_of(form(text("z"), Group("g", many("g", 3))), most=2)
    kept = {"z": "1", "g": {"g0": "2", "g1": "3", "g2": "4"}}
    assert with_page(kept, pages[1], {"g": {"g0": "5", "g2": "9"}, "z": "9"}) == {"z": "1", "g": {"g2": "4", "g0": "5"}}
    assert with_page({}, pages[1], {"g": {"g0": "5"}}) == {"g": {"g0": "5"}}
    assert with_page(kept, pages[0], {}) == {"g": kept["g"]}
