"""Translating side by side: what there is, what is missing, and what no longer fits."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from commonshelf.questionnaire.definition import Choice, Group, Question, Questionnaire
from commonshelf.questionnaire.editing import EditError, item_at, make_source, remove_language, rename
from commonshelf.questionnaire.texts import lost_in_translation, mark, mark_all, marks_moved, missing, stale, texts_of, with_texts
from tests.questionnaire.family import FAMILY


def test_texts_are_one_flat_table_with_stable_keys():
    assert [(text.key, text.where, text.kind) for text in texts_of(FAMILY)] == [
        ("visits#label", "visits", "label"),
        ("why#label", "why", "label"),
        ("home#label", "home", "label"),
        ("home/people#label", "home/people", "label"),
        ("home/child/age#label", "home/child/age", "label"),
        ("thanks#label", "thanks", "label"),
        ("choices:yes_no/yes", "yes_no", "choice"),
        ("choices:yes_no/no", "yes_no", "choice"),
        ("choices:wishes/a", "wishes", "choice"),
        ("choices:wishes/b", "wishes", "choice"),
    ]


def test_all_parts_of_a_question_are_texts_and_what_nobody_sees_is_none():
    question = Question(
        "q",
        "text",
        label={"en": "L"},
        hint={"en": "H"},
        guidance_hint={"en": "G"},
        constraint_message={"en": "C"},
        required_message={"en": "R"},
        media={"image": {"en": "a.png"}},
    )
    unseen = Question("x", "calculate", label={"en": "never shown"})
    kinds = [text.kind for text in texts_of(Questionnaire("f", "f", (question, unseen)))]
    assert kinds == ["label", "hint", "guidance_hint", "constraint_message", "required_message"]


def test_new_words_come_in_and_empty_ones_take_a_translation_away():
    new = {"visits#label": {"es": "¿Nos visita?"}, "why#label": {"es": ""}, "choices:yes_no/no": {"es": "Nunca"}}
    changed = with_texts(FAMILY, new)
    assert item_at(changed, "visits").label == {"en": "Do you visit?", "es": "¿Nos visita?"}
    assert item_at(changed, "why").label == {"en": "Why not?"}
    assert changed.choices["yes_no"][1].label == {"en": "No", "es": "Nunca"}
    assert with_texts(FAMILY, {text.key: text.texts for text in texts_of(FAMILY)}).choices == FAMILY.choices


def test_words_of_a_question_in_a_repeat_do_not_touch_another_of_its_name():
    two = Questionnaire("f", "f", tuple(Group(of, (Question("x", "text", label={"en": "X"}),)) for of in "ab"), languages=("en",))
    changed = with_texts(two, {"b/x#label": {"en": "Y"}})
    assert (item_at(changed, "a/x").label, item_at(changed, "b/x").label) == ({"en": "X"}, {"en": "Y"})


@pytest.mark.parametrize(
    ("new", "why"),
    [
        ({"nowhere#label": {"es": "x"}}, ("no_such_text", "nowhere#label")),
        ({"why#label": {"fr": "x"}}, ("no_such_language", "fr")),
    ],
)
def test_words_for_nothing_are_refused(new, why):
    with pytest.raises(EditError) as refusal:
        with_texts(FAMILY, new)
    assert (refusal.value.code, *refusal.value.where) == why


def test_second_choice_of_a_name_has_a_key_of_its_own():
    twins = replace(FAMILY, choices={"l": (Choice("x", {"en": "One"}), Choice("x", {"en": "Two"}))})
    changed = with_texts(twins, {"choices:l/x#2": {"es": "Dos"}})
    assert [choice.label for choice in changed.choices["l"]] == [{"en": "One"}, {"en": "Two", "es": "Dos"}]


def test_missing_texts_are_those_without_words_in_the_language():
    assert [text.key for text in missing(FAMILY, "es")] == [
        "home#label",
        "home/people#label",
        "home/child/age#label",
        "choices:wishes/a",
        "choices:wishes/b",
    ]
    assert missing(FAMILY, "en") == ()
    assert len(missing(FAMILY, "fr")) == len(texts_of(FAMILY))


def test_translation_is_stale_once_its_source_says_something_else():
    marks = mark_all(FAMILY)
    assert [*marks] == ["visits#label", "why#label", "thanks#label", "choices:yes_no/yes", "choices:yes_no/no"]
    assert stale(FAMILY, json.loads(json.dumps(marks))) == ()
    spaced = with_texts(FAMILY, {"visits#label": {"en": " Do you  visit?"}})
    assert stale(spaced, marks) == ()
    changed = with_texts(FAMILY, {"visits#label": {"en": "Do you come?"}, "choices:yes_no/no": {"en": "Never"}})
    assert stale(changed, marks) == (("visits#label", "es"), ("choices:yes_no/no", "es"))
    mended = mark(changed, marks, "visits#label", "es")
    assert stale(changed, mended) == (("choices:yes_no/no", "es"),)
    assert stale(changed, marks)[0] == ("visits#label", "es")  # the marks handed in were not written to


def test_translation_made_before_another_language_was_the_source_is_held_against_its_own():
    marks = mark_all(FAMILY)
    turned = make_source(FAMILY, "es")
    assert stale(turned, marks) == ()
    assert stale(with_texts(turned, {"why#label": {"en": "But why?"}}), marks) == (("why#label", "es"),)
    from_spanish = mark(turned, {}, "why#label", "en")
    assert stale(with_texts(turned, {"why#label": {"en": "But why?"}}), from_spanish) == ()
    assert stale(with_texts(turned, {"why#label": {"es": "¿Y por qué?"}}), from_spanish) == (("why#label", "en"),)


def test_removed_translation_and_one_without_a_mark_are_not_stale():
    marks = mark_all(FAMILY)
    changed = with_texts(FAMILY, {"visits#label": {"en": "Do you come?", "es": ""}})
    assert stale(changed, marks) == ()
    assert stale(with_texts(FAMILY, {"visits#label": {"en": "Do you come?"}}), {}) == ()


def test_mark_all_leaves_older_marks_and_the_source_has_none():
    old = {"visits#label": {"es": "en old"}}
    assert mark_all(FAMILY, old)["visits#label"] == {"es": "en old"}
    assert mark(FAMILY, {}, "visits#label", "en") == {}
    with pytest.raises(EditError, match="no_such_text"):
        mark(FAMILY, {}, "nowhere#label", "es")


def test_marks_follow_a_question_to_its_new_place():
    marks = {**mark_all(FAMILY), "home/child/age#label": {"es": "en x"}, "homes#label": {"es": "en y"}}
    moved = marks_moved(marks, "home", "house")
    assert {key for key in moved if key.startswith("ho")} == {"house/child/age#label", "homes#label"}
    renamed = rename(FAMILY, "visits", "comes")
    assert stale(with_texts(renamed, {"comes#label": {"en": "New"}}), marks_moved(marks, "visits", "comes")) == (
        ("comes#label", "es"),
        ("thanks#label", "es"),
    )


@pytest.mark.parametrize(
    ("source", "translation", "lost"),
    [
        ("You said ${a} and ${b}", "Dijo ${ b }", [("${a}", "reference")]),
        ("Are you over 18?", "¿Es mayor de edad?", [("18", "number")]),
        ("Are you over 18?", "هل عمرك أكثر من ١٨؟", []),
        ("More than 1,000 or 2.5", "Más de 1.000 o 2,5", []),
        ("More than 1,000", "Plus de 1\u202f000", []),
        ("From 6 to 12", "De 6 a 21", [("12", "number")]),
        ("You said ${q12}", "Dijo ${q12}", []),
        ("You said ${q12}", "Dijo", [("${q12}", "reference")]),
        ("Why?", "", []),
    ],
)
def test_what_a_translation_lost_is_told(source, translation, lost):
    form = Questionnaire(
        "f", "f", (Question("q", "text", label={"en": source, "x": translation}),), languages=("en", "x"), default_language="en"
    )
    assert [(each.what, each.sort) for each in lost_in_translation(form)] == lost


def test_language_removed_takes_its_staleness_along():
    marks = mark_all(FAMILY)
    assert stale(remove_language(with_texts(FAMILY, {"why#label": {"en": "But why?"}}), "es"), marks) == ()
