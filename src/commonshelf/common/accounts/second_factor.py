"""Staff without a second factor get to the page that sets one up, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpResponseRedirect
from django.urls import reverse

from commonshelf.common.accounts.models import User

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

OPEN_PREFIXES = ("/account/", "/static/", "/language/")


class StaffNeedSecondFactor:
    """Middleware: a member of staff sets up a second factor before anything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Send staff without a second factor to the page that sets one up."""
        user = request.user
        if isinstance(user, User) and user.is_staff_member and not request.path.startswith(OPEN_PREFIXES) and not is_mfa_enabled(user):
            return HttpResponseRedirect(reverse("mfa_index"))
        return self.get_response(request)
