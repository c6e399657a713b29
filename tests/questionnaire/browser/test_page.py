"""What somebody sees and does on a page with instant skip logic, in a real browser under the house's content policy."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonshelf.questionnaire.definition import Choice, Group, Question, Questionnaire, Repeat
from tests.questionnaire.answering.asking import CLOCK
from tests.questionnaire.browser.pages import CHROMIUM, WORDS, browser_page, whole_page

pytestmark = pytest.mark.skipif(not Path(CHROMIUM).exists(), reason=f"no Chromium at {CHROMIUM}: pages were not tried in a browser")

YES_NO = (Choice("yes", {"": "Yes, I was"}), Choice("no", {"": "No"}))
TOWNS = (Choice("alba", {"": "Alba"}, more={"state": "x"}), Choice("bree", {"": "Bree"}, more={"state": "y"}))
ASKED = Questionnaire(
    "visit",
    "Visit",
    (
        Question("came", "select_one", label={"": "Did you come?"}, choice_list="yes_no", required="yes"),
        Question("name", "text", label={"": "Name?"}, required="${came} = 'yes'", constraint=". != 'me'", constraint_message={"": "Who are you?"}),
        Question("why", "text", label={"": "You said ${came}, ${name}. Why?"}, relevant="${came} = 'no'"),
        Question("state", "text", label={"": "State?"}),
        Question("town", "select_one", label={"": "Town?"}, choice_list="towns", choice_filter="state = ${state}"),
        Question("children", "integer", label={"": "How many?"}, constraint="round(.) = . and . < 4"),
        Group("home", (Repeat("child", (Question("age", "integer", label={"": "Age of ${age}?"}),), count="${children}"),)),
        Repeat("pet", (Question("sort", "text", label={"": "Sort?"}), Question("trick", "text", label={"": "Trick of the ${sort}?"}, relevant="${sort} = 'dog'"))),
        Question("total", "calculate", calculation="count-non-empty(${sort})"),
    ),
    choices={"yes_no": YES_NO, "towns": TOWNS},
)  # fmt: skip
SEEN = "() => [...document.querySelectorAll('[data-place]')].filter((each) => each.offsetParent).map((each) => each.dataset.place)"
SENT = "() => [...new FormData(document.querySelector('form'))].map(([name, value]) => `${name}=${value}`)"
SLOTS = "() => Object.fromEntries([...document.querySelectorAll('[data-error-for]')].filter((e) => e.textContent).map((e) => [e.dataset.errorFor, e.textContent]))"


def field(page, place):
    return page.locator(f'[name="{place}"]')


def settled(page):
    """Wait until what was typed has been worked out."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def choose(page, place, name):
    page.locator(f'[name="{place}"][value="{name}"]').check()
    settled(page)


def write(page, place, words):
    field(page, place).fill(words)
    settled(page)


@pytest.fixture(scope="module")
def opened():
    with browser_page(whole_page(ASKED, **CLOCK)) as (page, complaints):
        yield page
        assert complaints == []


@pytest.fixture
def page(opened):
    """Return the page as it is when somebody comes to it anew."""
    opened.reload()
    opened.wait_for_selector("form[data-instant]")
    settled(opened)
    return opened


def test_page_shows_what_is_asked_and_sends_nothing_else(page):
    assert page.evaluate(SEEN) == ["came", "name", "state", "town", "children", "home", "pet"]
    choose(page, "came", "no")
    write(page, "why", "ill")
    assert page.evaluate(SENT) == ["came=no", "name=", "why=ill", "state=", "children="]
    choose(page, "came", "yes")
    assert page.evaluate(SENT) == ["came=yes", "name=", "state=", "children="]
    choose(page, "came", "no")
    assert field(page, "why").input_value() == "ill"


def test_page_marks_what_has_to_be_answered(page):
    mark = page.locator('[data-required-mark="name"]')
    assert (mark.is_visible(), field(page, "name").evaluate("(each) => each.required")) == (False, False)
    choose(page, "came", "yes")
    assert (mark.is_visible(), field(page, "name").evaluate("(each) => each.required")) == (True, True)


def test_label_repeats_words_as_data(page):
    choose(page, "came", "no")
    write(page, "name", "<b>Bao</b> ${state}")
    assert page.locator('[data-place="why"] .label').text_content() == "You said No, <b>Bao</b> ${state}. Why?"


def test_filter_leaves_choices_and_takes_back_one_that_is_gone(page):
    towns = page.locator('[data-place="town"] label')
    assert [each.is_visible() for each in towns.all()] == [False, False]
    write(page, "state", "y")
    assert [each.is_visible() for each in towns.all()] == [False, True]
    choose(page, "town", "bree")
    write(page, "state", "x")
    assert ([each.is_visible() for each in towns.all()], "town=bree" in page.evaluate(SENT)) == ([True, False], False)


def test_fault_is_said_when_a_field_is_left_and_taken_back_when_mended(page):
    write(page, "name", "me")
    assert page.evaluate(SLOTS) == {}
    field(page, "state").focus()
    assert page.evaluate(SLOTS) == {"name": "Who are you?"}
    assert field(page, "name").get_attribute("aria-invalid") == "true"
    assert page.locator('[data-error-for="name"]').get_attribute("aria-live") == "polite"
    write(page, "name", "Bao")
    assert (page.evaluate(SLOTS), field(page, "name").get_attribute("aria-invalid")) == ({}, None)


def test_fault_that_the_server_has_said_stays_until_the_answer_changes(page):
    page.evaluate("() => { document.querySelector('[data-error-for=state]').textContent = 'We know no such state.'; }")
    field(page, "state").focus()
    field(page, "name").focus()
    assert page.evaluate(SLOTS) == {"state": "We know no such state."}
    write(page, "state", "y")
    field(page, "name").focus()
    assert page.evaluate(SLOTS) == {}


def test_form_with_faults_is_held_back_once(page):
    page.evaluate(
        "() => { window.sent = 0; document.querySelector('form').addEventListener('submit', (e) => { if (!e.defaultPrevented) window.sent += 1; e.preventDefault(); }); }"
    )
    write(page, "children", "٩")
    page.locator("#send").click()
    assert page.evaluate(SLOTS) == {"came": WORDS["missing"], "children": WORDS["failed"]}
    assert (page.evaluate("document.activeElement.name"), page.evaluate("sent")) == ("came", 0)
    page.locator("#back").click()
    assert page.evaluate("sent") == 1
    choose(page, "came", "no")
    page.locator("#send").click()
    assert (page.evaluate("sent"), page.evaluate(SLOTS)) == (1, {"children": WORDS["failed"]})
    page.locator("#send").click()
    assert page.evaluate("sent") == 2


def test_turns_follow_their_count_and_keep_what_was_said(page):
    write(page, "children", "٢")
    write(page, "home/child[2]/age", "7")
    assert page.locator('[data-place="home/child[2]/age"] .label').text_content() == "Age of 7?"
    write(page, "children", "1")
    assert [name for name in page.evaluate(SENT) if "child[" in name] == ["home/child[1]/age="]
    write(page, "children", "2")
    assert [name for name in page.evaluate(SENT) if "child[" in name] == ["home/child[1]/age=", "home/child[2]/age=7"]


def test_turns_are_added_and_taken_away_by_hand(page):
    more = page.locator("[data-add-turn]")
    for sort in ("dog", "cat", "dog"):
        more.click()
        page.keyboard.type(sort)
        settled(page)
    write(page, "pet[3]/trick", "sits")
    assert page.locator("output").text_content() == "3"
    page.locator('[data-remove-turn="pet[1]"]').click()
    settled(page)
    assert [name for name in page.evaluate(SENT) if name.startswith("pet")] == ["pet[1]/sort=cat", "pet[2]/sort=dog", "pet[2]/trick=sits"]
    assert page.evaluate(SEEN)[-6:] == ["pet", "pet[1]", "pet[1]/sort", "pet[2]", "pet[2]/sort", "pet[2]/trick"]
    assert (page.evaluate("document.activeElement.name"), page.locator("output").text_content()) == ("pet[1]/sort", "2")
