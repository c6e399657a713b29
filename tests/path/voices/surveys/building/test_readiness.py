"""What has to be mended before a survey is opened, and what need not be."""

from dataclasses import replace

import pytest

from commonshelf.path.voices.surveys.actions import change_questions
from commonshelf.path.voices.surveys.queries.building import what_is_not_ready
from commonshelf.questionnaire.definition import Question, Questionnaire

ASKED = Question("coming", "text", {"english": "Do you come?"})
IN_ONE = Questionnaire("", "", (ASKED,), languages=("english",), default_language="english")


def faults(draft, bao, definition):
    version = change_questions(survey=draft, definition=definition, by=bao)
    return [place for place, _what in what_is_not_ready(version)]


@pytest.mark.parametrize(
    ("languages", "default", "not_ready"),
    [
        (("", "english"), "", []),  # a column without a language beside one with a name
        (("english", "spanish"), "", []),  # the first is the default where none is said
        (("Español (es)", "english"), "en", []),  # a default by its code
        (("spanish", "english"), "spanish", ["coming"]),
        (("spanish", "english"), "", ["coming"]),
    ],
)
def test_words_are_wanted_in_the_first_language(draft, bao, languages, default, not_ready):
    assert faults(draft, bao, replace(IN_ONE, languages=languages, default_language=default)) == not_ready


@pytest.mark.parametrize(
    ("silent", "not_ready"),
    [
        (Question("phonenumber", "phonenumber"), []),
        (Question("email", "email"), []),
        (Question("deviceid", "deviceid"), []),
        (Question("map", "note", media={"image": {"english": "map.png"}}), []),
        (Question("sum", "text", calculation="1 + 1"), []),
        (Question("why", "text", hint={"english": "Why?"}), []),
        (Question("why", "text"), ["why"]),
        (Question("why", "text", {"english": "  "}), ["why"]),
        (Question("phonenumber", "phonenumber", {"spanish": "¿Teléfono?"}), ["phonenumber"]),
    ],
)
def test_only_what_people_see_needs_words(draft, bao, silent, not_ready):
    assert faults(draft, bao, replace(IN_ONE, items=(ASKED, silent))) == not_ready


def test_survey_of_silent_things_alone_asks_nothing(draft, bao):
    assert faults(draft, bao, replace(IN_ONE, title="Nothing", items=(Question("phonenumber", "phonenumber"),))) == ["Nothing"]
