"""Staff: a password and a second factor, and nothing before both."""

import datetime as dt

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from commonshelf.common.accounts.actions import deactivate_user, invite_user, make_user

LOGIN = "/account/login/"
SECOND_STEP = "/account/2fa/authenticate/"


def type_password(client, user, password):
    return client.post(LOGIN, {"login": user.email, "password": password})


def is_signed_in(client):
    return "_auth_user_id" in client.session


def test_password_alone_signs_nobody_in(client, ada, letters):
    answer = type_password(client, ada, letters.password)

    assert (answer.status_code, answer.url, is_signed_in(client)) == (302, SECOND_STEP, False)


def test_password_and_app_sign_in(client, ada, letters):
    type_password(client, ada, letters.password)
    answer = client.post(SECOND_STEP, {"code": letters.app()})

    assert (answer.url, is_signed_in(client)) == ("/after-sign-in/", True)
    assert client.get(answer.url).url == reverse("pages:today")


def test_wrong_password_says_so_in_our_words(client, ada):
    answer = type_password(client, ada, "not this one at all")

    assert (answer.status_code, is_signed_in(client)) == (200, False)
    assert b"The mail address and the password do not go together." in answer.content


def test_wrong_app_code_signs_nobody_in(client, ada, letters):
    type_password(client, ada, letters.password)
    right = letters.app()
    answer = client.post(SECOND_STEP, {"code": f"{(int(right) + 1) % 10**6:06}"})

    assert (answer.status_code, is_signed_in(client)) == (200, False)


def test_app_code_works_only_once_even_in_another_browser(client, ada, letters):
    second = Client()
    with time_machine.travel(dt.datetime(2026, 3, 2, 9, 0, 10, tzinfo=dt.UTC), tick=False):
        code = letters.app()
        for browser in (client, second):
            type_password(browser, ada, letters.password)
            browser.post(SECOND_STEP, {"code": code})
        signed_in = [is_signed_in(client), is_signed_in(second)]

    assert signed_in == [True, False]


def test_old_app_code_has_run_out(client, ada, letters):
    code = letters.app()
    with time_machine.travel(timezone.now() + dt.timedelta(seconds=61), tick=False):
        type_password(client, ada, letters.password)
        client.post(SECOND_STEP, {"code": code})

    assert is_signed_in(client) is False


def test_recovery_code_stands_in_for_a_lost_phone_once(client, ada, letters):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes  # noqa: PLC0415 -- needs Django's apps

    code = RecoveryCodes.activate(ada).get_unused_codes()[0]
    second = Client()
    for browser in (client, second):
        type_password(browser, ada, letters.password)
        browser.post(SECOND_STEP, {"code": code})

    assert (is_signed_in(client), is_signed_in(second)) == (True, False)


def test_second_step_without_a_first_leads_to_the_sign_in(client, db):
    answer = client.get(SECOND_STEP)

    assert (answer.status_code, answer.url) == (302, LOGIN)


def test_sixth_wrong_password_is_not_even_looked_at(client, ada, letters):
    for _ in range(5):
        type_password(client, ada, "wrong wrong wrong")
    right_at_last = type_password(client, ada, letters.password)

    assert (right_at_last.status_code, is_signed_in(client)) == (200, False)
    assert b"That was tried too often." in right_at_last.content


def test_sign_in_limit_is_kept_where_every_process_sees_it(settings, client, ada):
    from django.core.cache import caches  # noqa: PLC0415 -- after the settings
    from django.db import connection  # noqa: PLC0415 -- after the settings

    before = _rows(connection)
    type_password(client, ada, "wrong wrong wrong")

    assert caches["default"].__class__.__name__ == "DatabaseCache"
    assert _rows(connection) > before


def _rows(connection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM accounts_cache")
        return cursor.fetchone()[0]


def test_many_requests_from_one_address_meet_a_page_in_plain_words(db):
    answers = [Client().post("/account/signup/", {"email": f"n{number}@example.org"}) for number in range(21)]

    assert [answers[19].status_code, answers[20].status_code] == [302, 429]
    assert b"Too many tries" in answers[20].content


def test_session_ends_with_the_browser(client, ada, letters):
    type_password(client, ada, letters.password)
    client.post(SECOND_STEP, {"code": letters.app()})

    assert client.cookies["sessionid"]["max-age"] == ""


def test_new_staff_get_only_to_the_page_that_sets_up_a_second_step(client, ada, letters):
    new = make_user(email="new@example.org", name="Noor", role="outreach_staff", password=letters.password, by=ada)
    signed_in = type_password(client, new, letters.password)
    shut = {page: client.get(page).url for page in ("/my-page/", "/after-sign-in/", "/staff/users/", "/account/password/change/")}

    assert signed_in.url == "/after-sign-in/"
    assert set(shut.values()) == {"/account/2fa/"}
    assert client.get("/account/2fa/").status_code == 200


def test_page_that_sets_up_a_second_step_says_why_one_is_here(client, ada, bao):
    Authenticator.objects.filter(user=bao).delete()
    client.force_login(bao, backend="django.contrib.auth.backends.ModelBackend")
    without = client.get("/account/2fa/").content
    client.force_login(ada, backend="django.contrib.auth.backends.ModelBackend")
    with_one = client.get("/account/2fa/").content

    assert [b"You work here, so you set up a second step" in words for words in (without, with_one)] == [True, False]


def test_new_staff_set_up_an_app_and_go_on(client, ada, letters):
    new = make_user(email="new@example.org", name="Noor", role="outreach_staff", password=letters.password, by=ada)
    type_password(client, new, letters.password)
    asked = client.get("/account/2fa/totp/activate/")
    client.post(asked.url, {"password": letters.password})
    client.get("/account/2fa/totp/activate/")
    answer = client.post("/account/2fa/totp/activate/", {"code": letters.app(client.session["mfa.totp.secret"])})

    assert asked.url == "/account/reauthenticate/?next=%2Faccount%2F2fa%2Ftotp%2Factivate%2F"
    assert answer.url == "/account/2fa/recovery-codes/"
    assert client.get("/my-page/").status_code == 200


def test_recovery_codes_alone_are_no_second_factor(client, ada, bao):
    Authenticator.objects.filter(user=bao).delete()
    Authenticator.objects.create(user=bao, type=Authenticator.Type.RECOVERY_CODES, data={})
    client.force_login(bao)

    assert client.get("/my-page/").url == "/account/2fa/"


def test_passkey_is_a_second_factor(client, bao):
    Authenticator.objects.filter(user=bao).delete()
    Authenticator.objects.create(user=bao, type=Authenticator.Type.WEBAUTHN, data={"name": "key"})
    client.force_login(bao)

    assert client.get("/my-page/").status_code == 200


def test_switched_off_staff_are_out_at_the_next_click(client, ada, bao):
    client.force_login(bao, backend="django.contrib.auth.backends.ModelBackend")
    before = client.get("/my-page/").status_code
    deactivate_user(user=bao, by=ada)

    assert (before, client.get("/my-page/").url) == (200, "/account/login/?next=/my-page/")


def test_switched_off_staff_cannot_sign_in(client, ada, letters):
    new = make_user(email="new@example.org", name="Noor", role="outreach_staff", password=letters.password, by=ada)
    deactivate_user(user=new, by=ada)

    answer = type_password(client, new, letters.password)

    assert (answer.status_code, answer.url, is_signed_in(client)) == (302, "/account/inactive/", False)


def test_invitation_of_staff_sets_a_password_and_signs_nobody_in(client, ada, letters):
    new = make_user(email="new@example.org", name="Noor", role="reader", by=ada)
    invite_user(user=new, by=ada)
    link = next(line for line in letters.newest()["body"].splitlines() if "/password/reset/key/" in line)
    form = client.get(link.removeprefix("http://127.0.0.1:8000")).url
    answer = client.post(form, {"password1": letters.password, "password2": letters.password})

    new.refresh_from_db()
    assert (answer.url, new.check_password(letters.password), is_signed_in(client)) == ("/account/password/reset/key/done/", True, False)


def test_forgotten_password_is_set_anew_by_mail(client, ada, letters):
    client.post("/account/password/reset/", {"email": ada.email})

    assert "http://127.0.0.1:8000/account/password/reset/key/" in letters.newest()["body"]
    assert letters.newest()["to"] == ada.email


def test_expired_session_says_that_nothing_was_saved(client, as_bao):
    as_bao.session.flush()
    del as_bao.cookies["sessionid"]
    answer = as_bao.post("/staff/settings/", {"name": "Typed for an hour"})

    assert (answer.status_code, answer.url) == (302, "/account/login/?next=/staff/settings/")
    assert b"You were signed out in the meantime, so nothing was saved." in as_bao.get(answer.url).content


def test_forged_form_meets_a_page_in_plain_words(the_administrator):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(the_administrator, backend="django.contrib.auth.backends.ModelBackend")
    answer = browser.post("/staff/settings/", {"name": "Forged"})

    assert answer.status_code == 403
    assert b"Nothing was saved." in answer.content


@pytest.mark.parametrize("address", ["//evil.example/x", "https://evil.example/"])
def test_sign_in_leads_to_no_other_house(client, amina, letters, address):
    client.post(f"/account/login/code/?next={address}", {"email": amina.email, "next": address})
    answer = client.post("/account/login/code/confirm/", {"code": letters.code(), "next": address})

    assert answer.url == "/after-sign-in/"
