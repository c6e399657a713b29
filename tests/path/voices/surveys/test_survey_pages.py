import re

import pytest

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.path.voices.surveys.actions import open_simple_survey
from tests.path.voices.surveys.conftest import CLOSES, DURING, OPENS, QUESTIONS


@pytest.fixture
def during():
    with clock_set_to(DURING):
        yield


def test_thanks_without_an_answer_leads_to_the_surveys(client, db):
    assert client.get("/survey-thanks/").headers["location"] == "/surveys/"


def several(bao, how_many):
    for number in range(how_many):
        open_simple_survey(
            slug=f"survey-{number}",
            title={"en": f"Survey {number}"},
            purpose={"en": "P"},
            opens_at=OPENS,
            closes_at=CLOSES,
            questions=QUESTIONS,
            by=bao,
        )


@pytest.mark.parametrize("how_many", [1, 3])
def test_open_surveys_page_costs_the_same_for_one_and_for_three(client, bao, during, django_assert_num_queries, how_many):
    several(bao, how_many)
    with django_assert_num_queries(3):
        answer = client.get("/surveys/")
    assert len(answer.context["page"]) == how_many


def test_open_surveys_page_shows_only_what_is_open(client, survey):
    with clock_set_to(DURING):
        assert [one.slug for one in client.get("/surveys/").context["page"]] == ["book-club"]
    with clock_set_to(CLOSES):
        assert list(client.get("/surveys/").context["page"]) == []


@pytest.mark.parametrize("how_many", [1, 3])
def test_surveys_page_costs_the_same_for_one_and_for_three(as_bao, bao, during, django_assert_num_queries, how_many):
    several(bao, how_many)
    with django_assert_num_queries(6):
        answer = as_bao.get("/staff/surveys/")
    assert len(answer.context["rows"]) == how_many


def test_close_page_closes_and_then_says_that_it_is_closed(as_bao, survey, during):
    assert as_bao.post(f"/staff/surveys/{survey.pk}/close/").status_code == 302
    assert as_bao.get("/surveys/book-club/").status_code == 409
    assert as_bao.post(f"/staff/surveys/{survey.pk}/close/").status_code == 409


@pytest.mark.parametrize("page", ["/staff/surveys/", "/staff/surveys/new/", "/staff/surveys/{}/"])
def test_staff_pages_are_shut_to_who_does_not_work_here(client, survey, dmitri, page):
    client.force_login(dmitri, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(page.format(survey.pk)).status_code == 403


def test_survey_pages_name_the_last_day_and_not_the_midnight_after_it(as_bao, survey, during):
    pages = ["/surveys/", "/staff/surveys/", f"/staff/surveys/{survey.pk}/"]
    said = [as_bao.get(page).content.decode() for page in pages]
    assert [("March 31, 2026" in page, "April 1, 2026" in page) for page in said] == [(True, False)] * 3


TABS = (
    "",
    "questions/",
    "words/",
    "versions/",
    "settings/",
    "invitations/",
    "quotas/",
    "waves/",
    "enter/",
    "files/",
    "results/",
    "export/",
)


@pytest.mark.parametrize("tab", TABS)
def test_each_page_of_a_survey_marks_its_tab_and_loads_how_that_looks(as_bao, survey, tab):
    with clock_set_to(DURING):
        page = as_bao.get(f"/staff/surveys/{survey.pk}/{tab}").content.decode()
    tabs = page.partition('<nav class="cluster tabs"')[2].partition("</nav>")[0]
    assert re.findall(r'href="([^"]*)" aria-current="page"', tabs) == [f"/staff/surveys/{survey.pk}/{tab}"]
    assert re.findall(r"/static/surveys/survey[.\w]*\.css", page) != []
