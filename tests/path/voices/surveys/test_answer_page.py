import re

import pytest

from commonshelf.common.dates.clock import clock_set_to
from commonshelf.path.voices.surveys.models import Response
from commonshelf.questionnaire.definition import Question
from tests.path.voices.surveys.answer_forms import CLOSES, CLUB, DURING, FORM, OPENS, every_kind, published, sent, text


@pytest.fixture(autouse=True)
def during():
    with clock_set_to(DURING):
        yield


SEND = {"~do": "send"}


def test_answer_page_promises_before_the_first_question(client, survey):
    page = text(client.get(CLUB))
    assert page.index("We keep your answers, the week and no name") < page.index("It takes about") < page.index("Will you come back?")


def test_answer_page_has_a_legend_for_each_choice_question(client, survey):
    page = text(client.get(CLUB))
    legends = [re.sub("<[^>]+>", "", legend).split("(")[0].strip() for legend in re.findall(r"<legend>(.*?)</legend>", page, re.DOTALL)]
    assert legends == ["Will you come back?", "What do you like?", "Your words", "About you"]


def test_answer_page_speaks_the_readers_language_and_marks_what_does_not(client, survey):
    page = text(client.get(CLUB, headers={"accept-language": "es"}))
    assert "<legend>¿Volverá? " in page
    assert '<legend><span lang="en" dir="auto">What do you like?</span></legend>' in page


@pytest.mark.parametrize(("language", "said"), [("vi", 1), ("es", 0), ("en", 0)])
def test_answer_page_says_when_the_questions_do_not_speak_the_readers_language(client, survey, language, said):
    assert text(client.get(CLUB, headers={"accept-language": language})).count('lang="en" dir="auto">Will you come back?') == said


def test_answer_leads_to_the_code(client, survey):
    answer = client.post(CLUB, sent(more="Tea"), follow=True)
    assert answer.redirect_chain == [("/survey-thanks/", 302)]
    assert Response.objects.get().answers == {"coming": "no"}


def test_answer_is_sent_by_the_enter_key_as_by_the_button(client, survey):
    assert [client.post(CLUB, {**sent(), **button}).status_code for button in ({}, SEND)] == [302, 302]


def test_answer_sent_twice_is_one_response_and_two_tabs_are_two(client, survey):
    once = sent()
    for told in (once, once, sent()):
        client.post(CLUB, told)
    assert Response.objects.count() == 2


def test_next_person_who_goes_back_on_the_same_screen_gets_nobody_elses_code(client, survey):
    once = sent()
    client.post(CLUB, once)
    client.cookies.clear()
    told = [client.post(CLUB, once | change) for change in ({"wishes": "Chess"}, {"coming": "yes"}, {"more": "Tea"})]
    assert [answer.status_code for answer in told] == [422, 422, 422]
    assert "This page was sent already, and now it says something else." in text(told[0])
    assert (Response.objects.count(), client.get("/survey-thanks/").status_code) == (1, 302)


@pytest.mark.parametrize(
    ("told", "where"),
    [
        ({"coming": ""}, "q-coming"),
        ({"coming": "maybe"}, "q-coming"),
        ({"likes": ["books", "cats"]}, "q-likes"),
        ({"wishes": "x" * 10_001}, "q-wishes"),
        ({"~language": "tlh"}, "id_~language"),
        ({"stranger": "x"}, ""),
        ({"a/b[3]/c": "x"}, ""),
    ],
)
def test_answer_says_what_is_wrong_and_keeps_what_was_typed(client, survey, told, where):
    answer = client.post(CLUB, sent(more="Keep this", **told))
    page = text(answer)
    assert (answer.status_code, [one.ident for one in answer.context["form"].errors]) == (422, [where])
    assert page.index('class="error-summary" role="alert"') < page.index("Keep this")
    assert Response.objects.count() == 0


def test_answer_with_marks_that_mean_nothing_is_kept_without_them(client, survey):
    assert client.post(CLUB, sent(wishes="nul\0l \u202etxet", more="👍")).status_code == 302


def test_answer_of_two_megabytes_is_refused(client, survey):
    assert client.post(CLUB, sent(wishes="x" * 2_000_000)).status_code == 400
    assert Response.objects.count() == 0


@pytest.mark.parametrize(("moment", "said"), [(CLOSES, "It is over."), (OPENS.replace(year=2025), "You can answer it from")])
def test_answer_outside_the_window_says_so_and_shows_another_way(client, survey, moment, said):
    with clock_set_to(moment):
        for answer in (client.get(CLUB), client.post(CLUB, sent())):
            assert answer.status_code == 409
            assert "This survey is not open now." in text(answer)
            assert text(answer).index(said) < text(answer).rindex('href="/have-your-say/"')
    assert Response.objects.count() == 0


@pytest.mark.parametrize("more", [{"slug": "other"}, {"published": False}])
def test_answer_page_of_a_survey_that_nobody_may_see_is_not_found(client, db, more):
    published(*every_kind(), **more)
    assert client.get(FORM).status_code == 404


def test_answer_page_of_a_survey_without_words_asks_for_no_language(client, db):
    published(Question("coming", "select_one", {"en": "Will you come?"}, choice_list="yes_no"))
    assert "Which language did you write in?" not in text(client.get(FORM))
    assert client.post(FORM, {"coming": "yes", "~language": "en"}).status_code == 302
    assert Response.objects.get().answers == {"coming": "yes"}


@pytest.mark.parametrize(
    ("more", "names"),
    [
        ({}, ["area", "age_band", "library_use"]),
        ({"asks_about_you": False}, []),
        ({"for_children": True}, ["age_band"]),
        ({"for_children": True, "guardian_consent": True}, ["age_band", "guardian_agreed"]),
    ],
)
def test_answer_page_asks_about_a_person_only_what_the_survey_may(client, db, more, names):
    published(Question("coming", "select_one", {"en": "Will you come?"}, choice_list="yes_no"), **more)
    page = text(client.get(FORM))
    asked = ["area", "age_band", "library_use", "guardian_agreed", "may_be_quoted"]
    assert [name for name in asked if f'name="~{name}"' in page] == names


def test_language_is_switched_midway_and_no_answer_is_lost(client, survey):
    answer = client.post(CLUB, sent(more="Tea", **{"~speak": "es"}))
    page = text(answer)
    assert answer.status_code == 200
    assert "¿Qué falta?" in page
    assert ("Crime novels" in page, "Tea" in page, 'lang="es"' in page, "error-summary" in page) == (True, True, True, False)
    assert re.search(r'value="no"[^>]* checked', page)
    assert client.cookies["django_language"].value == "es"
    assert Response.objects.count() == 0


def test_language_is_switched_by_buttons_that_belong_to_the_form(client, survey):
    page = text(client.get(CLUB))
    spoken = re.findall(r'<button class="tongue" form="answers" name="~speak" formnovalidate value="([\w-]+)"', page)
    assert spoken == ["en", "es", "fr", "ar", "zh-hans", "vi"]
    first = re.search(r'<button[^>]* form="answers"[^>]*>', page)[0]
    assert "name=" not in first, "the Enter key presses the first button of a form"


def test_language_nobody_speaks_changes_nothing(client, survey):
    answer = client.post(CLUB, sent(**{"~speak": "tlh"}))
    assert (answer.status_code, "Crime novels" in text(answer), "django_language" in client.cookies) == (200, True, False)
