"""A survey from its first word to its results by keyboard alone: nothing is clicked, and every step is reached with the Tab key."""

from __future__ import annotations

import datetime as dt

from playwright.sync_api import expect

MOST_STEPS = 80
FOCUSED = """() => {  // a page within the page shows its own, and so do the parts of a day
  const one = document.activeElement;
  const style = getComputedStyle(one);
  const seen = style.outlineStyle !== "none" || style.boxShadow !== "none";
  const said = one.getAttribute("aria-label") || one.innerText || one.name || "";
  return [said.replace(/\\s+/g, " ").trim(), one.value ?? "", seen || ["BODY", "IFRAME"].includes(one.tagName) || one.type === "date"];
}"""


def reach(page, words, value=None, *, back=False):
    """Press Tab until the focus is on what has this name, or reads so; it must be seen to have it all along."""
    for _step in range(MOST_STEPS):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        said, holds, seen = page.evaluate(FOCUSED)
        assert seen, f"nobody can see that “{said}” has the focus"
        if said == words and value in {None, holds}:
            return
    raise AssertionError(f"“{words}” was not reached on {page.url} with {MOST_STEPS} steps")


def press(page, words, *, key="Enter"):
    reach(page, words)
    with page.expect_navigation():
        page.keyboard.press(key)


def write(page, name, words):
    reach(page, name)
    page.keyboard.type(words)


def build(page, title):
    page.goto("/staff/surveys/")
    press(page, "Begin a survey")
    page.wait_for_url("**/new/")
    write(page, "title_en", title)
    write(page, "purpose_en", "Fewer people come on Saturdays.")
    press(page, "Go on to the questions")
    page.wait_for_url("**/questions/")
    press(page, "Add a question")
    press(page, "One choice")
    write(page, "label_0", "Do you come on Saturdays?")
    write(page, "choices_0", "Yes\nNo")
    press(page, "Save")
    page.wait_for_url("**/questions/?at=*")
    address = page.url.partition("?")[0].replace("questions/", "open/")
    page.goto(address)
    today = dt.datetime.now(tz=dt.UTC).date()
    for name, day in (("opens_on", today - dt.timedelta(days=1)), ("closes_on", today + dt.timedelta(days=9))):
        reach(page, name)
        page.keyboard.type(day.strftime("%m%d%Y"))
        expect(page.locator(f"[name={name}]")).to_have_value(str(day))
    press(page, "Open this survey")
    page.get_by_text("The survey is ready").wait_for()


def answer(page, title):
    page.goto("/surveys/")
    press(page, title)
    page.wait_for_url("**/surveys/*/")
    reach(page, "do_you_come_on_saturdays", "")  # the box that says “no answer” is ticked
    page.keyboard.press("ArrowUp")
    expect(page.locator("[name=do_you_come_on_saturdays][value=no]")).to_be_checked()
    press(page, "Send my answers")
    page.wait_for_url("**/survey-thanks/")


def test_survey_is_built_answered_and_read_by_keyboard_alone(open_browser, sign_in):
    title = "Shall Saturdays change?"
    page = open_browser()
    sign_in(page, "bao")
    build(page, title)
    answer(open_browser(width=360), title)
    page.goto("/staff/surveys/")
    press(page, title)
    press(page, "Results")
    page.wait_for_url("**/results/")
    expect(page.locator("main")).to_contain_text("1 response.")
