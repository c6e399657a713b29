"""Staff without a second factor get to the page that sets one up, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpResponseRedirect
from django.urls import reverse

from commonshelf.common.accounts.models import User

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

# Setting one up, proving who sets it up, reading the page in one's language, and leaving.
OPEN_PREFIXES = ("/account/2fa/", "/account/reauthenticate/", "/account/logout/", "/language/", "/static/")
# Recovery codes alone are no second factor: they are for the day the first one is lost.
SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def has_second_factor(user: User) -> bool:
    """Say whether this sign-in has an authenticator app or a passkey."""
    return bool(is_mfa_enabled(user, SECOND_FACTORS))


def came_through_provider(request: HttpRequest, user: User) -> bool:
    """Say whether this session was opened at the library's own provider, whose business the second factor then is."""
    return any(record.get("method") == "socialaccount" for record in get_authentication_records(request, user))


class StaffNeedSecondFactor:
    """Middleware: a member of staff sets up a second factor before anything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Send staff without a second factor to the page that sets one up."""
        user = request.user
        if not isinstance(user, User) or not user.is_staff_member or request.path.startswith(OPEN_PREFIXES):
            return self.get_response(request)
        if came_through_provider(request, user) or has_second_factor(user):
            return self.get_response(request)
        return HttpResponseRedirect(reverse("mfa_index"))
