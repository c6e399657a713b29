"""Languages come, go and change places, and no text is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from commonshelf.questionnaire.definition import Choice, Group, Question, Questionnaire
from commonshelf.questionnaire.editing import EditError, add_language, item_at, make_source, remove_language, rename_language
from tests.questionnaire.family import FAMILY

PLAIN = Questionnaire(
    "plain",
    "Plain",
    (
        Group(
            "g",
            (Question("a", "text", label={"": "A"}, media={"image": {"": "a.png"}}),),
            label={"": "G"},
            more={"image": "g.png", "note": "x"},
        ),
    ),
    choices={"l": (Choice("c", {"": "C"}),)},
)


def refused(edit, *arguments):
    with pytest.raises(EditError) as refusal:
        edit(*arguments)
    return (refusal.value.code, *refusal.value.where)


def test_added_language_has_no_words_yet():
    added = add_language(FAMILY, "ar")
    assert (added.languages, added.items) == (("en", "es", "ar"), FAMILY.items)
    assert refused(add_language, FAMILY, "es") == ("language_taken", "es")


def test_removed_language_takes_its_words_along():
    gone = remove_language(FAMILY, "es")
    assert gone.languages == ("en",)
    assert item_at(gone, "visits").label == {"en": "Do you visit?"}
    assert gone.choices["yes_no"][0].label == {"en": "Yes"}


def test_language_that_alone_says_something_is_not_removed():
    said = replace(FAMILY, items=(*FAMILY.items, Question("solo", "text", label={"es": "Solo aquí", "en": " "})))
    assert refused(remove_language, said, "es") == ("only_language", "solo")
    said = replace(FAMILY, choices={**FAMILY.choices, "l": (Choice("c", {"es": "Sí"}),)})
    assert refused(remove_language, said, "es") == ("only_language", "choices:l")


def test_source_is_not_removed_until_another_is_the_source():
    assert refused(remove_language, FAMILY, "en") == ("source_language", "en")
    assert refused(remove_language, FAMILY, "fr") == ("no_such_language", "fr")
    assert refused(make_source, FAMILY, "fr") == ("no_such_language", "fr")
    turned = make_source(FAMILY, "es")
    assert (turned.languages, turned.default_language) == (("es", "en"), "es")
    assert (turned.items, turned.choices) == (FAMILY.items, FAMILY.choices)
    assert refused(remove_language, turned, "en")[0] == "only_language"


def test_language_gets_a_name_everywhere_and_loses_it_again():
    named = rename_language(PLAIN, "", "English (en)")
    group = item_at(named, "g")
    assert (named.languages, named.default_language) == (("English (en)",), "English (en)")
    assert (group.label, group.more) == ({"English (en)": "G"}, {"image::English (en)": "g.png", "note": "x"})
    assert item_at(named, "g/a").media == {"image": {"English (en)": "a.png"}}
    assert named.choices["l"][0].label == {"English (en)": "C"}
    assert rename_language(named, "English (en)", "") == PLAIN
    assert refused(rename_language, FAMILY, "en", "es") == ("language_taken", "es")
