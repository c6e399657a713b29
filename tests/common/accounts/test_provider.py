"""The library's own OpenID Connect provider: a real peer on loopback."""

from urllib.parse import urlsplit

import httpx
import oidc_provider_mock
import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from commonshelf.common.accounts.actions import deactivate_user
from commonshelf.common.accounts.models import User

# The peer's own libraries announce their future in its thread; that is no fault of this house.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
LOGIN = "/account/oidc/library/login/"


@pytest.fixture(scope="module")
def provider():
    with oidc_provider_mock.run_server_in_thread() as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def our_provider(settings, provider):
    app = {
        "provider_id": "library",
        "name": "City sign-in",
        "client_id": "commonshelf",
        "secret": "s",
        "settings": {"server_url": provider, "oauth_pkce_enabled": True},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    return provider


def come_through(client, provider, *, email, verified=True, start=LOGIN):
    """Go to the provider as somebody with this address, and come back; return where that ends."""
    httpx.put(f"{provider}/users/who", json={"email": email, "email_verified": verified, "name": "Whoever"})
    to_provider = client.post(start)
    back = httpx.post(to_provider.url, data={"sub": "who"}).headers["location"]
    parts = urlsplit(back)
    return client.get(f"{parts.path}?{parts.query}")


def test_provider_signs_in_staff_and_its_second_factor_counts(client, our_provider, bao):
    Authenticator.objects.filter(user=bao).delete()

    answer = come_through(client, our_provider, email="Bao@example.org")

    assert (answer.status_code, answer.url) == (302, "/after-sign-in/")
    assert client.session["_auth_user_id"] == str(bao.pk)
    assert client.get("/my-page/").status_code == 200


def test_provider_leaves_nothing_behind(client, our_provider, bao):
    come_through(client, our_provider, email=bao.email)

    assert (SocialAccount.objects.count(), User.objects.count()) == (0, 1)


def test_second_factor_that_somebody_set_up_here_is_asked_for_too(client, our_provider, bao):
    answer = come_through(client, our_provider, email=bao.email)

    assert answer.url == "/account/2fa/authenticate/"


@pytest.mark.parametrize(("email", "verified"), [("stranger@example.org", True), ("bao@example.org", False), ("amina@example.org", True)])
def test_provider_never_lets_in_who_does_not_work_here(client, our_provider, bao, amina, email, verified):
    answer = come_through(client, our_provider, email=email, verified=verified)

    assert (answer.status_code, "_auth_user_id" in client.session, User.objects.count()) == (403, False, 2)
    assert b"City sign-in knows you, but nobody who works here has the mail address it gave us." in answer.content


def test_provider_does_not_let_in_who_is_switched_off(client, our_provider, bao, the_administrator):
    deactivate_user(user=bao, by=the_administrator)

    assert come_through(client, our_provider, email=bao.email).status_code == 403


def test_provider_cannot_be_connected_to_somebody_elses_session(client, our_provider, amina):
    client.force_login(amina, backend="django.contrib.auth.backends.ModelBackend")

    answer = come_through(client, our_provider, email="stranger@example.org", start=f"{LOGIN}?process=connect")

    assert (answer.status_code, SocialAccount.objects.count()) == (403, 0)


def test_provider_that_does_not_answer_is_a_page_and_no_fault(client, settings, our_provider, db):
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = "http://127.0.0.1:9"

    answer = client.post(LOGIN)

    assert answer.status_code == 503
    assert b"The sign-in of your library does not answer." in answer.content


def test_provider_stands_on_the_sign_in_page_only_where_there_is_one(client, our_provider, settings, db):
    with_one = client.get("/account/login/").content
    settings.SOCIALACCOUNT_PROVIDERS = {}
    without = client.get("/account/login/").content

    assert (b"City sign-in" in with_one, b"City sign-in" in without) == (True, False)
