"""Every ready set is whole in six languages, writes as an XLSForm, and says what its source says, word for word."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from commonshelf.community.population.terms import CATEGORY_WORDS
from commonshelf.path.outcomes.terms import IMLS_STATEMENTS, IMLS_WORDING, Agreement
from commonshelf.path.voices.ledger.terms import AgeBand
from commonshelf.questionnaire.bank import LANGUAGES, bank_set, bank_sets
from commonshelf.questionnaire.definition import Group, Question
from commonshelf.questionnaire.editing import item_at, merge_in, walk
from commonshelf.questionnaire.expressions.order import faults_of
from commonshelf.questionnaire.marks import SEVERAL, WORDING, is_voice, margin_of, measure_of
from commonshelf.questionnaire.texts import lost_in_translation, missing, texts_of
from commonshelf.questionnaire.xlsform import inspect_xlsform, xlsform_bytes
from tests.questionnaire.family import FAMILY
from tests.questionnaire.xlsform.test_writing import read_again

AREAS = {"old_town": "Old Town", "hill": "The Hill"}
SETS = {each.name: each for each in bank_sets(AREAS)}
SAME_BY_NATURE = {("No", "es"), ("Old Town", "*"), ("The Hill", "*")}
every_set = pytest.mark.parametrize("name", SETS)


def questions(name):
    return [item for _place, item in walk(SETS[name].items) if isinstance(item, Question)]


def labels(name):
    return {question.name: question.label["en"] for question in questions(name)}


def test_shelf_holds_the_sets_in_the_order_a_librarian_meets_them():
    assert [*SETS] == [
        "program_interest",
        "access_needs",
        "demographics",
        "aspirations",
        "imls_public",
        "imls_staff_instruction",
        "imls_staff_content",
        "imls_staff_planning",
        "imls_public_2018",
    ]
    with pytest.raises(KeyError):
        bank_set("imls")


@every_set
def test_set_says_everything_in_all_languages(name):
    form = SETS[name].questionnaire()
    assert form.languages == LANGUAGES
    assert [text.key for language in LANGUAGES for text in missing(form, language)] == []
    assert {language for text in texts_of(form) for language in text.texts} == {*LANGUAGES}
    assert [sorted(texts) for texts in (SETS[name].title, SETS[name].about)] == [sorted(LANGUAGES)] * 2


@every_set
def test_no_translation_is_english_by_accident(name):
    texts = [*(text.texts for text in texts_of(SETS[name].questionnaire())), SETS[name].title, SETS[name].about]
    same = {(text["en"], language) for text in texts for language in LANGUAGES[1:] if text[language].casefold() == text["en"].casefold()}
    assert {pair for pair in same if pair not in SAME_BY_NATURE and (pair[0], "*") not in SAME_BY_NATURE} == set()
    scripts = {"ar": re.compile("[\u0600-\u06ff]"), "zh-hans": re.compile("[\u4e00-\u9fff]")}
    names = {"Old Town", "The Hill"}
    assert [
        text[language] for text in texts for language in scripts if text["en"] not in names and not scripts[language].search(text[language])
    ] == []


@every_set
def test_no_reference_or_number_is_lost_in_translation(name):
    assert lost_in_translation(SETS[name].questionnaire()) == ()


@every_set
def test_set_has_sound_expressions_and_names_of_its_own(name):
    form = SETS[name].questionnaire()
    names = [item.name for _place, item in walk(form.items)]
    assert (faults_of(form), len(names)) == ((), len({*names}))
    assert {question.choice_list for question in questions(name) if question.choice_list} == {*form.choices}


def test_no_two_sets_share_a_name_or_say_different_things_by_one_list():
    names = [item.name for each in SETS.values() for _place, item in walk(each.items)]
    assert len(names) == len({*names})
    lists = {}
    for each in SETS.values():
        for of, choices in each.choices.items():
            assert lists.setdefault(of, choices) == choices


@every_set
def test_set_writes_as_an_xlsform_and_reads_back_identical(name):
    form = SETS[name].questionnaire()
    assert read_again(form) == form
    read = inspect_xlsform(xlsform_bytes(form), name=name)
    assert [warning for warning in read.warnings if "language" not in warning] == []


@every_set
def test_every_question_carries_the_version_of_its_wording(name):
    versions = {question.more[WORDING] for question in questions(name) if question.kind != "note"}
    assert versions == {SETS[name].version}


@every_set
def test_set_comes_into_a_questionnaire_whole(name):
    bare = replace(FAMILY, languages=("English (en)", "Español (es)"), default_language="English (en)")
    merged = merge_in(bare, SETS[name].questionnaire())
    added = [item for _place, item in walk(merged.items)][len([*walk(FAMILY.items)]) :]
    assert [item.name for item in added] == [item.name for _place, item in walk(SETS[name].items)]
    assert [sorted(item.label) for item in added] == [["English (en)", "Español (es)"]] * len(added)
    assert faults_of(merged) == ()


def test_imls_statements_for_the_public_are_word_for_word():
    assert labels("imls_public") == {
        "imls_learned": "I learned something by participating in this library activity.",
        "imls_confident": "I feel more confident about what I just learned.",
        "imls_apply": "I intend to apply what I just learned.",
        "imls_aware": "I am more aware of resources and services provided by the library.",
        "imls_likely": "I am more likely to use other library resources and services.",
    }
    assert [measure_of(question) for question in questions("imls_public")] == ["knowledge", "confidence", "application", "awareness", "use"]
    assert (SETS["imls_public"].version, SETS["imls_public"].exact_languages) == ("imls-2020", ["en"])


def test_older_imls_statements_are_word_for_word_and_another_version():
    assert labels("imls_public_2018") == {
        "imls_2018_confident": "I am confident about using what I have learned.",
        "imls_2018_apply": "I am likely to apply what I have learned.",
        "imls_2018_return": "I am more likely to participate in a similar library activity.",
        "imls_2018_likely": "I am more likely to use other library services and resources.",
    }
    assert SETS["imls_public_2018"].version == "imls-2018"
    assert [measure_of(question) for question in questions("imls_public_2018")] == ["confidence", "application", "participation", "use"]


def test_imls_statements_for_staff_are_word_for_word():
    assert labels("imls_staff_instruction") == {
        "imls_staff_learned": "I learned something by participating in this library activity.",
        "imls_staff_confident": "I feel more confident about what I just learned.",
        "imls_staff_apply": "I intend to apply what I just learned.",
        "imls_staff_improve": "Applying what I learned will help improve library services to the public.",
    }
    assert labels("imls_staff_content") == {
        "imls_content_needs": "I am satisfied that the resource is meeting library needs.",
        "imls_content_improve": "Applying the resource will help improve library services to the public.",
    }
    assert labels("imls_staff_planning") == {
        "imls_planning_needs": "I believe the planning/evaluation addresses library needs.",
        "imls_planning_satisfied": "I am satisfied with the extent to which the plan/evaluation addresses library needs.",
        "imls_planning_applied": "I believe the information from the plan/evaluation will be applied to address library needs.",
    }


def test_imls_rows_are_one_table_on_five_points():
    (rows,) = SETS["imls_public"].items
    assert (type(rows), rows.appearance, {question.choice_list for question in rows.items}) == (Group, "table-list", {"agreement"})
    assert [(choice.name, choice.label["en"]) for choice in SETS["imls_public"].choices["agreement"]] == [
        ("1", "Strongly disagree"),
        ("2", "Disagree"),
        ("3", "Neither agree nor disagree"),
        ("4", "Agree"),
        ("5", "Strongly agree"),
    ]


def test_imls_set_says_what_the_outcome_sheets_say_in_every_language():
    assert SETS["imls_public"].version == IMLS_WORDING
    assert [question.label for question in questions("imls_public")] == [statement for _slug, statement in IMLS_STATEMENTS]
    assert [question.name for question in questions("imls_public")] == [f"imls_{slug}" for slug, _statement in IMLS_STATEMENTS]
    assert [int(choice.name) for choice in SETS["imls_public"].choices["agreement"]] == [*Agreement.values]


def test_harwood_questions_are_word_for_word_and_their_answers_are_voices():
    assert [*labels("aspirations").values()] == [
        "What are my aspirations for my community?",
        "What are the challenges we face in reaching these aspirations?",
        "What are the changes needed in my community to reach our aspirations?",
    ]
    assert [is_voice(question) for question in questions("aspirations")] == [True, True, True]


def test_demographics_lead_to_the_margins_and_may_all_be_left_unsaid():
    asked = [question for question in questions("demographics") if question.kind != "note"]
    assert {question.name: margin_of(question) for question in asked} == {
        "age_band": "age_band",
        "home_language": "language",
        "hispanic": "hispanic",
        "race": "race",
        "children": "children",
        "gender": "gender",
        "area": "area",
    }
    lists = SETS["demographics"].choices
    assert {lists[question.choice_list][-1].name for question in asked} == {"not_said"}
    assert {question.required for question in asked} == {""}


def test_categories_are_those_of_the_house_and_of_the_census():
    lists = {of: [choice.name for choice in choices[:-1]] for of, choices in SETS["demographics"].choices.items()}
    assert lists["age_band"] == [*AgeBand.values]
    assert {*lists["race"], SEVERAL} == {name for of, name in CATEGORY_WORDS if of == "race"}
    assert {*lists["hispanic"]} == {name for of, name in CATEGORY_WORDS if of == "hispanic"}


def test_neighborhoods_are_handed_in_or_not_asked_for():
    assert [(choice.name, choice.label["ar"]) for choice in SETS["demographics"].choices["area"][:-1]] == [
        ("old_town", "Old Town"),
        ("hill", "The Hill"),
    ]
    without = bank_set("demographics")
    assert "area" not in without.choices
    assert [item.name for _place, item in walk(without.items)] == [item.name for _place, item in walk(SETS["demographics"].items)][:-1]
    assert bank_set("demographics", AREAS) == SETS["demographics"]


def test_race_takes_several_answers_and_not_said_alone():
    race = item_at(SETS["demographics"].questionnaire(), "about_you/race")
    assert (race.kind, race.constraint) == ("select_multiple", "not(selected(., 'not_said') and count-selected(.) > 1)")


def test_what_a_person_needs_is_no_voice_and_no_diagnosis_is_asked():
    assert [question.name for question in questions("access_needs") if is_voice(question)] == []
    words = " ".join(text.texts["en"] for text in texts_of(SETS["access_needs"].questionnaire())).lower()
    assert [word for word in ("disab", "diagnos", "condition", "impair", "illness", "doctor") if word in words] == []


@every_set
def test_sentences_are_short(name):
    ours = [text for text in texts_of(SETS[name].questionnaire()) if not (SETS[name].exact_languages and text.kind == "label")]
    assert [text.texts["en"] for text in ours if max(len(part.split()) for part in text.texts["en"].split(".")) > 18] == []
