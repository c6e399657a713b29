"""What has to be mended before a survey is opened, and what need not be."""

from dataclasses import replace

import pytest

from commonshelf.path.voices.surveys.actions import change_questions
from commonshelf.path.voices.surveys.queries.building import what_is_not_ready
from commonshelf.questionnaire.definition import Choice, Group, Question, Questionnaire

ASKED = Question("coming", "text", {"english": "Do you come?"})
MEND = "Write the answers there."
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


LOT = "it draws lots, with random(), uuid(), or randomize() without a seed."


@pytest.mark.parametrize(
    ("drawn", "not_ready"),
    [
        ({"calculation": "once(random())"}, ["inside/x"]),
        ({"calculation": "if(${coming} = 'no', uuid(), 1)"}, ["inside/x"]),
        ({"calculation": "once(now())"}, []),
        ({"calculation": "random() +"}, []),  # cannot be read, which is said by itself
        ({"relevant": "random() < 0.5"}, ["inside/x"]),
        ({"choice_filter": "name = randomize(instance('l') / root / item / name)"}, ["inside/x"]),
        ({"choice_filter": "name = randomize(instance('l') / root / item / name, 42)"}, []),
        ({"default": "once(random())"}, []),
        ({"default": "random()", "read_only": "yes"}, ["inside/x"]),
        ({"default": "random()", "read_only": "${coming} = 'no'"}, ["inside/x"]),
        ({"default": "random", "read_only": "yes"}, []),
    ],
)
def test_lots_are_drawn_by_nothing_but_the_default_of_what_people_answer(draft, bao, drawn, not_ready):
    asked = Group("inside", (Question("x", "text", {"english": "X"}, **drawn),))
    version = change_questions(survey=draft, definition=replace(IN_ONE, items=(ASKED, asked)), by=bao)
    assert [place for place, what in what_is_not_ready(version) if what.startswith(LOT)] == not_ready


@pytest.mark.parametrize(
    ("asked", "what"),
    [
        ({"choice_list": "l"}, []),
        ({"choice_list": "short"}, ["the question gives fewer than two answers to choose from."]),
        ({"choice_list": "towns"}, ["there is no list “towns” to choose from. Write its answers, or name a list that is there."]),
        *(
            (
                {"choice_list": of, **more},
                [f"its answers come from “{of}”, and our pages offer only lists that stand in the form itself. {MEND}"],
            )
            for of, more in (("towns.csv", {}), ("${coming}", {}), ("towns", {"more": {"type": "select_one_external towns"}}))
        ),
    ],
)
def test_list_that_pages_cannot_offer_is_named(draft, bao, asked, what):
    lists = {"l": (Choice("a", {"english": "A"}), Choice("b", {"english": "B"})), "short": (Choice("a", {"english": "A"}),)}
    question = Question("x", "select_one", {"english": "X"}, **asked)
    version = change_questions(survey=draft, definition=replace(IN_ONE, items=(ASKED, question), choices=lists), by=bao)
    assert [(place, told) for place, told in what_is_not_ready(version)] == [("x", each) for each in what]
