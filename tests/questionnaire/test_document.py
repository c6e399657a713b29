"""A version as JSON: nothing is lost on the way there and back."""

from __future__ import annotations

import json

from commonshelf.questionnaire.definition import Cell, Choice, Group, Question, Questionnaire, Repeat
from commonshelf.questionnaire.document import from_document, to_document

CHILD = Question(
    name="age",
    kind="integer",
    label={"en": "How old?", "ar": "كم العمر؟"},
    constraint=". < 18",
    constraint_message={"en": "A child is under 18."},
    parameters={"start": "0"},
    media={"image": {"en": "cake.png"}},
    more={"bind::commonshelf:voice": "no"},
    cell=Cell("survey", 4, "label::en"),
)
WHOLE = Questionnaire(
    name="family",
    title="Family",
    items=(
        Question(name="wish", kind="select_one", choice_list="wishes", randomize=True, required="yes"),
        Group(name="home", label={"en": "At home"}, relevant="${wish} = 'a'", items=(Repeat(name="children", count="2", items=(CHILD,)),)),
    ),
    choices={"wishes": (Choice("a", {"en": "A"}, more={"town": "x"}), Choice("b", {"en": "B"}, media={"image": {"en": "b.png"}}))},
    languages=("en", "ar"),
    default_language="en",
    version="3",
    settings={"form_id": "family"},
    sheets={"entities": ({"list_name": "homes"},)},
)


def test_document_comes_back_as_the_same_questionnaire_through_json():
    read = from_document(json.loads(json.dumps(to_document(WHOLE))))
    assert to_document(read) == to_document(WHOLE)
    assert read.items[1].items[0].items == (CHILD,)
    assert read.choices == WHOLE.choices
    assert (read.languages, read.settings, read.title, read.version) == (WHOLE.languages, WHOLE.settings, WHOLE.title, WHOLE.version)


def test_document_leaves_out_what_is_empty():
    assert to_document(Questionnaire("n", "t", (Question("q", "text"),))) == {
        "name": "n",
        "title": "t",
        "items": [{"is": "question", "name": "q", "kind": "text"}],
        "choices": {},
        "sheets": {},
        "languages": [""],
    }


def test_document_of_a_questionnaire_that_has_no_words_yet_can_be_read():
    begun = Questionnaire("", "", (Question("q", "select_one", choice_list="l"),), {"l": (Choice("a", {}),)})
    assert from_document(json.loads(json.dumps(to_document(begun)))) == begun
