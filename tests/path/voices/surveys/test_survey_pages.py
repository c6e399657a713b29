import re
import uuid

import pytest
from django.contrib.auth.models import AnonymousUser

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.path.voices.ledger.models import Voice
from commonshelf.path.voices.ledger.queries import voice_of_receipt
from commonshelf.path.voices.surveys.actions import open_survey, submit_response
from commonshelf.path.voices.surveys.models import Response, Survey
from tests.path.voices.surveys.conftest import CLOSES, DURING, OPENS, QUESTIONS

PAGE = "/surveys/book-club/"


@pytest.fixture
def during():
    with clock_set_to(DURING):
        yield


def sent(**more):
    return {"q-coming": "no", "q-wishes": "Crime novels", "language": "en", "sent_once": str(uuid.uuid4()), **more}


def test_answer_page_says_what_is_kept_before_the_first_question(client, survey, during):
    page = client.get(PAGE).content.decode()
    assert page.index("We keep no name and only the week.") < page.index("Will you come back?")
    assert len(page.encode()) < 60_000


def test_answer_page_has_one_fieldset_for_each_choice_question(client, survey, during):
    page = client.get(PAGE).content.decode()
    legends = [re.sub("<[^>]+>", "", legend).split("(")[0].strip() for legend in re.findall(r"<legend>(.*?)</legend>", page, re.DOTALL)]
    assert legends == ["Our questions", "Will you come back?", "What do you like?", "Your words", "About you"]


def test_answer_page_speaks_the_readers_language_and_marks_what_does_not(client, survey, during):
    page = client.get(PAGE, headers={"accept-language": "es"}).content.decode()
    assert '<span lang="es" dir="auto">¿Volverá?</span>' in page
    assert '<span lang="en" dir="auto">What do you like?</span>' in page


def test_answer_leads_to_a_code_beside_each_of_the_words(client, survey, during):
    answer = client.post(PAGE, sent(**{"q-more": "Tea"}), follow=True)
    assert answer.redirect_chain == [("/survey-thanks/", 302)]
    page = answer.content.decode()
    for words in ("Crime novels", "Tea"):
        code = re.search(rf"{words}.*?<strong>([\w-]+)</strong>", page, re.DOTALL)[1]
        assert voice_of_receipt(code).text == words


def test_answer_without_words_has_no_code(client, survey, during):
    answer = client.post(PAGE, sent(**{"q-wishes": ""}), follow=True)
    assert answer.context["said"] == []
    assert (Response.objects.count(), Voice.objects.count()) == (1, 0)


def test_answer_sent_twice_is_one_response_and_two_tabs_are_two(client, survey, during):
    once = sent()
    for told in (once, once, sent()):
        client.post(PAGE, told)
    assert (Response.objects.count(), Voice.objects.count()) == (2, 2)


def test_next_person_who_goes_back_on_the_same_screen_gets_nobody_elses_codes(client, survey, during):
    once = sent()
    first = client.post(PAGE, once, follow=True)
    client.cookies.clear()
    told = [client.post(PAGE, once | change) for change in ({"q-wishes": "Chess"}, {"q-coming": "yes"}, {"q-more": "Tea"})]
    assert [answer.status_code for answer in told] == [422, 422, 422]
    assert "This page was sent already, and now it says something else." in told[0].content.decode()
    assert "Crime novels" in first.content.decode()
    assert (Response.objects.count(), Voice.objects.count(), client.get("/survey-thanks/").status_code) == (1, 1, 302)


def test_answer_with_a_phone_number_sent_twice_is_one_response(client, survey, during):
    once = sent(**{"q-wishes": "Call me: 212-555-0142"})
    assert [client.post(PAGE, once).status_code for _click in range(2)] == [302, 302]
    assert Voice.objects.get().text == "Call me: [☎ …]"


def test_answer_opened_in_english_may_be_sent_in_arabic(client, survey, during):
    answer = client.post(PAGE, sent(language="ar", **{"q-wishes": "روايات بوليسية"}), headers={"accept-language": "ar"}, follow=True)
    assert answer.redirect_chain == [("/survey-thanks/", 302)]
    assert Voice.objects.get().language == "ar"
    assert Response.objects.get().answers == {"coming": "no"}


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"q-coming": ""}, "q-coming"),
        ({"q-coming": "maybe"}, "q-coming"),
        ({"q-likes": ["books", "cats"]}, "q-likes"),
        ({"q-wishes": "nul\0l"}, "q-wishes"),
        ({"q-wishes": "x" * 10_001}, "q-wishes"),
        ({"language": "tlh"}, "language"),
        ({"sent_once": "x"}, "sent_once"),
    ],
)
def test_answer_says_what_is_wrong_and_keeps_what_was_typed(client, survey, during, told, field):
    answer = client.post(PAGE, sent(**{"q-more": "Keep this", **told}))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert answer.context["form"]["q-more"].value() == "Keep this"
    assert Response.objects.count() == 0


def test_answer_of_two_megabytes_is_refused(client, survey, during):
    assert client.post(PAGE, sent(**{"q-wishes": "x" * 2_000_000})).status_code == 400
    assert Response.objects.count() == 0


@pytest.mark.parametrize("moment", [CLOSES, OPENS.replace(year=2025)])
def test_answer_outside_the_window_says_so_and_keeps_nothing(client, survey, moment):
    with clock_set_to(moment):
        for answer in (client.get(PAGE), client.post(PAGE, sent())):
            assert answer.status_code == 409
            assert "This survey is not open now." in answer.content.decode()
    assert Response.objects.count() == 0


def test_answer_to_a_survey_that_is_not_there_is_not_found(client, survey, during):
    assert client.get("/surveys/nothing/").status_code == 404


def test_thanks_without_an_answer_leads_to_the_surveys(client, db):
    assert client.get("/survey-thanks/").headers["location"] == "/surveys/"


def test_thanks_is_closed_for_whoever_uses_the_device_next(client, bao, during):
    open_survey(slug="short", title={"en": "T"}, purpose={"en": "P"}, opens_at=OPENS, closes_at=CLOSES, questions=QUESTIONS[:1], by=bao)
    client.post("/surveys/short/", {"q-coming": "yes", "language": "en", "sent_once": str(uuid.uuid4())})
    assert client.get("/survey-thanks/").status_code == 200
    assert client.post("/survey-thanks/", {"close": "1"}).headers["location"] == "/surveys/"
    assert client.get("/survey-thanks/").headers["location"] == "/surveys/"


def test_answer_of_a_survey_without_words_asks_for_no_language(client, bao, during):
    open_survey(slug="short", title={"en": "T"}, purpose={"en": "P"}, opens_at=OPENS, closes_at=CLOSES, questions=QUESTIONS[:1], by=bao)
    page = client.get("/surveys/short/").content.decode()
    assert "Which language did you write in?" not in page
    told = {"q-coming": "yes", "language": "en", "sent_once": str(uuid.uuid4())}
    assert client.post("/surveys/short/", told).status_code == 302
    assert Response.objects.get().answers == {"coming": "yes"}


def several(bao, how_many):
    for number in range(how_many):
        open_survey(
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


@pytest.mark.parametrize("how_many", [1, 3])
def test_survey_page_costs_the_same_for_one_answer_and_for_three(as_bao, survey, during, django_assert_num_queries, how_many):
    for number in range(how_many):
        submit_response(survey=survey, answers={"coming": "yes", "wishes": f"wish {number}"}, language="en", by=AnonymousUser())
    with django_assert_num_queries(10):
        answer = as_bao.get(f"/staff/surveys/{survey.pk}/")
    assert len(answer.context["page"]) == how_many


def test_survey_page_shows_charts_and_says_that_people_chose_to_take_part(as_bao, survey, during):
    for _time in range(10):
        submit_response(survey=survey, answers={"coming": "yes", "wishes": "Novels"}, language="en", by=AnonymousUser())
    answer = as_bao.get(f"/staff/surveys/{survey.pk}/")
    assert [(str(chart.title), list(chart.rows)) for chart in answer.context["charts"]] == [
        ("Will you come back?", [("Yes", 10), ("No", 0), ("No answer", 0)]),
        ("What do you like?", [("Books", 0), ("Films", 0), ("Talks", 0), ("No answer", 10)]),
    ]
    page = answer.content.decode()
    assert "10 responses." in page
    assert "there is no margin of error" in page
    assert f"/staff/needs/voices/{Voice.objects.first().pk}/" in page


def test_survey_page_shows_a_reader_numbers_and_no_words(client, survey, during, the_reader):
    submit_response(survey=survey, answers={"coming": "yes", "wishes": "A secret wish"}, language="en", by=AnonymousUser())
    client.force_login(the_reader, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(f"/staff/surveys/{survey.pk}/").content.decode()
    assert "1 response." in page
    assert "A secret wish" not in page


def test_close_page_closes_and_then_says_that_it_is_closed(as_bao, survey, during):
    assert as_bao.post(f"/staff/surveys/{survey.pk}/close/").status_code == 302
    assert as_bao.get(PAGE).status_code == 409
    assert as_bao.post(f"/staff/surveys/{survey.pk}/close/").status_code == 409


@pytest.mark.parametrize("page", ["/staff/surveys/", "/staff/surveys/new/", "/staff/surveys/{}/"])
def test_staff_pages_are_shut_to_who_does_not_work_here(client, survey, dmitri, page):
    client.force_login(dmitri, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(page.format(survey.pk)).status_code == 403


def test_survey_pages_name_the_last_day_and_not_the_midnight_after_it(as_bao, survey, during):
    pages = ["/surveys/", "/staff/surveys/", f"/staff/surveys/{survey.pk}/"]
    said = [as_bao.get(page).content.decode() for page in pages]
    assert [("March 31, 2026" in page, "April 1, 2026" in page) for page in said] == [(True, False)] * 3
