"""Two people who write one survey at the same time: nobody's change is lost unseen, and nobody has to type anything twice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

from commonshelf.common.errors.catalogue import Refusal
from commonshelf.path.voices.surveys.actions import change_questions, undo_change
from commonshelf.path.voices.surveys.forms.staff.item_form import ItemForm
from commonshelf.path.voices.surveys.queries.previewing import definition_in_works
from commonshelf.questionnaire.definition import Questionnaire
from tests.conftest import make_user
from tests.path.voices.surveys.building.pressed import arrange, edit, places, said

CHANGED = "Somebody changed this since you opened this page."
GONE = "Somebody took this out, renamed it or moved it since you opened this page."
MEANWHILE = "Somebody changed the questions since you opened this page. Look at how they are now, then do it again if it is still right."


@pytest.fixture
def as_another(db):
    client = Client()
    client.force_login(make_user("Bea", "outreach_staff"))
    return client


def opened(client, survey, place):
    """Return what the page of a question carries along unseen."""
    form = client.get(f"/staff/surveys/{survey.pk}/questions/edit/?at={place}").context["form"]
    return {"shown": form.mark, "kind": form.sort}


def seen(client, survey):
    return {"shown": client.get(f"/staff/surveys/{survey.pk}/questions/").context["shown"]}


def label(survey, place):
    return {item.name: item.label["en"] for item in definition_in_works(survey).items}.get(place)


def test_page_carries_its_mark(as_bao, three):
    page = as_bao.get(f"/staff/surveys/{three.pk}/questions/edit/?at=why_not")
    assert f'name="shown" value="{page.context["form"].mark}"' in page.content.decode()
    assert 'name="kind" value="text"' in page.content.decode()
    page = as_bao.get(f"/staff/surveys/{three.pk}/questions/")
    assert page.content.decode().count(f'name="shown" value="{page.context["shown"]}"') == 1


def test_save_over_the_change_of_another_is_refused_once_and_what_was_typed_stays(as_bao, as_another, three):
    mine, theirs = opened(as_bao, three, "why_not"), opened(as_another, three, "why_not")
    assert edit(as_another, three, "why_not", label_0="What keeps you away?", **theirs).status_code == 302
    refused = edit(as_bao, three, "why_not", label_0="Why do you stay away?", hint_0="One line will do.", **mine)
    page, form = refused.content.decode(), refused.context["form"]
    assert (refused.status_code, CHANGED in page, label(three, "why_not")) == (422, True, "What keeps you away?")
    assert ("Why do you stay away?" in page, "One line will do." in page) == (True, True)
    again = edit(as_bao, three, "why_not", label_0="Why do you stay away?", shown=form.mark, kind=form.sort)
    assert (again.status_code, label(three, "why_not")) == (302, "Why do you stay away?")


def test_change_is_told_beside_what_else_is_wrong(as_bao, as_another, three):
    mine = opened(as_bao, three, "why_not")
    edit(as_another, three, "why_not", label_0="What keeps you away?")
    refused = edit(as_bao, three, "why_not", label_0="", **mine).content.decode()
    assert (CHANGED in refused, "Write it in the first language of the questions." in refused) == (True, True)


def test_two_people_at_different_questions_do_not_stand_in_each_others_way(as_bao, as_another, three):
    mine, theirs = opened(as_bao, three, "why_not"), opened(as_another, three, "how_old_are_you")
    assert edit(as_another, three, "how_old_are_you", label_0="Your age?", **theirs).status_code == 302
    assert edit(as_bao, three, "why_not", label_0="Why do you stay away?", **mine).status_code == 302
    assert (label(three, "why_not"), label(three, "how_old_are_you")) == ("Why do you stay away?", "Your age?")


def test_what_was_typed_for_a_question_taken_out_meanwhile_may_be_added(as_bao, as_another, three):
    mine = opened(as_bao, three, "why_not")
    arrange(as_another, three, remove="why_not")
    refused = edit(as_bao, three, "why_not", label_0="Why do you stay away?", name="why_not", **mine)
    page, form = refused.content.decode(), refused.context["form"]
    assert (refused.status_code, GONE in page, "Why do you stay away?" in page) == (422, True, True)
    assert places(three) == ["do_you_come", "how_old_are_you"]
    added = edit(as_bao, three, "why_not", label_0="Why do you stay away?", name="why_not", shown=form.mark, kind=form.sort)
    assert (added.status_code, places(three)) == (302, ["do_you_come", "how_old_are_you", "why_not"])


def test_words_do_not_land_in_another_language_that_was_added_meanwhile(as_bao, bao, three):
    mine = opened(as_bao, three, "why_not")
    turned = replace(definition_in_works(three), languages=("es", "en"), default_language="es")
    change_questions(survey=three, definition=turned, by=bao)
    refused = edit(as_bao, three, "why_not", label_0="Why do you stay away?", **mine)
    assert (refused.status_code, CHANGED in refused.content.decode()) == (422, True)


@pytest.mark.parametrize("deed", [{"undo": "1"}, {"remove": "how_old_are_you"}])
def test_button_that_takes_away_is_refused_on_a_page_that_is_old(as_bao, as_another, three, deed):
    mine = seen(as_bao, three)
    edit(as_another, three, "how_old_are_you", label_0="Your age?", **opened(as_another, three, "how_old_are_you"))
    assert said(arrange(as_bao, three, **deed, **mine)) == MEANWHILE
    assert label(three, "how_old_are_you") == "Your age?"
    arrange(as_bao, three, **deed, **seen(as_bao, three))
    assert label(three, "how_old_are_you") == (None if "remove" in deed else "How old are you?")


def test_change_made_from_what_is_no_longer_there_is_refused_at_the_door(bao, three):
    before = definition_in_works(three)
    change_questions(survey=three, definition=replace(before, title="Mine"), by=bao, over=before)
    with pytest.raises(Refusal, match="Somebody changed the questions"):
        change_questions(survey=three, definition=replace(before, title="Theirs"), by=bao, over=before)
    with pytest.raises(Refusal, match="Somebody changed the questions"):
        undo_change(survey=three, by=bao, over=before)
    assert definition_in_works(three).title == "Mine"


def test_form_that_does_not_say_its_fields_cannot_be_made():
    with pytest.raises(TypeError, match=r"abstract methods? '?add_fields'?"):
        ItemForm(definition=Questionnaire("", "", ()), sort="text")
