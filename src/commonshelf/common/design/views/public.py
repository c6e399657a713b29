"""The one page of design that everybody uses: the language switch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from commonshelf.common.accounts.doors import open_to_all

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_ONE_YEAR = 60 * 60 * 24 * 365


@csrf_exempt
@require_POST
@open_to_all
def set_language(request: HttpRequest) -> HttpResponse:
    """Keep the language a reader chose and show them the page they were on.

    It is exempt from the forgery check, because it changes nothing but one cookie of the reader's own, and because a language
    that cannot be chosen when the check fails would leave people with an error page they cannot read.
    """
    asked = request.POST.get("next", "")
    here = asked if url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure()) else "/"
    answer = HttpResponseRedirect(here)
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES) and check_for_language(language):
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, language, max_age=_ONE_YEAR, samesite="Lax", httponly=True, secure=settings.SESSION_COOKIE_SECURE
        )
    return answer
