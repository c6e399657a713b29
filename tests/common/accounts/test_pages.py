"""The pages of sign-ins."""

import pytest
from django.urls import reverse

from commonshelf.common.accounts.models import User
from commonshelf.common.log.models import LogEntry
from commonshelf.common.outbox.models import OutboxMessage


@pytest.fixture
def as_administrator(client, the_administrator):
    client.force_login(the_administrator, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("count", [1, 3])
def test_users_page_asks_the_same_however_many_there_are(as_administrator, count, django_assert_num_queries):
    for number in range(count):
        User.objects.create_user(f"n{number}@example.org", None, name=f"N{number}")
    as_administrator.get("/staff/users/")

    with django_assert_num_queries(6):
        answer = as_administrator.get("/staff/users/")
    assert len(answer.context["page_obj"]) == count + 1


def test_users_page_has_25_on_a_page(as_administrator):
    for number in range(26):
        User.objects.create_user(f"n{number}@example.org", None, name=f"N{number:02}")

    assert [len(as_administrator.get(f"/staff/users/?page={page}").context["page_obj"]) for page in (1, 2)] == [25, 2]


def test_making_a_sign_in_mails_its_owner(as_administrator):
    answer = as_administrator.post("/staff/users/new/", {"name": "Noor", "email": "noor@example.org", "role": "reader"})

    user = User.objects.get(email="noor@example.org")
    assert (answer.url, user.role) == (reverse("accounts:user", args=[user.pk]), "reader")
    assert OutboxMessage.objects.get().payload["to"] == "noor@example.org"


def test_making_a_sign_in_twice_says_so_on_the_form(as_administrator):
    asked = {"name": "Noor", "email": "noor@example.org", "role": "reader"}
    as_administrator.post("/staff/users/new/", asked)
    answer = as_administrator.post("/staff/users/new/", asked)

    assert (answer.status_code, User.objects.count()) == (422, 2)
    assert b"already has a sign-in" in answer.content


def test_user_page_changes_the_role(as_administrator, bao):
    answer = as_administrator.post(f"/staff/users/{bao.pk}/", {"role": "branch_staff"})

    bao.refresh_from_db()
    assert (answer.url, bao.role) == (f"/staff/users/{bao.pk}/", "branch_staff")


@pytest.mark.parametrize(
    ("button", "logged"),
    [("invite", "invite_user"), ("off", "deactivate_user"), ("on", "reactivate_user"), ("second-step", "remove_second_factor")],
)
def test_user_page_has_buttons_that_work(as_administrator, bao, button, logged):
    answer = as_administrator.post(f"/staff/users/{bao.pk}/{button}/")

    assert (answer.url, LogEntry.objects.get().action) == (f"/staff/users/{bao.pk}/", logged)
    assert as_administrator.get(answer.url).status_code == 200


def test_switching_off_the_last_administrator_is_a_page_that_says_why(as_administrator, the_administrator):
    answer = as_administrator.post(f"/staff/users/{the_administrator.pk}/off/")

    assert answer.status_code == 409
    assert b"This is the last administrator" in answer.content


def test_my_page_shows_what_is_held(client, amina):
    client.force_login(amina, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get("/my-page/").content.decode()

    assert [words in answer for words in ("Amina", "amina@example.org", "Resident", "Second step of signing in")] == [
        True,
        True,
        True,
        False,
    ]


def test_my_page_offers_staff_their_second_step(as_bao):
    assert b"Second step of signing in" in as_bao.get("/my-page/").content


def test_sign_out_ends_the_session(as_bao):
    answer = as_bao.post("/account/logout/")

    assert (answer.url, "_auth_user_id" in as_bao.session) == ("/", False)
    assert as_bao.get("/my-page/").status_code == 302
