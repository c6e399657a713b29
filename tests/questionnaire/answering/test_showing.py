"""Piped labels, shuffled choices, and answers as fields."""

from __future__ import annotations

from commonshelf.questionnaire.answering import Piece, Piping, answers_from_fields, choice_order, fields_from_answers, label_with_answers
from commonshelf.questionnaire.definition import Group, Question, Repeat
from commonshelf.questionnaire.expressions import Environment, evaluate
from commonshelf.questionnaire.expressions.nodes import document_of, find
from commonshelf.questionnaire.expressions.values import as_text
from tests.questionnaire.answering.asking import CLOCK, form, pick, text

FAMILY = form(text("name"), pick("fruit"), pick("many", "select_multiple"), Group("home", [Repeat("child", [text("name"), text("age")])]))
SAID = {"name": "Amina", "fruit": "fig", "many": ["apple", "fig"], "home": {"child": [{"name": "Bao"}, {"age": "4"}]}}


def piped(label: str, place: str = "") -> str:
    return label_with_answers(FAMILY, label, SAID, language="en", place=place)


def test_label_repeats_answers_and_choices_by_their_label():
    assert piped("Hello ${name}, you like ${fruit} of ${ many }.") == "Hello Amina, you like Fig of Apple, Fig."
    assert piped("Nothing to fill in") == "Nothing to fill in"
    assert piped("${unknown}!") == "!"


def test_label_in_a_repeat_asks_its_own_turn_first():
    assert piped("How old is ${name}?", "home/child[1]/age") == "How old is Bao?"
    assert piped("How old is ${name}?", "home/child[2]/age") == "How old is ?"
    assert piped("And ${name}?", "fruit") == "And Amina?"
    assert piped("And ${name}?", "home/child[9]/age") == "And Amina?"


def test_piped_words_come_as_data_apart_from_the_form():
    piping = Piping(FAMILY, {"name": "<b>${fruit}</b>", "fruit": "fig"}, language="en")
    assert piping.pieces("Hi ${name}!") == (Piece("Hi "), Piece("<b>${fruit}</b>", "name"), Piece("!"))


def test_choices_are_shuffled_as_the_language_itself_does():
    names = ["apple", "pear", "fig", "plum", "kiwi"]
    shuffled = choice_order(Question("q", "select_one", randomize=True), names, 42)
    environment = Environment(now=CLOCK["now"], today=CLOCK["today"], lists={"l": [{"name": name} for name in names]})
    by_language = evaluate("join(' ', randomize(instance('l') / root / item / name, 42))", find(document_of({}), ""), environment)
    assert " ".join(shuffled) == as_text(by_language) != " ".join(names)
    assert choice_order(Question("q", "select_one"), names, 42) == tuple(names)
    assert choice_order(Question("q", "select_one", randomize=True, seed="42"), names, 7) == shuffled
    assert choice_order(Question("q", "select_one", randomize=True, seed="${s}"), names, 7, answers_seed="42") == shuffled
    assert choice_order(Question("q", "select_one", randomize=True), names, 7) != shuffled


def test_fields_named_by_place_become_answers_and_back():
    fields = {"name": ["Amina"], "many": ["apple", "fig"], "home/child[1]/name": ["Bao"], "home/child[3]/age": ["4"], "fruit": [""]}
    answers = answers_from_fields(fields)
    assert answers == {"name": ["Amina"], "many": ["apple", "fig"], "home": {"child": [{"name": ["Bao"]}, {"age": ["4"]}]}}
    assert dict(fields_from_answers(SAID)) == {
        "name": "Amina", "fruit": "fig", "many": ["apple", "fig"], "home/child[1]/name": "Bao", "home/child[2]/age": "4",
    }  # fmt: skip


def test_turns_that_were_only_offered_are_left_out():
    assert answers_from_fields({"r[1]/a": [""], "r[2]/a": ["x"], "r[3]/a": [" "], "r[4]/b": [""]}) == {"r": [{}, {"a": ["x"]}]}


def test_field_that_is_no_place_stays_for_the_check():
    assert answers_from_fields({"a//b": ["1"], "a[x]": ["2"], "/".join("a" * 40): ["3"]}) == {
        "a//b": ["1"],
        "a[x]": ["2"],
        "/".join("a" * 40): ["3"],
    }
    assert answers_from_fields({"r[1]/a": ["1"], "r/a": ["2"], "r[999999]/a": ["3"]}) == {"r": [{"a": ["1"]}, {"a": ["3"]}]}
