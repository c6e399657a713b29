"""Answering a survey in a real browser: by keyboard without scripts, with questions that follow at once, and in another language midway."""

import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, expect

pytestmark = pytest.mark.journey
MAKE = """
import datetime as dt
import django
django.setup()
from django.utils import timezone
from commonshelf.questionnaire.definition import Question, Repeat
from tests.path.voices.surveys.answer_forms import every_kind, published
now = timezone.now()
window = {"opens_at": now - dt.timedelta(days=1), "closes_at": now + dt.timedelta(days=9)}
pets = Question("pets", "select_one", {"en": "Have you a pet?", "es": "¿Tiene mascota?"}, choice_list="yes_no", required="yes")
name = Question("name", "text", {"en": "What is it called?"}, relevant="${pets} = 'yes'", required="yes", appearance="short")
age = Question("age", "integer", {"en": "How old is ${name}?"}, relevant="${pets} = 'yes'", constraint=". < 40")
children = Repeat("children", (Question("years", "integer", {"en": "Age"}),), {"en": "Child"})
asked = published(pets, name, age, children, slug="pets", **window)
published(*every_kind(), slug="every-kind", **window)
print(asked.pk, asked.kiosk_key)
"""


@pytest.fixture(scope="session")
def surveys(house):
    """Put two surveys into the sample town that ask for more than its own; return the number of the first, and its key at a kiosk."""
    environment = {**house.environment, "DJANGO_SETTINGS_MODULE": "commonshelf.config.settings", "PYTHONPATH": str(Path.cwd())}
    made = subprocess.run([sys.executable, "-c", MAKE], env=environment, check=True, capture_output=True, text=True)
    return made.stdout.split()[-2:]


@pytest.mark.parametrize(("language", "width", "scheme"), [("en", 1280, "light"), ("ar", 360, "dark")])
def test_page_of_every_kind_has_no_fault(open_browser, surveys, language, width, scheme):
    page = open_browser(language=language, width=width, scheme=scheme)
    for path in ("/surveys/every-kind/", "/surveys/pets/", "/survey-go-on/"):
        assert page.goto(path).status == 200
        assert [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in Axe().run(page).response["violations"]] == []
        wide, window = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert wide <= window


def test_survey_by_keyboard_alone_and_without_scripts(open_browser, surveys):
    page = open_browser(scripts=False)
    page.goto("/surveys/pets/")
    press_tab_until(page, "input[name=pets]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    press_tab_until(page, "input[name=name]")
    page.keyboard.press("Enter")
    expect(page.locator(".error-summary a")).to_have_text("What is it called?")
    page.fill("input[name=name]", "Rex")
    press_tab_until(page, "button[value=send]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/survey-thanks/")


def press_tab_until(page, selector):
    for _press in range(60):
        if page.locator(f"{selector}:focus").count():
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {selector}")


def test_question_follows_at_once_and_a_fault_can_be_mended(open_browser, surveys):
    page = open_browser()
    page.goto("/surveys/pets/")
    page.wait_for_selector("form[data-instant]")
    expect(page.locator("[data-place=name]")).to_be_hidden()
    page.check("input[name=pets][value=yes]")
    expect(page.locator("[data-place=name]")).to_be_visible()
    page.click("button[value=send]")
    expect(page.locator("[data-error-for=name]")).to_be_visible()
    page.fill("input[name=name]", "Rex")
    expect(page.locator("label[for=q-age]")).to_have_text("How old is Rex?")
    page.get_by_role("button", name="Add another").click()
    page.fill("input[name='children[2]/years']", "7")
    page.locator(".turn button").first.click()
    expect(page.locator(".turn legend")).to_have_text(["Child 1"])
    page.click("button[value=send]")
    page.wait_for_url("**/survey-thanks/")


def test_language_is_switched_midway_with_scripts_and_nothing_is_lost(open_browser, surveys):
    page = open_browser()
    page.goto("/surveys/pets/")
    page.wait_for_selector("form[data-instant]")
    page.check("input[name=pets][value=yes]")
    page.fill("input[name=name]", "Rex")
    page.get_by_role("button", name="Español").click()
    page.wait_for_selector("html[lang=es]")
    expect(page.get_by_text("¿Tiene mascota?")).to_be_visible()
    expect(page.locator("input[name=name]")).to_have_value("Rex")
    expect(page.locator("input[name=pets][value=yes]")).to_be_checked()
    expect(page.locator(".error-summary")).to_have_count(0)


def test_saved_answers_are_gone_on_with_in_another_browser(open_browser, surveys):
    first = open_browser()
    first.goto("/surveys/pets/")
    first.check("input[name=pets][value=no]")
    first.click("button[value=save]")
    code = first.locator(".receipt-code strong").inner_text()
    second = open_browser(scripts=False)
    second.goto("/survey-go-on/")
    second.fill("input[name=code]", code)
    second.click("main form button.button")
    expect(second.locator("input[name=pets][value=no]")).to_be_checked()
    second.click("button[value=send]")
    second.wait_for_url("**/survey-thanks/")


def test_kiosk_forgets_whoever_walks_away(open_browser, surveys):
    page = open_browser(language="ar", width=360, scheme="dark")
    page.clock.install()
    page.goto(f"/kiosk/{surveys[1]}/")
    page.check("input[name=pets][value=yes]")
    page.fill("input[name=name]", "Rex")
    page.clock.fast_forward(89_000)
    page.keyboard.press("Tab")
    page.clock.fast_forward(89_000)
    expect(page.locator("input[name=name]")).to_have_value("Rex")
    with page.expect_navigation():
        page.clock.fast_forward(90_000)  # a page that scrolls by itself after the key counts as touched
    expect(page.locator("input[name=name]")).to_have_value("")
    expect(page.locator("input[name=pets]:checked")).to_have_count(0)


def test_kiosk_leaves_nothing_of_whoever_answered(open_browser, surveys):
    page = open_browser(language="ar", width=360)
    page.goto(f"/kiosk/{surveys[1]}/")
    page.get_by_text("العربية").first.click()
    page.get_by_role("button", name="Español").click()
    page.wait_for_selector("html[lang=es]")
    page.check("input[name=pets][value=yes]")
    page.fill("input[name=name]", "Rex")
    page.click("button[value=send]")
    code = page.locator(".receipt-code strong").inner_text()
    with page.expect_navigation():
        page.locator("main a.button").click()
    assert page.evaluate("[document.documentElement.lang, localStorage.length, sessionStorage.length]") == ["ar", 0, 0]
    assert [cookie["name"] for cookie in page.context.cookies()] == ["csrftoken"]
    assert page.locator("main a:visible").evaluate_all("links => links.map(link => link.pathname)") == []
    with suppress(Error):  # the browser has no copy, and asks whether to send the answers again
        page.go_back()
    page.wait_for_url(lambda address: "/survey-thanks/" not in address)
    for said in (code, "Rex"):
        expect(page.locator("html")).not_to_contain_text(said)


def test_papers_are_typed_in_one_after_the_other_by_keyboard_alone(open_browser, sign_in, surveys):
    page = open_browser()
    sign_in(page, "ada")
    page.goto(f"/staff/surveys/{surveys[0]}/enter/?in_a_row=1#kept")
    for number in (2, 3):
        page.keyboard.press("Tab")
        expect(page.locator("input[name=pets]:focus")).to_have_count(1)
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("input[name=name]")).to_be_focused()  # nothing was sent: it leads to what is missing
        page.keyboard.type("Rex")
        expect(page.get_by_role("button", name="Send my answers")).to_be_enabled()
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(rf"in_a_row={number}#kept$"))
        expect(page.locator("#kept")).to_be_in_viewport()
