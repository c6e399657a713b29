"""What a librarian types, and what it becomes: answers one a line, and conditions."""

import pytest
from django.core.exceptions import ValidationError

from commonshelf.path.voices.surveys.forms.staff.conditions import Condition, Conditions, in_words, read, written
from commonshelf.path.voices.surveys.forms.staff.lines import as_lines, read_lines
from commonshelf.questionnaire.definition import Choice, Question, Questionnaire

LANGUAGES = ["en", "es"]
EARLIER = [("books", {"en": "Books", "es": "Libros"}), ("films", {"en": "Films", "es": "Cine"}), ("talks", {"en": "Talks"})]


def named(source, other="", earlier=EARLIER):
    lines = read_lines({"en": source, "es": other}, earlier, LANGUAGES, list)
    return [(name, texts.get("en"), texts.get("es")) for name, texts in lines]


def test_lines_come_back_as_they_were_shown():
    shown = as_lines([texts for _name, texts in EARLIER], LANGUAGES)
    assert shown == {"en": "Books\nFilms\nTalks", "es": "Libros\nCine\n-"}
    assert named(shown["en"], shown["es"]) == [("books", "Books", "Libros"), ("films", "Films", "Cine"), ("talks", "Talks", None)]


def test_reworded_line_keeps_its_name():
    assert named("Books\nMovies\nTalks", "Libros\nPelículas\n-")[1] == ("films", "Movies", "Películas")


def test_moved_lines_keep_their_names_and_untouched_translations_follow_them():
    assert named("Talks\nBooks\nFilms", "Libros\nCine\n-") == [
        ("talks", "Talks", None),
        ("books", "Books", "Libros"),
        ("films", "Films", "Cine"),
    ]


def test_new_line_has_a_name_that_no_earlier_answer_had():
    assert named("Books\nTalks\nFilms again", "Libros\n-\n-") == [
        ("books", "Books", "Libros"),
        ("talks", "Talks", None),
        ("films_again", "Films again", None),
    ]
    assert named("books!\nFilms\nTalks\nBooks") == [
        ("books_2", "books!", None),
        ("films", "Films", None),
        ("talks", "Talks", None),
        ("books", "Books", None),
    ]


@pytest.mark.parametrize(("source", "other"), [("Books\nBooks", ""), ("Books\nFilms", "Libros"), ("Books", "Libros\nCine")])
def test_lines_that_do_not_fit_are_refused(source, other):
    with pytest.raises(ValidationError):
        named(source, other)


ASKED = Questionnaire(
    "f",
    "f",
    (
        Question("come", "select_one", {"en": "Do you come?"}, choice_list="yn"),
        Question("likes", "select_multiple", {"en": "What do you like?"}, choice_list="yn"),
        Question("age", "integer", {"en": "How old?"}),
        Question("why", "text", {"en": "Why?"}),
    ),
    choices={"yn": (Choice("yes", {"en": "Yes"}), Choice("no", {"en": "No"}))},
    languages=("en",),
    default_language="en",
)
WRITTEN = [
    (Condition("come", "is", "no"), "${come} = 'no'", "“Do you come?” is “No”"),
    (Condition("come", "is_not", "no"), "${come} != 'no'", "“Do you come?” is not “No”"),
    (Condition("likes", "is", "yes"), "selected(${likes}, 'yes')", "“What do you like?” is “Yes”"),
    (Condition("likes", "is_not", "yes"), "not(selected(${likes}, 'yes'))", "“What do you like?” is not “Yes”"),
    (Condition("age", "more", "17"), "${age} > 17", "“How old?” is more than 17"),
    (Condition("age", "least", "18"), "${age} >= 18", "“How old?” is at least 18"),
    (Condition("age", "less", "18"), "${age} < 18", "“How old?” is less than 18"),
    (Condition("age", "most", "17"), "${age} <= 17", "“How old?” is at most 17"),
    (Condition("age", "is", "17"), "${age} = 17", "“How old?” is “17”"),
    (Condition("why", "answered"), "${why} != ''", "“Why?” was answered"),
    (Condition("why", "unanswered"), "${why} = ''", "“Why?” was not answered"),
]


@pytest.mark.parametrize(("line", "expression", "sentence"), WRITTEN)
def test_condition_is_written_read_and_said(line, expression, sentence):
    assert written(Conditions((line,)), ASKED) == expression
    assert read(expression) == Conditions((line,))
    assert in_words(expression, ASKED) == sentence


@pytest.mark.parametrize("joined", ["and", "or"])
def test_conditions_are_joined_and_taken_apart(joined):
    lines = Conditions(tuple(line for line, _expression, _sentence in WRITTEN[:3]), joined)
    expression = written(lines, ASKED)
    assert expression == f" {joined} ".join(["${come} = 'no'", "${come} != 'no'", "selected(${likes}, 'yes')"])
    assert read(expression) == lines


def test_word_and_within_an_answer_joins_nothing():
    line = Condition("why", "is", "bread and butter")
    assert read(written(Conditions((line,)), ASKED)) == Conditions((line,))


@pytest.mark.parametrize(
    "expression", ["${a} = 1 and (${b} = 2 or ${c} = 3)", "count(${a}) > 2", "${a} = ${b}", "${a} = 'x' and ${b} = 'y' or ${c} = 'z'"]
)
def test_expression_that_says_more_is_left_as_it_is(expression):
    assert read(expression) is None
    assert in_words(expression, ASKED) == expression
