"""Whoever began with one version of the questions may send that one, whatever was released meanwhile."""

from __future__ import annotations

import re

import pytest

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.path.voices.surveys.actions.building import change_questions, release_questionnaire
from commonshelf.path.voices.surveys.models import Response
from commonshelf.path.voices.surveys.queries import definition_of, questionnaire_of
from commonshelf.questionnaire.editing import remove_item
from tests.path.voices.surveys.answer_forms import DURING

CLUB = "/surveys/book-club/"


@pytest.fixture(autouse=True)
def during():
    with clock_set_to(DURING):
        yield


def hidden(page):
    return dict(re.findall(r'type="hidden" name="(~[a-z_]+)" value="([^"]*)"', page.content.decode()))


def answered(version):
    return {"coming": "no", "likes": ["films"], "~language": "en", "~do": "send", "~version": version}


@pytest.fixture
def versions(survey, bao, client):
    """Open the page, then release a version that does not ask what people like any more; return the keys of both."""
    begun = hidden(client.get(CLUB))["~version"]
    change_questions(survey=survey, definition=remove_item(definition_of(questionnaire_of(survey)), "likes"), by=bao)
    return begun, str(release_questionnaire(survey=survey, by=bao).pk)


def test_page_that_was_opened_before_a_new_version_is_kept_as_it_was_asked(client, versions):
    begun, _newest = versions
    assert client.post(CLUB, answered(begun)).status_code == 302
    response = Response.objects.get()
    assert (str(response.questionnaire_id), response.answers) == (begun, {"coming": "no", "likes": ["films"]})


def test_page_that_is_opened_now_asks_the_newest_version(client, versions):
    begun, newest = versions
    assert (hidden(client.get(CLUB))["~version"], begun == newest) == (newest, False)


@pytest.mark.parametrize("version", ["", "x", "0", "99999999"])
def test_version_that_is_none_of_the_survey_is_the_newest(client, versions, version):
    answer = client.post(CLUB, {**answered(version), "likes": []})
    assert (answer.status_code, str(Response.objects.get().questionnaire_id)) == (302, versions[1])


def test_saved_answers_go_on_with_the_version_they_were_begun_with(client, versions):
    begun, _newest = versions
    kept = client.post(CLUB, {**answered(begun), "~do": "save", "~sent_once": "7e57a000-0000-4000-8000-000000000001"})
    code = re.search(r"<strong>([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})</strong>", kept.content.decode())[1]
    page = client.post("/survey-go-on/", {"code": code})
    assert (hidden(page)["~version"], 'name="likes"' in page.content.decode()) == (begun, True)
