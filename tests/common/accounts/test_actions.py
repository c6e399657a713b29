"""Making sign-ins and changing what they may do."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser

from commonshelf.common.accounts import actions
from commonshelf.common.accounts.models import User
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.models import LogEntry
from commonshelf.common.outbox.models import OutboxMessage


def refused(act, **told):
    with pytest.raises(Refusal) as caught:
        act(**told)
    return caught.value.code.code


def logged():
    return list(LogEntry.objects.order_by("at").values_list("action", flat=True))


def test_make_user_makes_a_sign_in_and_logs_it(the_administrator):
    user = actions.make_user(email=" New@Example.org", name=" Noor ", role="partner", by=the_administrator)

    assert (user.email, user.name, user.role, user.has_usable_password()) == ("new@example.org", "Noor", "partner", False)
    assert logged() == ["make_user"]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"email": "no address"}, "accounts.email_unreadable"),
        ({"email": "a\x00b@example.org"}, "accounts.email_unreadable"),
        ({"email": "ADA@example.org"}, "accounts.email_taken"),
        ({"name": " \u202e "}, "house.text_empty"),
        ({"name": "x" * 121}, "house.text_too_long"),
        ({"password": "short"}, "accounts.password_too_weak"),
        ({"password": "password1234567"}, None),
        ({"role": "resident", "password": "four plain words here"}, "accounts.password_for_staff_only"),
    ],
)
def test_make_user_refuses_what_would_not_work(the_administrator, told, code):
    asked = {"email": "new@example.org", "name": "Noor", "role": "reader", **told}
    if code is None:
        actions.make_user(**asked, by=the_administrator)
        return
    assert refused(actions.make_user, **asked, by=the_administrator) == code
    assert (User.objects.count(), logged()) == (1, [])


@pytest.mark.parametrize(
    "ask",
    [
        lambda by, _user: actions.make_user(email="x@example.org", name="X", role="resident", by=by),
        lambda by, user: actions.invite_user(user=user, by=by),
        lambda by, user: actions.change_role(user=user, role="administrator", by=by),
        lambda by, user: actions.deactivate_user(user=user, by=by),
        lambda by, user: actions.reactivate_user(user=user, by=by),
        lambda by, user: actions.remove_second_factor(user=user, by=by),
    ],
)
def test_only_administrators_change_sign_ins(ask, dmitri, bao, the_reader, farid, the_administrator):
    for by in (AnonymousUser(), dmitri, bao, the_reader, farid):
        with pytest.raises(Refusal) as caught:
            ask(by, bao)
        assert caught.value.code.code == "house.not_allowed"
    assert logged() == []
    ask(the_administrator, bao)
    assert len(logged()) == 1


def test_first_administrator_is_made_once(db):
    first = actions.make_first_administrator(email="ada@example.org", name="Ada", password="four plain words here")

    code = refused(actions.make_first_administrator, email="eve@example.org", name="Eve", password="four plain words here")

    assert (first.role, code, User.objects.count()) == ("administrator", "accounts.administrator_exists", 1)


def test_change_role_is_logged_with_what_it_was(the_administrator, bao):
    actions.change_role(user=bao, role="reader", by=the_administrator)

    entry = LogEntry.objects.get()
    assert (entry.actor, entry.action, entry.thing_id) == (the_administrator, "change_role", str(bao.pk))
    assert entry.detail == {"was": "outreach_staff", "role": "reader"}


def test_change_role_within_the_staff_keeps_password_and_session(client, the_administrator, bao):
    client.force_login(bao, backend="django.contrib.auth.backends.ModelBackend")
    actions.change_role(user=bao, role="reader", by=the_administrator)

    assert (client.get("/my-page/").status_code, Authenticator.objects.filter(user=bao).count()) == (200, 1)


def test_change_role_of_who_leaves_takes_password_second_factor_and_session(client, the_administrator, bao):
    client.force_login(bao, backend="django.contrib.auth.backends.ModelBackend")
    actions.change_role(user=bao, role="volunteer", by=the_administrator)

    bao.refresh_from_db()
    assert (bao.has_usable_password(), Authenticator.objects.filter(user=bao).count()) == (False, 0)
    assert client.get("/my-page/").status_code == 302


def test_change_role_of_who_begins_ends_the_session_that_a_mailed_code_opened(client, the_administrator, amina):
    client.force_login(amina, backend="django.contrib.auth.backends.ModelBackend")
    actions.change_role(user=amina, role="outreach_staff", by=the_administrator)

    assert client.get("/my-page/").status_code == 302


def test_last_administrator_can_neither_leave_nor_be_switched_off(the_administrator, bao):
    alone = [
        refused(actions.change_role, user=the_administrator, role="reader", by=the_administrator),
        refused(actions.deactivate_user, user=the_administrator, by=the_administrator),
    ]
    actions.change_role(user=bao, role="administrator", by=the_administrator)
    actions.deactivate_user(user=the_administrator, by=bao)

    the_administrator.refresh_from_db()
    assert alone == ["accounts.last_administrator", "accounts.last_administrator"]
    assert the_administrator.is_active is False


def test_administrator_who_is_switched_off_does_not_count(the_administrator, bao):
    actions.change_role(user=bao, role="administrator", by=the_administrator)
    actions.deactivate_user(user=bao, by=the_administrator)

    assert refused(actions.change_role, user=the_administrator, role="reader", by=the_administrator) == "accounts.last_administrator"


def test_remove_second_factor_makes_room_for_a_new_one(client, the_administrator, bao):
    client.force_login(bao, backend="django.contrib.auth.backends.ModelBackend")
    actions.remove_second_factor(user=bao, by=the_administrator)

    assert client.get("/my-page/").url == "/account/2fa/"


def test_invitation_of_a_partner_needs_no_password_and_speaks_their_language(the_administrator, carla):
    carla.language = "es"
    carla.save()
    actions.invite_user(user=carla, by=the_administrator)
    payload = OutboxMessage.objects.get().payload

    assert (payload["to"], payload["language"], "/password/" in payload["body"]) == (carla.email, "es", False)
    assert "http://127.0.0.1:8000/account/login/code/" in payload["body"]


def test_invitation_of_a_switched_off_sign_in_is_refused(the_administrator, carla):
    actions.deactivate_user(user=carla, by=the_administrator)

    assert refused(actions.invite_user, user=carla, by=the_administrator) == "accounts.user_switched_off"
    assert OutboxMessage.objects.count() == 0
