"""Two people who translate one survey at the same time: what one wrote is not lost under the page of the other."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from commonshelf.path.voices.surveys.queries.previewing import definition_in_works
from tests.conftest import make_user
from tests.path.voices.surveys.building.pressed import arrange, edit

CHANGED_TEXTS = "Somebody changed these texts since you opened this page. What you wrote is still here."


@pytest.fixture
def as_another(db):
    client = Client()
    client.force_login(make_user("Bea", "outreach_staff"))
    return client


def translated(client, survey, boxes_of, **typed):
    """Type translations on the page, all boxes of which are sent together; return what it answers."""
    address = f"/staff/surveys/{survey.pk}/words/?language=es"
    boxes = {f"words:{row.key}": row.words for row in boxes_of}
    shown = {f"shown:{row.key}": row.mark for row in boxes_of}
    return client.post(address, {"language": "es", **boxes, **shown, **{f"words:{name}#label": words for name, words in typed.items()}})


def rows(client, survey):
    return list(client.get(f"/staff/surveys/{survey.pk}/words/?language=es").context["page"])


def spanish(survey):
    return {item.name: item.label.get("es") for item in definition_in_works(survey).items}


def test_two_translators_of_one_page_keep_what_each_of_them_wrote(as_bao, as_another, three):
    mine, theirs = rows(as_bao, three), rows(as_another, three)
    assert translated(as_another, three, theirs, why_not="¿Por qué no?").status_code == 302
    assert translated(as_bao, three, mine, how_old_are_you="¿Su edad?").status_code == 302
    assert spanish(three) == {"do_you_come": "¿Viene?", "why_not": "¿Por qué no?", "how_old_are_you": "¿Su edad?"}


def test_translation_over_that_of_another_is_refused_once_and_what_was_typed_stays(as_bao, as_another, three):
    mine = rows(as_bao, three)
    translated(as_another, three, rows(as_another, three), why_not="¿Por qué no?")
    refused = translated(as_bao, three, mine, why_not="¿Qué lo impide?", how_old_are_you="¿Su edad?")
    held, page = refused.context["page"].object_list, refused.content.decode()
    assert (refused.status_code, [(row.key, row.words) for row in held]) == (422, [("why_not#label", "¿Qué lo impide?")])
    assert ("It says now: “¿Por qué no?”." in page, CHANGED_TEXTS in page, f'value="{held[0].mark}"' in page) == (True, True, True)
    assert (spanish(three)["why_not"], spanish(three)["how_old_are_you"]) == ("¿Por qué no?", "¿Su edad?")
    assert translated(as_bao, three, held).status_code == 302
    assert spanish(three)["why_not"] == "¿Qué lo impide?"


def test_translation_of_words_that_were_changed_meanwhile_does_not_pass_for_theirs(as_bao, as_another, three):
    mine = rows(as_bao, three)
    edit(as_another, three, "why_not", label_0="What keeps you away?")
    refused = translated(as_bao, three, mine, why_not="¿Por qué no?")
    assert (refused.status_code, [row.source for row in refused.context["page"]]) == (422, ["What keeps you away?"])
    assert spanish(three)["why_not"] is None


@pytest.mark.parametrize("gone", ["question", "language"])
def test_translation_that_has_no_place_any_more_is_said_and_lands_nowhere_else(as_bao, as_another, three, gone):
    as_bao.post(f"/staff/surveys/{three.pk}/words/", {"add": "fr"})
    mine = rows(as_bao, three)
    if gone == "question":
        arrange(as_another, three, remove="why_not")
    else:
        as_another.post(f"/staff/surveys/{three.pk}/words/", {"remove": "es"})
    before = definition_in_works(three)
    answer = translated(as_bao, three, mine, why_not="¿Por qué no?")
    told = [str(message) for message in get_messages(answer.wsgi_request)]
    assert "Somebody took out the text that you wrote this for: “¿Por qué no?”" in told
    assert (answer.status_code, definition_in_works(three)) == (302, before)


def test_language_is_not_taken_out_of_a_page_that_is_old(as_bao, as_another, three):
    address = f"/staff/surveys/{three.pk}/words/"
    shown = as_bao.get(address).context["shown"]
    translated(as_another, three, rows(as_another, three), why_not="¿Por qué no?")
    as_bao.post(address, {"remove": "es", "shown": shown})
    assert spanish(three)["why_not"] == "¿Por qué no?"
    as_bao.post(address, {"remove": "es", "shown": as_bao.get(address).context["shown"]})
    assert definition_in_works(three).languages == ("en",)


def test_translation_that_cannot_be_kept_stays_on_the_page(as_bao, three):
    long = "a" * 10_001
    refused = translated(as_bao, three, rows(as_bao, three), why_not=long)
    assert (refused.status_code, [row.words for row in refused.context["page"]]) == (422, [long])
