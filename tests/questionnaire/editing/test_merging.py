"""Questions taken over from another questionnaire: names, lists and languages find their place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from commonshelf.questionnaire.definition import Choice, Question, Questionnaire
from commonshelf.questionnaire.editing import EditError, item_at, matched_languages, merge_in, walk
from tests.questionnaire.family import FAMILY

OTHER = Questionnaire(
    "other",
    "Other",
    (
        Question("visits", "select_one", choice_list="yes_no", label={"English (en)": "Still?", "fr": "Encore ?", "Español (es)": "¿Aún?"}),
        Question("since", "date", label={"English (en)": "Since?"}, relevant="${visits} = 'yes'"),
        Question("wish", "select_one", choice_list="wishes", label={"English (en)": "Wish?"}),
    ),
    choices={
        "yes_no": (
            Choice("yes", {"English (en)": "Yes", "Español (es)": "Sí"}),
            Choice("no", {"English (en)": "No", "Español (es)": "No"}),
        ),
        "wishes": (Choice("z", {"English (en)": "Z"}),),
        "unused": (Choice("u", {"English (en)": "U"}),),
    },
    languages=("fr", "Español (es)", "English (en)"),
    default_language="English (en)",
)


def refused(edit, *arguments, **more):
    with pytest.raises(EditError) as refusal:
        edit(*arguments, **more)
    return (refusal.value.code, *refusal.value.where)


def test_taken_over_questions_have_free_names_and_refer_to_one_another():
    merged = merge_in(FAMILY, OTHER)
    assert [place for place, _item in walk(merged.items)][-3:] == ["visits_2", "since", "wish"]
    assert item_at(merged, "since").relevant == "${visits_2} = 'yes'"
    assert item_at(merged, "why").relevant == "${visits} = 'no'"


def test_same_list_is_shared_and_another_of_the_same_name_gets_a_new_one():
    merged = merge_in(FAMILY, OTHER)
    assert [*merged.choices] == ["yes_no", "wishes", "wishes_2"]
    assert (item_at(merged, "visits_2").choice_list, item_at(merged, "wish").choice_list) == ("yes_no", "wishes_2")
    assert merged.choices["wishes_2"] == (Choice("z", {"en": "Z"}),)
    assert merged.choices["wishes"] == FAMILY.choices["wishes"]


def test_languages_are_matched_by_their_code_and_others_are_left_behind():
    merged = merge_in(FAMILY, OTHER)
    assert merged.languages == ("en", "es")
    assert item_at(merged, "visits_2").label == {"en": "Still?", "es": "¿Aún?"}
    kept = merge_in(FAMILY, OTHER, languages={"fr": "es", "English (en)": "en"})
    assert item_at(kept, "visits_2").label == {"en": "Still?", "es": "Encore ?"}
    assert refused(merge_in, FAMILY, OTHER, languages={"fr": "fr"}) == ("no_language_shared", "en", "es")


@pytest.mark.parametrize(
    ("ours", "theirs", "matched"),
    [
        (("",), ("en", "es"), {"en": ""}),
        (("en", "es"), ("",), {"": "en"}),
        (("Español (es)", "English (en)"), ("es-MX", "en"), {"es-MX": "Español (es)", "en": "English (en)"}),
        (("es", "es-MX"), ("es-MX",), {"es-MX": "es-MX"}),
        (("zh-hans", "vi"), ("中文 (zh_Hans)", "fr"), {"中文 (zh_Hans)": "zh-hans"}),
        (("vi",), ("fr",), {"fr": "vi"}),
    ],
)
def test_language_is_matched(ours, theirs, matched):
    assert (
        matched_languages(
            replace(FAMILY, languages=ours, default_language=ours[0]), replace(OTHER, languages=theirs, default_language=theirs[0])
        )
        == matched
    )


def test_chosen_items_go_where_they_are_wanted_in_their_own_order():
    merged = merge_in(FAMILY, OTHER, ["since", "visits"], after="home/people")
    assert [place for place, _item in walk(merged.items)][3:6] == ["home/people", "home/visits_2", "home/since"]
    assert refused(merge_in, FAMILY, OTHER, ["since"]) == ("refers_outside", "since")


def test_taken_over_group_comes_once_when_something_in_it_was_chosen_too():
    flat = replace(FAMILY, items=(replace(FAMILY.items[2], relevant=""),))
    merged = merge_in(FAMILY, flat, ["home/people", "home"], into="home")
    added = [place for place, _item in walk(merged.items) if place not in {at for at, _each in walk(FAMILY.items)}]
    assert added == ["home/home_2", "home/home_2/people_2", "home/home_2/child_2", "home/home_2/child_2/age_2", "home/home_2/child_2/old_2"]
