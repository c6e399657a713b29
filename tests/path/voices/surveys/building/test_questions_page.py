import gzip

import pytest

from commonshelf.path.voices.surveys.actions import draft_survey
from commonshelf.path.voices.surveys.forms.staff.kinds import BY_CODE, sort_of
from commonshelf.path.voices.surveys.queries.previewing import definition_in_works
from commonshelf.questionnaire.definition import Question, Questionnaire
from tests.path.voices.surveys.building.pressed import add, arrange, edit, places, said


def test_questions_are_added_as_they_were_written(three):
    definition = definition_in_works(three)
    come, why, age = definition.items
    assert places(three) == ["do_you_come", "why_not", "how_old_are_you"]
    assert [(choice.name, dict(choice.label)) for choice in definition.choices[come.choice_list]] == [
        ("yes", {"en": "Yes", "es": "Sí"}),
        ("no", {"en": "No", "es": "No"}),
    ]
    assert (come.required, dict(come.label)) == ("yes", {"en": "Do you come?", "es": "¿Viene?"})
    assert (why.relevant, age.constraint) == ("${do_you_come} = 'no'", ". >= 0 and . <= 120")


@pytest.mark.parametrize(
    ("told", "order", "sentence"),
    [
        ({"up": "how_old_are_you"}, ["do_you_come", "how_old_are_you", "why_not"], "“How old are you?” moved up."),
        ({"down": "why_not"}, ["do_you_come", "how_old_are_you", "why_not"], "“Why not?” moved down."),
        ({"copy": "why_not"}, ["do_you_come", "why_not", "why_not_2", "how_old_are_you"], "“Why not?” was copied."),
        ({"remove": "why_not"}, ["do_you_come", "how_old_are_you"], "“Why not?” is taken out. You can take that back."),
        ({"drop": "how_old_are_you", "beside": "do_you_come"}, ["how_old_are_you", "do_you_come", "why_not"], "“How old are you?” moved."),
        ({"up": "do_you_come"}, ["do_you_come", "why_not", "how_old_are_you"], "It cannot move further that way."),
        (
            {"remove": "do_you_come"},
            ["do_you_come", "why_not", "how_old_are_you"],
            "These still refer to it: why_not. Change their conditions or words first.",
        ),
    ],
)
def test_small_buttons_do_what_they_say(as_bao, three, told, order, sentence):
    answer = arrange(as_bao, three, **told)
    assert (places(three), said(answer)) == (order, sentence)


def test_last_change_is_taken_back_and_done_again(as_bao, three):
    arrange(as_bao, three, remove="why_not")
    arrange(as_bao, three, undo="1")
    assert places(three) == ["do_you_come", "why_not", "how_old_are_you"]
    arrange(as_bao, three, undo="1")
    assert places(three) == ["do_you_come", "how_old_are_you"]


def test_edited_question_keeps_its_name_its_answers_and_what_refers_to_it(as_bao, three):
    shown = as_bao.get(f"/staff/surveys/{three.pk}/questions/edit/?at=do_you_come").context["form"]
    assert (shown["choices"].value(), shown["needed"].value()) == ({"en": "Yes\nNo", "es": "Sí\nNo"}, True)
    told = {
        "label_0": "Do you still come?",
        "label_1": "¿Viene?",
        "choices_0": "Yes\nNot any more",
        "choices_1": "Sí\nYa no",
        "name": "comes",
    }
    assert edit(as_bao, three, "do_you_come", **told).status_code == 302
    definition = definition_in_works(three)
    assert places(three) == ["comes", "why_not", "how_old_are_you"]
    assert [choice.name for choice in definition.choices[definition.items[0].choice_list]] == ["yes", "no"]
    assert definition.items[1].relevant == "${comes} = 'no'"


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"label_0": ""}, "Write it in the first language of the questions."),
        ({"relevant": "${nobody} = 1"}, "There is no question “nobody”"),
        ({"relevant": "selected("}, "“selected(”"),
        ({"if_0_question": "do_you_come", "if_0_how": "is", "if_0_value": "Perhaps"}, "“Perhaps” is no answer of that question."),
        ({"if_0_question": "how_old_are_you", "if_0_how": "more", "if_0_value": "old"}, "“old” is not a number."),
        ({"name": "do_you_come"}, "Something else is called “do_you_come”."),
        ({"name": "2 x"}, "cannot be a short name"),
    ],
)
def test_what_is_wrong_with_a_question_is_said_and_nothing_changes(as_bao, three, told, sentence):
    before = definition_in_works(three)
    answer = edit(as_bao, three, "why_not", **{"label_0": "Why not?", **told})
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    assert definition_in_works(three) == before


def test_every_sort_can_be_added_and_opened_again(as_bao, draft):
    lines = {"choices_0": "One\nTwo", "statements_0": "A\nB", "start": "0", "end": "5", "step": "1", "calculation": "1 + 1"}
    for kind in BY_CODE:
        add(as_bao, draft, kind, label_0=f"About {kind}", **lines)
    definition = definition_in_works(draft)
    assert [sort_of(item) for item in definition.items] == list(BY_CODE)
    for item in definition.items:
        before = item
        page = as_bao.get(f"/staff/surveys/{draft.pk}/questions/edit/?at={item.name}")
        form = page.context["form"]
        told = {}
        for field in form:
            value = field.value()
            if hasattr(value, "items") or isinstance(value, list):
                told |= {f"{field.name}_{number}": part for number, part in enumerate(field.field.widget.decompress(value))}
            elif value not in (None, False):
                told[field.name] = value
        assert edit(as_bao, draft, item.name, **told).status_code == 302
        assert next(each for each in definition_in_works(draft).items if each.name == item.name) == before


def test_grid_is_asked_statement_by_statement(as_bao, draft):
    add(as_bao, draft, "scale", label_0="Do you agree?", statements_0="I learned\nI share", choices_0="No\nYes", needed="on")
    assert places(draft) == ["do_you_agree", "do_you_agree/i_learned", "do_you_agree/i_share"]
    edit(as_bao, draft, "do_you_agree", label_0="Do you agree?", statements_0="I share\nI learned a lot\nI come", choices_0="No\nYes")
    group = definition_in_works(draft).items[0]
    assert [(each.name, each.label["en"], each.required) for each in group.items] == [
        ("i_share", "I share", ""),
        ("i_learned_a_lot", "I learned a lot", ""),
        ("i_come", "I come", ""),
    ]


def test_question_moves_into_a_section(as_bao, three):
    add(as_bao, three, "section", label_0="About you")
    answer = as_bao.post(f"/staff/surveys/{three.pk}/questions/move/?at=how_old_are_you", {"where": "into:about_you"})
    assert answer.status_code == 302
    assert places(three) == ["do_you_come", "why_not", "about_you", "about_you/how_old_are_you"]


@pytest.mark.parametrize("how_many", [1, 60])
def test_questions_page_costs_the_same_for_few_and_for_many_and_stays_light(as_bao, bao, django_assert_num_queries, how_many):
    asked = tuple(Question(f"q{number}", "text", {"en": f"What about number {number}?"}) for number in range(how_many))
    survey = draft_survey(
        title={"en": "Long"}, purpose={"en": "P"}, by=bao, definition=Questionnaire("", "", asked, languages=("en",), default_language="en")
    )
    with django_assert_num_queries(6):
        answer = as_bao.get(f"/staff/surveys/{survey.pk}/questions/")
    assert len(answer.context["cards"]) == how_many
    assert len(gzip.compress(answer.content)) < 12_000
