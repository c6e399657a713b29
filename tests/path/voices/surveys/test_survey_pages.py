import pytest

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.path.voices.surveys.actions import open_simple_survey
from commonshelf.path.voices.surveys.models import Survey
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


def as_written(**more):
    first = {"questions-0-label_en": "Why?", "questions-0-kind": "text"}
    second = {"questions-1-label_en": "Which?", "questions-1-label_es": "¿Cuál?", "questions-1-kind": "select_one"}
    choices = {"questions-1-choices_en": "Books\nFilms\n", "questions-1-choices_es": "Libros\n\nCine"}
    blank = {f"questions-{number}-kind": "text" for number in range(2, 6)}
    forms = {"questions-TOTAL_FORMS": "6", "questions-INITIAL_FORMS": "0"}
    head = {"title_en": "The book club!", "purpose_en": "To know", "opens_on": "2026-03-02", "closes_on": "2026-03-31"}
    return {**head, **forms, **first, **second, **choices, **blank, **more}


def test_open_survey_page_makes_what_was_written(as_bao):
    answer = as_bao.post("/staff/surveys/new/", as_written())
    survey = Survey.objects.get()
    assert answer.headers["location"] == f"/staff/surveys/{survey.pk}/"
    assert (survey.slug, survey.title, survey.opens_at, survey.closes_at) == ("the-book-club", {"en": "The book club!"}, OPENS, CLOSES)
    questions = survey.questionnaires.get().questions.all()
    assert [(question.name, question.kind, question.label) for question in questions] == [
        ("why", "text", {"en": "Why?"}),
        ("which", "select_one", {"en": "Which?", "es": "¿Cuál?"}),
    ]
    assert [choice.label for choice in questions[1].choices.all()] == [{"en": "Books", "es": "Libros"}, {"en": "Films", "es": "Cine"}]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"title_en": ""}, "Title"),
        ({"closes_on": "2026-02-01"}, "The survey would close before it opens."),
        ({"questions-1-choices_es": "Libros"}, "Each language needs the same number of answers, one a line."),
        ({"questions-1-choices_en": "", "questions-1-choices_es": ""}, "gives fewer than two answers to choose from."),
        ({"questions-0-label_en": "", "questions-1-label_en": "", "questions-1-label_es": ""}, "The survey asks nothing."),
        ({"questions-TOTAL_FORMS": "x"}, "ManagementForm data is missing"),
    ],
)
def test_open_survey_page_says_what_is_wrong(as_bao, told, said):
    answer = as_bao.post("/staff/surveys/new/", as_written(**told))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Survey.objects.count() == 0


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
