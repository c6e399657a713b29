"""A passkey, in a real browser with an authenticator that exists only in it."""

import os
import shutil

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import sync_playwright

from commonshelf.common.accounts.actions import make_first_administrator

CHROMIUM = os.environ.get("COMMONSHELF_CHROMIUM") or shutil.which("chromium") or ""
PASSWORD = "four plain words here"

pytestmark = [pytest.mark.journey, pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine")]


@pytest.fixture
def page(monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's loop runs in this thread; the test asks rows in between
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        devtools = page.context.new_cdp_session(page)
        devtools.send("WebAuthn.enable")
        phone = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
        devtools.send("WebAuthn.addVirtualAuthenticator", {"options": {**phone, "automaticPresenceSimulation": True}})
        yield page
        browser.close()


def type_password(page):
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")


def test_passkey_is_set_up_first_and_then_signs_in_alone_or_after_a_password(page, live_server, transactional_db):
    user = make_first_administrator(email="ada@example.org", name="Ada", password=PASSWORD)
    here = live_server.url

    page.goto(f"{here}/account/login/")
    page.locator("input[name=login]").fill(user.email)
    type_password(page)
    page.wait_for_url(f"{here}/account/2fa/")
    page.locator("a[href='/account/2fa/webauthn/add/']").click()
    type_password(page)
    page.wait_for_url(f"{here}/account/2fa/webauthn/add/")
    page.locator("input[name=passwordless]").check()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(f"{here}/account/2fa/recovery-codes/")
    kept = sorted(Authenticator.objects.values_list("type", flat=True))
    page.goto(f"{here}/my-page/")
    opened = page.url
    page.context.clear_cookies()
    page.goto(f"{here}/account/login/")
    page.locator("#passkey_login").click()
    page.wait_for_url(f"{here}/staff/")
    page.context.clear_cookies()
    page.goto(f"{here}/account/login/")
    page.locator("input[name=login]").fill(user.email)
    type_password(page)
    page.wait_for_url(f"{here}/account/2fa/authenticate/")
    page.locator("#mfa_webauthn_authenticate").click()
    page.wait_for_url(f"{here}/staff/")

    assert kept == ["recovery_codes", "webauthn"]
    assert opened == f"{here}/my-page/"
