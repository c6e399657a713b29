"""The doors of pages: every view wears one, so that a page nobody thought about cannot exist."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.utils.translation import gettext as _

from commonshelf.common.accounts.rules import ensure_may

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from commonshelf.common.accounts.models import User

    class SignedInRequest(HttpRequest):
        """What a view behind a door gets: somebody is signed in."""

        user: User


P = ParamSpec("P")


def open_to_all(view: Callable[Concatenate[HttpRequest, P], HttpResponseBase]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Mark a page that everybody may open without signing in."""
    view.door = "open to all"  # type: ignore[attr-defined]  # read by the matrix test
    return view


def door(permission: str) -> Callable[[Callable[Concatenate[Any, P], HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Open a page to those who have `permission`; send who is not signed in to the sign-in page and refuse the rest."""

    def decorate(view: Callable[Concatenate[Any, P], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                if request.method == "POST":
                    messages.warning(request, _("You were signed out in the meantime, so nothing was saved. Sign in and send it again."))
                return redirect_to_login(request.get_full_path())
            ensure_may(request.user, permission)
            return view(request, *args, **kwargs)

        guarded.door = permission  # type: ignore[attr-defined]  # read by the matrix test
        return guarded

    return decorate
