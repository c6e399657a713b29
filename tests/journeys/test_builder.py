"""A librarian writes a survey, with scripts and without; a resident answers it."""

from __future__ import annotations

import datetime as dt

import pytest


def add(page, build, kind, **told):
    page.goto(f"{build}add/?kind={kind}")
    for fold in page.locator("main .builder__part").all():
        if fold.get_attribute("open") is None:
            fold.locator("> summary").click()
    for name, words in told.items():
        box = page.locator(f"main [name={name}]")
        if box.evaluate("box => box.tagName") == "SELECT":
            box.select_option(label=words)
        else:
            box.fill(words)
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/questions/?at=*")


def begin(page, title):
    page.goto("/staff/surveys/")
    page.get_by_role("link", name="Begin a survey").click()
    page.fill("[name=title_en]", title)
    page.fill("[name=purpose_en]", "Fewer people come on Saturdays.")
    page.check("[name=languages][value=es]")
    page.get_by_role("button", name="Go on to the questions").click()
    build = page.url
    add(page, build, "select_one", label_0="Do you come on Saturdays?", choices_0="Yes\nNo")
    condition = {"if_0_question": "Do you come on Saturdays?", "if_0_value": "No"}
    add(page, build, "text", label_0="What keeps you away?", **condition)
    add(page, build, "integer", label_0="How many of you come?", least="0")
    return build


def move_the_last_up(page, *, by_keys):
    if by_keys:
        assert page.evaluate("document.activeElement.dataset.place") == "how_many_of_you_come"
        page.keyboard.press("ArrowUp")
    else:
        page.locator("[data-place=how_many_of_you_come]").get_by_role("button", name="Up").click()
    page.get_by_text("“How many of you come?” moved up.").wait_for()
    places = page.locator(".ask").evaluate_all("cards => cards.map(card => card.dataset.place)")
    assert places == ["do_you_come_on_saturdays", "how_many_of_you_come", "what_keeps_you_away"]


def translate_and_look(page, build):
    page.get_by_role("link", name="Translations").click()
    page.fill("[name='words:what_keeps_you_away#label']", "¿Qué se lo impide?")
    page.get_by_role("button", name="Save all on this page").click()
    page.goto(build)
    page.locator(".builder__preview").get_by_role("link", name="Español").click()
    page.frame_locator("iframe").get_by_text("¿Qué se lo impide?").wait_for(state="attached")


def try_it_out(page, build):
    page.goto(build)
    page.get_by_role("link", name="Try it out").click()
    page.get_by_label("Yes", exact=True).check()
    page.get_by_role("button", name="Send my answers").click()
    page.get_by_text("not asked: only if “Do you come on Saturdays?” is “No”").wait_for()


def open_it(page, build):
    page.goto(build.replace("questions/", "open/"))
    today = dt.datetime.now(tz=dt.UTC).date()
    page.fill("[name=opens_on]", str(today - dt.timedelta(days=1)))
    page.fill("[name=closes_on]", str(today + dt.timedelta(days=9)))
    page.get_by_role("button", name="Open this survey").click()
    page.get_by_text("The survey is ready").wait_for()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_librarian_builds_a_survey_and_a_resident_answers_it(open_browser, sign_in, scripts):
    title = f"What would bring you back {'at once' if scripts else 'slowly'}?"
    page = open_browser(scripts=scripts)
    sign_in(page, "bao" if scripts else "ada")
    build = begin(page, title)
    move_the_last_up(page, by_keys=scripts)
    translate_and_look(page, build)
    try_it_out(page, build)
    open_it(page, build)

    amina = open_browser(width=360, scripts=scripts)
    amina.goto("/surveys/")
    amina.get_by_role("link", name=title).click()
    amina.get_by_label("No", exact=True).check()
    amina.get_by_label("What keeps you away?").fill("The bus does not run.")
    amina.get_by_role("button", name="Send my answers").click()
    amina.wait_for_url("**/survey-thanks/")
