"""Answers that no expression can take: a fault at the question, with everything that was typed still there, and never an error of ours."""

import pytest

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.path.voices.surveys.models import Response
from commonshelf.questionnaire.definition import Group, Question, Repeat
from tests.path.voices.surveys.answer_forms import DURING, FORM, published

METHOD = Question("method", "text", {"en": "Which method?"})
TOLD = Question("told", "integer", {"en": "How many?"}, relevant="digest('a', ${method}) != ''")
FIT = "This answer does not fit the question. Please look at it once more."


@pytest.fixture(autouse=True)
def during():
    with clock_set_to(DURING):
        yield


@pytest.mark.parametrize("layout", ["one_page", "by_section"])
def test_answer_that_nothing_can_be_worked_out_from_is_a_fault_at_its_question(client, db, layout):
    published(METHOD, TOLD, layout=layout)
    assert client.get(FORM).status_code == 200
    answer = client.post(FORM, {"method": "rot13", "told": "7", "~do": "send"})
    page = answer.content.decode()
    assert (answer.status_code, Response.objects.count()) == (422, 0)
    assert (FIT in page, "rot13" in page, 'href="#q-method"' in page) == (True, True, True)
    assert client.post(FORM, {"method": "MD5", "told": "7", "~do": "send"}).status_code == 302
    assert Response.objects.get().answers == {"told": "7"}


@pytest.mark.parametrize("do", ["add:r", "back", "next", "", "save", "remove:r[1]"])
def test_no_button_of_the_page_fails_on_such_an_answer(client, db, do):
    published(
        METHOD, Group("g", (TOLD,), {"en": "More"}), Repeat("r", (Question("a", "integer", {"en": "A"}),), {"en": "R"}), layout="by_section"
    )
    assert client.post(FORM, {"method": "rot13", "r[1]/a": "1", "~do": do, "~page": "0"}).status_code in {200, 422}


def test_trial_run_shows_the_fault_too(as_bao, db):
    survey = published(METHOD, TOLD)
    answer = as_bao.post(f"/staff/surveys/{survey.pk}/try/", {"method": "rot13", "told": "7", "~do": "send"})
    assert (answer.status_code, FIT in answer.content.decode()) == (422, True)


def test_default_that_cannot_be_worked_out_is_left_empty(client, db):
    published(Question("how", "text", {"en": "How?"}, default="digest('a', 'rot13')"), METHOD)
    assert client.get(FORM).status_code == 200
