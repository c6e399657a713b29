"""Residents, partners and volunteers: a mailed code, no password."""

import datetime as dt

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone

from commonshelf.common.accounts.actions import deactivate_user, forget_unproven_sign_ups
from commonshelf.common.accounts.forms.public import SignUpForm
from commonshelf.common.accounts.models import User
from commonshelf.common.outbox.models import OutboxMessage

ASK = "/account/login/code/"
CONFIRM = "/account/login/code/confirm/"
SIGN_UP = "/account/signup/"


def ask_for_code(client, email):
    return client.post(ASK, {"email": email})


def test_sign_in_by_code_opens_the_own_page(client, amina, letters):
    asked = ask_for_code(client, amina.email)
    told = client.post(CONFIRM, {"code": letters.code()})

    assert (asked.status_code, asked.url) == (302, CONFIRM)
    assert (told.status_code, told.url) == (302, "/after-sign-in/")
    assert client.get(told.url).url == reverse("accounts:my_page")


def test_sign_in_by_code_mails_in_the_language_of_the_page(client, amina, letters):
    client.cookies["django_language"] = "ar"

    ask_for_code(client, amina.email)

    assert (letters.newest()["to"], letters.newest()["language"]) == (amina.email, "ar")


def test_sign_in_code_is_no_use_to_a_late_worker(client, amina, letters):
    ask_for_code(client, amina.email)

    good_for = dt.datetime.fromisoformat(letters.newest()["good_until"]) - timezone.now()

    assert 14 * 60 < good_for.total_seconds() <= 15 * 60


def test_each_code_is_its_own_letter(client, amina):
    ask_for_code(client, amina.email)
    client.post(CONFIRM, {"action": "resend"})

    assert OutboxMessage.objects.values("key").distinct().count() == 2


def test_wrong_code_is_refused_and_the_third_ends_it(client, amina, letters):
    ask_for_code(client, amina.email)
    code = letters.code()

    answers = [client.post(CONFIRM, {"code": "WRONG"}) for _ in range(3)]
    late = client.post(CONFIRM, {"code": code})

    assert [answer.status_code for answer in answers] == [200, 200, 302]
    assert b"This code is not right" in answers[0].content
    assert (late.status_code, "_auth_user_id" in client.session) == (302, False)


def test_code_runs_out_after_a_quarter_of_an_hour(client, amina, letters):
    with time_machine.travel(timezone.now() - dt.timedelta(minutes=16), tick=False):
        ask_for_code(client, amina.email)
    late = client.post(CONFIRM, {"code": letters.code()})

    assert (late.status_code, "_auth_user_id" in client.session) == (302, False)


def test_code_is_worthless_in_another_browser(client, amina, letters):
    from django.test import Client  # noqa: PLC0415 -- a second browser

    ask_for_code(client, amina.email)
    other = Client()

    assert other.post(CONFIRM, {"code": letters.code()}).status_code == 302
    assert "_auth_user_id" not in other.session


@pytest.mark.parametrize("address", ["nobody@example.org", "bao@example.org", "gone@example.org"])
def test_asking_for_a_code_never_says_who_has_a_sign_in(client, amina, bao, address):
    User.objects.create_user("gone@example.org", None, name="Gone", is_active=False)
    known = ask_for_code(client, amina.email)
    shown = client.get(CONFIRM).content.count(b"<form")
    client.cookies.clear()

    unknown = ask_for_code(client, address)

    assert (unknown.status_code, unknown.url) == (known.status_code, known.url)
    assert client.get(CONFIRM).content.count(b"<form") == shown


def test_staff_get_no_code_but_a_mail_that_says_why(client, bao, letters):
    ask_for_code(client, bao.email)

    assert "People who work here get none" in letters.newest()["body"]
    assert f"{reverse('account_login')}" in letters.newest()["body"]


def test_switched_off_sign_in_gets_no_code(client, amina, the_administrator, letters):
    deactivate_user(user=amina, by=the_administrator)

    ask_for_code(client, amina.email)

    assert "is switched off" in letters.newest()["body"]


def test_unknown_address_is_shown_where_to_sign_up(client, db, letters):
    ask_for_code(client, "new@example.org")

    assert f"http://127.0.0.1:8000{SIGN_UP}" in letters.newest()["body"]


def test_role_that_came_while_the_code_was_on_its_way_is_refused(client, amina, letters):
    ask_for_code(client, amina.email)
    code = letters.code()
    User.objects.filter(pk=amina.pk).update(role="administrator")

    told = client.post(CONFIRM, {"code": code})

    assert (told.status_code, "_auth_user_id" in client.session) == (403, False)
    assert b"cannot sign in with a mailed code alone" in told.content


def test_sign_up_makes_a_resident_once_the_code_is_typed(client, db, letters):
    posted = client.post(
        SIGN_UP, {"email": "New@Example.org", "name": "Nour", "role": "administrator", "is_superuser": "1", "password1": "x"}
    )
    signed_in_before = "_auth_user_id" in client.session
    told = client.post(CONFIRM, {"code": letters.code()})

    user = User.objects.get(email="new@example.org")
    assert (posted.url, signed_in_before, told.url) == (CONFIRM, False, "/after-sign-in/")
    assert (user.name, user.role, user.is_superuser, user.has_usable_password()) == ("Nour", "resident", False, False)
    assert client.session["_auth_user_id"] == str(user.pk)


def test_sign_up_with_a_known_address_makes_nothing_and_tells_its_owner(client, amina, letters):
    posted = client.post(SIGN_UP, {"email": amina.email})

    assert (posted.status_code, posted.url) == (302, CONFIRM)
    assert (letters.newest()["to"], User.objects.count()) == (amina.email, 1)
    assert ASK in letters.newest()["body"]


def test_sign_up_sent_twice_at_once_makes_one_sign_in(client, amina, letters, monkeypatch):
    monkeypatch.setattr(SignUpForm, "validate_unique_email", lambda _form, value: value)

    posted = client.post(SIGN_UP, {"email": amina.email})

    assert (posted.status_code, posted.url, User.objects.count(), EmailAddress.objects.count()) == (302, CONFIRM, 1, 0)


def test_sign_up_with_the_address_of_staff_makes_nothing(client, bao, letters):
    client.post(SIGN_UP, {"email": bao.email})

    assert (User.objects.count(), "People who work here get none" in letters.newest()["body"]) == (1, True)


def test_unproven_sign_ups_are_forgotten_after_a_week(client, amina, letters):
    with time_machine.travel(timezone.now() - dt.timedelta(days=8), tick=False):
        client.post(SIGN_UP, {"email": "never@example.org"})
        client.cookies.clear()
        client.post(SIGN_UP, {"email": "proven@example.org"})
        client.post(CONFIRM, {"code": letters.code()})
    client.cookies.clear()
    client.post(SIGN_UP, {"email": "yesterday@example.org"})

    assert forget_unproven_sign_ups() == 1
    assert sorted(User.objects.values_list("email", flat=True)) == ["amina@example.org", "proven@example.org", "yesterday@example.org"]


@pytest.mark.parametrize("name", ["a\x00b", "x" * 121, "x" * 2_000_000])
def test_sign_up_with_a_broken_name_is_refused(client, db, name):
    answer = client.post(SIGN_UP, {"email": "new@example.org", "name": name})

    assert answer.status_code in {200, 400}
    assert User.objects.count() == 0


@pytest.mark.parametrize("page", ["account_set_password", "account_change_password", "mfa_index", "accounts:users"])
def test_resident_has_no_page_of_passwords(client, amina, page):
    client.force_login(amina)

    assert client.get(reverse(page)).status_code == 403


def test_resident_is_mailed_no_link_that_sets_a_password(client, amina, letters):
    client.post("/account/password/reset/", {"email": amina.email})

    assert ("/password/reset/" in letters.newest()["body"], ASK in letters.newest()["body"]) == (False, True)
