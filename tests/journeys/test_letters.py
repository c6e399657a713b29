"""Subscribing and leaving, with a real mail server: the letter arrives, its link confirms nothing by itself, one click ends it."""

import email
import re
import secrets
import urllib.error
import urllib.request
from email import policy

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey


def words_of(letter):
    return email.message_from_string(letter, policy=policy.default).get_content()


def test_letters_come_after_a_confirmation_and_stop_with_one_click(open_browser, sign_in, house):
    address = f"{secrets.token_hex(4)}@riverbend.example"
    page = open_browser(language="fr", width=360)
    page.goto("/subscribe/")
    page.fill("input[name=address]", address)
    page.locator("main form button.button").first.click()
    page.wait_for_load_state()
    link = re.search(rf"{re.escape(house.address)}/letters/confirm/\S+", words_of(house.wait_for_letter(address))).group()
    page.goto(link)
    page.locator("main form button.button").click()
    page.wait_for_load_state()
    expect(page.locator("main form")).to_have_count(0)

    bao = open_browser()
    sign_in(bao, "ada")
    bao.goto("/staff/letters/new/")
    subject = f"Stars {secrets.token_hex(4)}"
    bao.fill("[name=subject_en]", subject)
    bao.fill("[name=body_en]", "Come and look at the stars on Friday.")
    bao.locator("main form button.button").first.click()
    bao.wait_for_load_state()
    bao.get_by_role("button", name="Send it now").click()
    bao.wait_for_load_state()
    expect(bao.locator("main")).to_contain_text("on its way")

    letter = wait_for_subject(house, address, subject)
    leave = letter["List-Unsubscribe"].strip().strip("<>")
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert post(leave) == (200, leave)
    assert post(leave + "x/") == (200, leave + "x/")
    page.goto("/subscribe/")
    bao.reload()
    expect(bao.locator("main")).to_contain_text("Sent to 4 readers.")


def wait_for_subject(house, address, subject):
    for _try in range(3):
        letter = email.message_from_string(house.wait_for_letter(address), policy=policy.default)
        if subject in letter["Subject"]:
            return letter
        import time  # noqa: PLC0415 -- waits for a worker in another process

        time.sleep(3)
    raise AssertionError(f"the letter {subject} did not arrive")


def post(url):
    """Post as a mail program does: no cookie, no page, no redirect followed."""
    request = urllib.request.Request(url, data=b"List-Unsubscribe=One-Click", method="POST")  # noqa: S310 -- our own loopback address
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 -- our own loopback address
        return answer.status, answer.url
