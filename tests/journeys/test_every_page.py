"""Every page by axe, at 360 px and 1280 px, in English and in Arabic, light and dark; by keyboard alone; without scripts; and its weight."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.journey
PUBLIC = (
    "/",
    "/have-your-say/",
    "/what-became-of-it/",
    "/surveys/",
    "/whats-on/",
    "/programs/6/",
    "/you-said-we-did/",
    "/thread/needs/1/",
    "/thread/decisions/1/",
    "/thread/programs/6/",
    "/stories/",
    "/subscribe/",
    "/privacy/",
    "/tour/",
    "/account/login/",
    "/styleguide/",
)
STAFF = (
    "/staff/",
    "/staff/voices/",
    "/staff/voices/note/",
    "/staff/needs/voices/",
    "/staff/needs/themes/",
    "/staff/needs/themes/1/",
    "/staff/needs/",
    "/staff/needs/1/",
    "/staff/needs/new/",
    "/staff/decisions/",
    "/staff/decisions/1/",
    "/staff/decisions/new/",
    "/staff/surveys/",
    "/staff/surveys/1/",
    "/staff/forums/",
    "/staff/forums/1/",
    "/staff/programs/",
    "/staff/programs/1/",
    "/staff/programs/1/schedule/",
    "/staff/sessions/1/",
    "/staff/attendance/",
    "/staff/outcomes/",
    "/staff/volunteers/",
    "/staff/gifts/",
    "/staff/stories/",
    "/staff/partners/",
    "/staff/partners/1/",
    "/staff/letters/",
    "/staff/places/",
    "/staff/population/",
    "/staff/population/new/",
    "/staff/import/",
    "/staff/users/",
    "/staff/settings/",
    "/staff/log/",
)
LIGHT_ENOUGH = 60_000


def faults(page, path):
    """Return what is wrong with a page: its status, what axe finds, and whether it is wider than the window."""
    answer = page.goto(path)
    found = [] if answer.status == 200 else [f"{path}: {answer.status}"]
    found += [f"{path}: {one['id']}: {one['nodes'][0]['html'][:120]}" for one in Axe().run(page).response["violations"]]
    width = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    if width[0] > width[1]:
        found.append(f"{path}: {width[0]} px wide in a window of {width[1]} px")
    return found


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("en", 1280, "light"), ("ar", 360, "dark"), ("en", 360, "dark"), ("ar", 1280, "light")]
)
def test_public_pages_have_no_fault(open_browser, language, width, scheme):
    page = open_browser(language=language, width=width, scheme=scheme)
    assert [fault for path in PUBLIC for fault in faults(page, path)] == []


@pytest.mark.parametrize(("language", "width", "scheme"), [("en", 1280, "light"), ("es", 360, "dark")])
def test_staff_pages_have_no_fault(open_browser, sign_in, language, width, scheme):
    page = open_browser(language=language, width=width, scheme=scheme)
    sign_in(page, "ada")
    assert [fault for path in STAFF for fault in faults(page, path)] == []


@pytest.mark.parametrize("path", [path for path in PUBLIC if path != "/styleguide/"])
def test_public_page_is_light_and_loads_nothing_from_elsewhere(open_browser, house, path):
    page = open_browser()
    loaded = []
    page.on("response", lambda response: loaded.append((response.url, len(response.body()) if response.status == 200 else 0)))
    page.goto(path)
    assert [url for url, _size in loaded if not url.startswith(house.address)] == []
    assert sum(size for _url, size in loaded) < LIGHT_ENOUGH


def test_have_your_say_by_keyboard_alone(open_browser):
    page = open_browser()
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("href", "#content")
    page.goto("/have-your-say/")
    reach(page, "textarea[name=text]")
    page.keyboard.type("A bench by the door")
    reach(page, "main form button.button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/thanks/")


def reach(page, selector):
    """Press Tab until the focus is there, as somebody without a mouse does; it must be seen where it is."""
    for _press in range(40):
        page.keyboard.press("Tab")
        if page.locator(f"{selector}:focus").count():
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def test_have_your_say_works_without_scripts(open_browser):
    page = open_browser(scripts=False)
    page.goto("/have-your-say/")
    page.fill("textarea[name=text]", "No scripts here")
    page.click("main form button.button")
    assert page.url.endswith("/have-your-say/thanks/")


def test_language_switch_keeps_the_page_and_its_question(open_browser):
    page = open_browser()
    page.goto("/whats-on/?audience=adult")
    page.get_by_role("button", name="Tiếng Việt").click()
    page.wait_for_load_state()
    assert page.url.endswith("/whats-on/?audience=adult")
    expect(page.locator("html")).to_have_attribute("lang", "vi")
