"""The story the product exists for: a voice nobody has heard before, followed by its receipt to the reply and the answer back."""

import re
import secrets

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey
CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")
LETTERS = "bcdfghjkmnpqrstvwxz"


def own_word():
    """Return a word nobody else says. It has no digits: seven in a row are a phone number, and the house masks those."""
    return "".join(secrets.choice(LETTERS) for _each in range(12))


def find_among_voices(page, words):
    """Return the cards with these words, on the page of the list that has any: voices of one week come in no order that tells a moment."""
    page.goto("/staff/voices/")
    found, onward = page.locator("li", has_text=words), page.locator("nav a[rel=next]")
    while not found.count() and onward.count():
        onward.click()
        page.wait_for_load_state()
    return found


def say(page, words):
    page.goto("/have-your-say/")
    page.fill("textarea[name=text]", words)
    page.select_option("select[name=age_band]", "65+")
    page.click("main form button.button")
    page.wait_for_url("**/thanks/")
    return CODE.search(page.inner_text("main")).group()


def open_receipt(page, code):
    page.goto("/what-became-of-it/")
    if page.locator("button[name=close]").count():
        page.click("button[name=close]")
    page.fill("input[name=code]", code)
    page.press("input[name=code]", "Enter")
    page.wait_for_load_state()


def submit(page, label):
    page.get_by_role("button", name=label, exact=True).click()
    page.wait_for_load_state()


def test_a_new_voice_is_followed_to_its_reply_and_answered_back(open_browser, sign_in):
    subject = f"telescopes {own_word()}"
    amina, bao = open_browser(language="ar", width=360), open_browser()
    code = say(amina, f"أريد أن نرصد النجوم معًا: {subject}")

    open_receipt(amina, code)
    expect(amina.locator("blockquote")).to_contain_text(subject)
    expect(amina.locator("html")).to_have_attribute("dir", "rtl")

    sign_in(bao, "bao")
    expect(bao).to_have_url(re.compile(r"/staff/$"))
    theme = f"Stars {subject}"
    code_the_voice(bao, subject, theme)
    need = name_the_need(bao, theme)
    decision = decide(bao, need)
    bao.goto(decision)
    bao.get_by_role("link", name="Reply to 1 voice").click()
    bao.fill("[name=words_en]", f"We bought two {subject}.")
    bao.locator("details:has([name=words_ar]) > summary").first.click()
    bao.fill("[name=words_ar]", f"اشترينا تلسكوبين: {subject}.")
    bao.locator("main form button.button").first.click()
    bao.wait_for_load_state()

    open_receipt(amina, code)
    expect(amina.locator("main")).to_contain_text(f"اشترينا تلسكوبين: {subject}.")
    amina.locator("a[href$='/answer/']").click()
    amina.check("input[value=misunderstood]")
    amina.fill("textarea[name=text]", f"I meant for children: {subject}")
    amina.locator("main form button.button").first.click()
    amina.wait_for_load_state()
    expect(amina.locator("main")).to_contain_text(f"I meant for children: {subject}")
    expect(amina.locator("a[href$='/answer/']")).to_have_count(0)

    bao.goto("/staff/")
    expect(bao.locator("main")).to_contain_text(f"I meant for children: {subject}")
    bao.goto(need)
    expect(bao.locator("main")).to_contain_text("open")


def code_the_voice(page, subject, theme):
    find_among_voices(page, subject).get_by_role("link", name="Follow this voice").click()
    page.get_by_role("link", name="Sort this voice").click()
    page.fill("input[name=new_theme]", theme)
    submit(page, "Accept and go on")


def name_the_need(page, theme):
    page.goto("/staff/needs/new/")
    page.fill("[name=title_en]", f"A need for {theme}")
    page.fill("[name=gap_en]", "Nobody can look at the stars.")
    page.fill("[name=for_whom_en]", "Everybody who is awake.")
    value = page.locator("select[name=theme_1] option", has_text=theme).get_attribute("value")
    page.select_option("select[name=theme_1]", value)
    page.locator("main form button.button").first.click()
    page.wait_for_url(re.compile(r"/staff/needs/\d+/"))
    return page.url


def decide(page, need):
    page.goto("/staff/decisions/new/")
    page.check(f"input[name=needs][value='{need.rstrip('/').split('/')[-1]}']")
    page.check("input[name=outcome][value=adopt]")
    page.fill("[name=title_en]", "Two telescopes")
    page.fill("[name=reason_en]", "The sky is free.")
    page.fill("[name=review_on]", "2031-01-15")
    page.locator("main form button.button").first.click()
    page.wait_for_url(re.compile(r"/staff/decisions/\d+/"))
    page.locator("details:has([name=promise_en]) > summary").first.click()
    page.check("input[name=kind][value=resource]")
    page.fill("[name=promise_en]", "Two telescopes to borrow.")
    page.fill("[name=measure]", "Telescopes on the shelf")
    page.fill("[name=due_on]", "2031-01-10")
    submit(page, "Add this promise")
    page.locator("details.confirm > summary").click()
    submit(page, "Yes, publish it")
    return page.url


def test_the_town_tells_the_story_of_the_book_club(open_browser, sign_in):
    page = open_browser()
    page.goto("/tour/")
    expect(page.locator("ol.thread > li")).to_have_count(7)
    for words in ("Two clubs instead of one", "The World in an Hour", "Crime Scene", "Volunteers gave", "People gave"):
        expect(page.locator("main")).to_contain_text(words)
    page.goto("/you-said-we-did/")
    expect(page.locator("main")).to_contain_text("Two clubs instead of one")
    expect(page.locator("main")).to_contain_text("No pool at the library")
    page.goto("/stories/")
    expect(page.locator("main")).to_contain_text("The stitch that came from Hebron")
    sign_in(page, "ruth")
    page.goto("/staff/")
    expect(page.locator("main")).to_contain_text("Saturday chess for teens")
    expect(page.locator("main")).to_contain_text("Usually 12 people come")


def test_a_receipt_code_of_nobody_says_what_to_do(open_browser):
    page = open_browser()
    open_receipt(page, "0000-0000-0000")
    expect(page.locator("main")).to_contain_text("We do not know this receipt code.")
    expect(page.locator("main")).to_contain_text("A code looks like this")


def test_a_double_click_is_one_voice(open_browser, sign_in):
    page, bao = open_browser(), open_browser()
    words = f"double {own_word()}"
    page.goto("/have-your-say/")
    page.fill("textarea[name=text]", words)
    page.dblclick("main form button.button")
    page.wait_for_url("**/thanks/")
    sign_in(bao, "ada")
    expect(find_among_voices(bao, words)).to_have_count(1)


def test_a_session_that_expired_leads_to_sign_in_and_back(open_browser, sign_in):
    page = open_browser()
    sign_in(page, "farid")
    page.goto("/staff/voices/note/")
    page.fill("textarea[name=text]", "They asked for large print.")
    page.context.clear_cookies(name="sessionid")
    page.locator("main form button.button").first.click()
    page.wait_for_load_state()
    expect(page).to_have_url(re.compile(r"/account/login/\?next=/staff/voices/note/"))


def test_a_partys_places_are_confirmed_by_letter_and_cancelled_with_a_button(open_browser, house):
    page = open_browser(language="es", width=360)
    page.goto("/whats-on/")
    page.locator("a[href*='/sessions/']").first.click()
    address = f"{secrets.token_hex(4)}@riverbend.example"
    page.fill("input[name=name]", "Elena")
    page.fill("input[name=email]", address)
    page.fill("input[name=party_size]", "3")
    page.locator("main form button.button").first.click()
    page.wait_for_load_state()
    letter = house.wait_for_letter(address)
    link = re.search(rf"{re.escape(house.address)}/registrations/\S+", letter.replace("=\n", "").replace("=3D", "=")).group()
    page.goto(link)
    expect(page.locator("main")).to_contain_text("3")
    expect(page.locator("html")).to_have_attribute("lang", "es")
