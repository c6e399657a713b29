"""A passkey, in a real browser with an authenticator that exists only in it."""

import os
import shutil

import pytest
from django.db import connections
from playwright.sync_api import sync_playwright

from commonshelf.common.accounts.actions import make_first_administrator

CHROMIUM = os.environ.get("COMMONSHELF_CHROMIUM") or shutil.which("chromium") or ""
PASSWORD = "four plain words here"

pytestmark = [pytest.mark.journey, pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine")]


@pytest.fixture
def newcomer(transactional_db, monkeypatch):
    """Somebody with a password and no second factor, made before the browser's loop runs: Django keeps out of running loops."""
    monkeypatch.setitem(connections.settings["default"], "CONN_MAX_AGE", 0)  # the server's threads leave no connection behind
    return make_first_administrator(email="ada@example.org", name="Ada", password=PASSWORD)


@pytest.fixture
def page(live_server, newcomer):
    """A page in a browser that has an authenticator."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(base_url=live_server.url)
        devtools = page.context.new_cdp_session(page)
        devtools.send("WebAuthn.enable")
        phone = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
        devtools.send("WebAuthn.addVirtualAuthenticator", {"options": {**phone, "automaticPresenceSimulation": True}})
        yield page
        browser.close()


def type_password(page, email=""):
    if email:
        page.goto("/account/login/")
        page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")


def test_passkey_is_set_up_first_and_then_signs_in_alone_or_after_a_password(page, newcomer):
    type_password(page, newcomer.email)
    page.wait_for_url("**/account/2fa/")
    page.locator("a[href='/account/2fa/webauthn/add/']").click()
    type_password(page)
    page.wait_for_url("**/account/2fa/webauthn/add/")
    page.locator("input[name=passwordless]").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/account/2fa/recovery-codes/")
    opened = page.goto("/my-page/").url
    page.context.clear_cookies()

    page.goto("/account/login/")
    page.locator("#passkey_login").click()
    page.wait_for_url("**/staff/")
    page.context.clear_cookies()

    type_password(page, newcomer.email)
    page.wait_for_url("**/account/2fa/authenticate/")
    page.locator("#mfa_webauthn_authenticate").click()
    page.wait_for_url("**/staff/")

    assert opened.endswith("/my-page/")
