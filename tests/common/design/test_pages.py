import re
from pathlib import Path

import pytest
from django.test import override_settings
from django.urls import path

from commonshelf.common import design
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.errors.terms import NOT_FOUND
from commonshelf.config.urls import urlpatterns as house_addresses

STATIC = Path(design.__file__).parent / "static"


def breaks(request):
    message = "a fault of ours"
    raise RuntimeError(message)


def refuses(request):
    raise Refusal(NOT_FOUND)


urlpatterns = [*house_addresses, path("breaks/", breaks), path("refuses/", refuses)]


def heading(answer):
    return re.sub(r"\s+", " ", re.search(r"<h1>(.*?)</h1>", answer.content.decode(), re.DOTALL).group(1)).strip()


def weight(answer):
    html = answer.content.decode()
    files = re.findall(r'(?:href|src)="/static/([^"]+\.(?:css|js|svg))"', html)
    return len(answer.content) + sum((STATIC / file).stat().st_size for file in files)


@pytest.mark.parametrize("address", ["/", "/have-your-say/", "/whats-on/", "/you-said-we-did/", "/subscribe/", "/stories/", "/privacy/"])
def test_public_page_weighs_under_sixty_kilobytes(client, db, address):
    answer = client.get(address)
    assert (answer.status_code, weight(answer) < 60 * 1024) == (200, True)


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("zh-hans", "ltr"), ("vi", "ltr")])
def test_page_says_its_language_and_direction(client, db, settings, language, direction):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    html = client.get("/styleguide/").content.decode()
    assert re.search(r'<html lang="([^"]*)" dir="([^"]*)">', html).groups() == (language, direction)


def test_page_offers_each_language_in_its_own_name(client, db, settings):
    html = client.get("/styleguide/?page=2").content.decode()
    offered = re.findall(r'<button class="tongue" name="language" value="([^"]*)" lang="([^"]*)"[^>]*>([^<]*)', html)
    assert offered == [(code, code, name) for code, name in settings.LANGUAGES]
    assert re.findall(r'name="next" value="([^"]*)"', html) == ["/styleguide/?page=2"]


def test_staff_page_offers_and_speaks_the_staff_languages_alone(as_bao, settings):
    as_bao.cookies[settings.LANGUAGE_COOKIE_NAME] = "ar"
    html = as_bao.get("/staff/").content.decode()
    assert re.search(r'<html lang="([^"]*)" dir="([^"]*)">', html).groups() == ("en", "ltr")
    assert re.findall(r'name="language" value="([^"]*)"', html) == ["en", "es"]


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("/styleguide/?page=2", "/styleguide/?page=2"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/\\elsewhere.example", "/"),
        ("\x00", "/"),
        ("", "/"),
    ],
)
def test_language_switch_leads_back_and_never_elsewhere(client, db, asked, led_to):
    answer = client.post("/language/", {"language": "vi", "next": asked})
    assert (answer.status_code, answer.url, answer.cookies["django_language"].value) == (302, led_to, "vi")


@pytest.mark.parametrize("language", ["de", "", "../../etc", "en\x00", "a" * 100_000])
def test_language_switch_keeps_no_language_the_house_does_not_speak(client, db, language):
    answer = client.post("/language/", {"language": language, "next": "/"})
    assert (answer.status_code, "django_language" in answer.cookies) == (302, False)


def test_language_switch_is_pressed_and_not_visited(client, db):
    assert client.get("/language/").status_code == 405


def test_sample_town_says_so_on_every_page(client, db, settings):
    seen = []
    for settings.SAMPLE_TOWN in (True, False):
        seen.append("This is the sample town." in client.get("/styleguide/").content.decode())
    assert seen == [True, False]


def test_staff_menu_is_the_path_for_those_who_may(client, bao, the_reader, dmitri, rf):
    from django.template.loader import render_to_string  # noqa: PLC0415 -- needs Django's apps

    def steps(user):
        request = rf.get("/staff/needs/")
        request.user = user
        return re.findall(r'class="path-step([^"]*)"', render_to_string("design/staff/masthead.html", {"user": user}, request))

    assert steps(bao) == [" path-step--first", " path-step--here", "", "", "", "", " path-step--last nav__more"]
    assert steps(the_reader) == [" path-step--first path-step--here", "", "", "", "", " path-step--last nav__more"]
    assert steps(dmitri) == []


def test_page_that_does_not_exist_looks_like_the_house(client, db):
    answer = client.get("/no-such-page/")
    assert (answer.status_code, heading(answer), "masthead" in answer.content.decode()) == (404, "There is no such page", True)


@override_settings(ROOT_URLCONF=__name__)
def test_refusal_says_what_and_what_to_do(client, db):
    answer = client.get("/refuses/")
    said = re.findall(r"<(?:strong|p)>([^<]+)</", answer.content.decode())
    assert (answer.status_code, heading(answer)) == (404, "This did not work")
    assert [str(NOT_FOUND.what), str(NOT_FOUND.mend)] == [words for words in said if words in {NOT_FOUND.what, NOT_FOUND.mend}]


@override_settings(ROOT_URLCONF=__name__)
def test_fault_is_shown_without_asking_the_database(client, db, django_assert_num_queries):
    client.raise_request_exception = False
    with django_assert_num_queries(0):
        answer = client.get("/breaks/")
    assert (answer.status_code, heading(answer)) == (500, "Something broke on our side")


def test_styleguide_prints_the_markup_it_shows(client, db):
    html = client.get("/styleguide/").content.decode()
    parts = re.findall(r'<section class="specimen" id="(\w+)"', html)
    markup = re.findall(r"<pre tabindex=\"0\"><code>(.+?)</code></pre>", html, re.DOTALL)
    assert (len(parts), len(markup), "{% dots 3 %}" in html) == (22, 22, True)
    # A step of the path hands in its own parts with the stylesheet they need.
    assert ('id="survey_scale"' in html, html.count("surveys/results")) == (True, 1)
