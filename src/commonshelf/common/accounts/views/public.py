"""Where signing in leads, and what is held about who signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from commonshelf.common.accounts.doors import door

if TYPE_CHECKING:
    from django.http import HttpResponse

    from commonshelf.common.accounts.doors import SignedInRequest


@door("accounts.read_my_page")
def after_sign_in(request: SignedInRequest) -> HttpResponse:
    """Send staff to their day and everybody else to their own page."""
    return HttpResponseRedirect(reverse("pages:today" if request.user.is_staff_member else "accounts:my_page"))


@door("accounts.read_my_page")
def my_page(request: SignedInRequest) -> HttpResponse:
    """Show what the library holds about this sign-in."""
    language = dict(settings.LANGUAGES).get(request.user.language, "")
    return render(request, "accounts/my_page.html", {"language": language})
