"""Two waves are compared on a question only where it is the same in the languages both used."""

from __future__ import annotations

from dataclasses import replace

import pytest

from commonshelf.questionnaire.definition import Choice, Group, Question, Questionnaire
from commonshelf.questionnaire.editing import rename, rename_language
from commonshelf.questionnaire.wording import Difference, same_wording

QUESTION = Question(
    "q", "select_one", choice_list="l", label={"en": "How  far?", "es": "¿Cuánto?"}, hint={"en": "Choose one."}, required="yes"
)
CHOICES = (Choice("1", {"en": "Not at all", "es": "Nada"}), Choice("2", {"en": "Much", "es": "Mucho"}))
WAVE = Questionnaire(
    "wave",
    "Wave",
    (Group("g", (QUESTION,), label={"en": "Do you agree?"}, appearance="table-list"), Question("t", "text", label={"en": "T"})),
    choices={"l": CHOICES},
    languages=("en", "es"),
    default_language="en",
)


def with_question(choices=CHOICES, group=WAVE.items[0], **parts):
    return replace(WAVE, items=(replace(group, items=(replace(QUESTION, **parts),)), WAVE.items[1]), choices={"l": choices})


@pytest.mark.parametrize(
    "other",
    [
        WAVE,
        with_question(required="", relevant="${t} = ''", appearance="likert", label={"en": " How far? ", "es": "¿Cuánto?", "fr": "Où ?"}),
        rename_language(WAVE, "en", "English (en)"),
        rename(WAVE, "t", "remarks"),
        replace(WAVE, title="Second wave", version="2"),
        with_question(choices=tuple(replace(choice, more={"town": "x"}) for choice in CHOICES)),
    ],
)
def test_what_nobody_reads_makes_no_difference(other):
    assert bool(same_wording(WAVE, other, "g/q")) is True


@pytest.mark.parametrize(
    ("other", "reasons"),
    [
        (with_question(label={"en": "How much?", "es": "¿Cuánto?"}), ["label en"]),
        (with_question(label={"en": "How far?", "es": "¿Qué tanto?"}), ["label es"]),
        (with_question(hint={}), ["hint en", "hint es"]),  # the hint has no Spanish, so Spanish readers saw the English
        (with_question(kind="rank"), ["kind en", "kind es"]),
        (with_question(group=replace(WAVE.items[0], label={"en": "Agree?"})), ["stem en", "stem es"]),
        (with_question(choices=CHOICES[::-1]), ["choice_order en", "choice_order es"]),
        (with_question(choices=(replace(CHOICES[0], label={"en": "Never", "es": "Nada"}), CHOICES[1])), ["choices en"]),
        (with_question(choices=(replace(CHOICES[0], name="0"), CHOICES[1])), ["choice_names"]),
        (with_question(choices=CHOICES[:1]), ["choice_names", "choices en", "choices es"]),
        (with_question(randomize=True), ["scale en", "scale es"]),
        (with_question(or_other=True), ["scale en", "scale es"]),
        (with_question(parameters={"end": "7"}), ["scale en", "scale es"]),
        (with_question(media={"image": {"en": "a.png"}}), ["media en", "media es"]),
    ],
)
def test_difference_is_named_with_its_language(other, reasons):
    found = same_wording(WAVE, other, "g/q")
    assert bool(found) is False
    assert [f"{each.reason} {each.language}".strip() for each in found.differences] == reasons
    assert same_wording(other, WAVE, "g/q").differences == found.differences


def test_languages_that_were_really_used_may_be_given():
    spanish = with_question(label={"en": "How far?", "es": "¿Qué tanto?"})
    assert bool(same_wording(WAVE, spanish, "g/q", languages=["en"])) is True
    assert bool(same_wording(WAVE, spanish, "g/q", languages=["en", "es"])) is False


def test_question_missing_in_one_or_without_a_language_in_common_is_not_the_same():
    french = Questionnaire("w", "W", WAVE.items, WAVE.choices, languages=("fr",), default_language="fr")
    assert same_wording(WAVE, rename(WAVE, "g/q", "p"), "g/q").differences == (Difference("absent"),)
    assert same_wording(WAVE, WAVE, "g").differences == (Difference("absent"),)
    assert same_wording(WAVE, french, "g/q").differences == (Difference("no_language_shared"),)


def test_label_of_a_plain_section_is_no_stem():
    def section(label):
        return replace(WAVE, items=(replace(WAVE.items[0], appearance="", label={"en": label}), WAVE.items[1]))

    assert bool(same_wording(section("Part 2"), section("Part 3"), "g/q")) is True


def test_order_of_randomised_choices_is_none():
    assert bool(same_wording(with_question(randomize=True), with_question(randomize=True, choices=CHOICES[::-1]), "g/q")) is True
