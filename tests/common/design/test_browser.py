"""The style guide in a real browser: everything the house is made of stands on one page."""

import pytest

COMBINATIONS = [
    ("en", 1280, "light"),
    ("en", 360, "dark"),
    ("ar", 360, "light"),
    ("ar", 1280, "dark"),
]

pytestmark = pytest.mark.journey


def open_page(browser, address, *, language="en", width=1280, scheme="light", **options):
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, **options)
    context.add_cookies([{"name": "django_language", "value": language, "url": address}])
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text) if message.type in {"error", "warning"} else None)
    page.goto(address)
    return page


@pytest.mark.parametrize(("language", "width", "scheme"), COMBINATIONS)
def test_styleguide_has_nothing_that_axe_or_the_browser_complains_about(browser, served, language, width, scheme):
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 -- only where there is a browser

    page = open_page(browser, f"{served}/styleguide/", language=language, width=width, scheme=scheme)
    found = [(rule["id"], rule["nodes"][0]["html"]) for rule in Axe().run(page).response["violations"]]
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert (found, page.complaints, overflow) == ([], [], 0)
    page.context.close()


def test_targets_are_large_enough_for_a_thumb(browser, served):
    page = open_page(browser, f"{served}/styleguide/", width=360)
    small = page.evaluate(
        """[...document.querySelectorAll("button, .button, .menu a, .choice, input:not([type=hidden]):not([type=checkbox]):not([type=radio]), select, textarea, summary, .crumbs a")]
        .filter(thing => thing.checkVisibility()).map(thing => [thing.outerHTML.slice(0, 80), thing.getBoundingClientRect().height])
        .filter(([, height]) => height < 44)"""
    )
    assert small == []
    page.context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_menu_works_without_a_script(browser, served, width):
    page = open_page(browser, f"{served}/styleguide/", width=width, java_script_enabled=False)
    link = page.get_by_role("navigation", name="Main").get_by_role("link", name="Have your say")
    opener = page.get_by_role("button", name="Menu")
    seen = [link.is_visible(), opener.is_visible()]
    if opener.is_visible():
        opener.click()
        seen.append(link.is_visible())
    assert seen == {360: [False, True, True], 1280: [True, False]}[width]
    page.context.close()


def test_language_switch_keeps_the_page_without_a_script(browser, served):
    page = open_page(browser, f"{served}/styleguide/?page=2", java_script_enabled=False)
    page.get_by_role("button", name="العربية").click()
    assert (page.url, page.locator("html").get_attribute("lang"), page.locator("html").get_attribute("dir")) == (
        f"{served}/styleguide/?page=2",
        "ar",
        "rtl",
    )
    page.context.close()


def test_charts_run_from_right_to_left_in_arabic(browser, served):
    page = open_page(browser, f"{served}/styleguide/", language="ar")
    end = page.evaluate(
        """(() => { const box = document.querySelector(".bar").getBoundingClientRect();
        const fill = document.querySelectorAll(".bar__fill")[1].getBoundingClientRect(); return Math.round(box.right - fill.right); })()"""
    )
    assert end == 0
    page.context.close()


def test_error_summary_is_where_the_reader_begins_and_leads_to_the_field(browser, served):
    page = open_page(browser, f"{served}/styleguide/")
    begins = page.evaluate("document.activeElement.className")
    page.locator(".error-summary a").nth(2).press("Enter")
    leads = page.evaluate("location.hash.slice(1)"), page.evaluate("document.activeElement.id || document.querySelector(':target').id")
    assert (begins, leads) == ("error-summary", ("id_wrong-use_0", "id_wrong-use_0"))
    page.context.close()


def test_counter_says_how_much_fits_and_cuts_nothing_off(browser, served):
    page = open_page(browser, f"{served}/styleguide/")
    box = page.locator("#id_words")
    counter = page.locator("#id_words + .field__count")
    said = [counter.text_content()]
    box.fill("a" * 399)
    said.append(counter.text_content())
    box.fill("a" * 500)
    said += [counter.text_content(), counter.get_attribute("class"), len(box.input_value())]
    assert said == ["", "399 / 400", "500 / 400", "field__count field__count--over", 500]
    page.context.close()


def test_double_click_sends_a_form_once(browser, served):
    page = open_page(browser, f"{served}/styleguide/")
    stopped = page.evaluate(
        """(() => { const stopped = []; const button = document.querySelector(".tongue");
        document.addEventListener("submit", event => { stopped.push(event.defaultPrevented); event.preventDefault(); });
        button.click(); button.click(); return stopped; })()"""
    )
    page.wait_for_function("document.querySelector('.tongue').disabled")
    assert stopped == [False, True]
    page.context.close()


def test_print_leaves_out_the_menus_and_speaks_black_on_white(browser, served):
    page = open_page(browser, f"{served}/styleguide/", scheme="dark")
    page.emulate_media(media="print")
    hidden = page.evaluate("[...document.querySelectorAll('.strip, .nav, .skip, .foot nav')].filter(part => part.checkVisibility()).length")
    colors = page.evaluate("(style => [style.color, style.backgroundColor])(getComputedStyle(document.body))")
    assert (hidden, colors) == (0, ["rgb(0, 0, 0)", "rgb(255, 255, 255)"])
    page.context.close()
