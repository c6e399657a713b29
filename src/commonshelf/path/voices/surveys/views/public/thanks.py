"""The page after the last button: thanks, and the one code by which a person finds their answers again."""

from __future__ import annotations

import hashlib
import json
import secrets
from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language

from commonshelf.common.accounts.doors import open_to_all
from commonshelf.common.accounts.forgery import token_for_kept_page
from commonshelf.common.library.queries import the_library
from commonshelf.path.voices.surveys.queries.receipts import thanked
from commonshelf.path.voices.surveys.queries.results import public_after
from commonshelf.path.voices.surveys.views.public.kept import KeptPages

if TYPE_CHECKING:
    from django.http import HttpRequest

    from commonshelf.path.voices.surveys.actions import Submitted

COOKIE = "survey_thanks"
SALT = "surveys.thanks"
LASTS = 15 * 60
PAGES = KeptPages(4_000_000)
# Nobody can have written these two into a text: they are drawn anew by each process.
_FORGERY, _CODE = secrets.token_hex(16), secrets.token_hex(16)


def led_to_thanks(submitted: Submitted) -> HttpResponse:
    """Lead on to the page with the code.

    The code travels in a cookie that only this page gets to see: an address with it would stay in histories and logs, and a session
    would be a row in the database, for everybody who answers. The mark differs with the words of thanks and with when results are shown, so that the
    page can be kept.
    """
    address = _address()
    answer = HttpResponseRedirect(address)
    response = submitted.response
    said = json.dumps([submitted.survey.thanks, str(public_after(submitted.survey))])
    mark = hashlib.blake2b(said.encode(), digest_size=8).hexdigest()
    value = f"{response.questionnaire_id} {int(response.screened_by_id is not None)} {mark} {submitted.code}"
    kept = {"path": address, "httponly": True, "samesite": "Lax", "secure": settings.SESSION_COOKIE_SECURE}
    answer.set_signed_cookie(COOKIE, value, salt=SALT, max_age=LASTS, **kept)
    return answer


@cache
def _address() -> str:
    return reverse("surveys:thanks")


@open_to_all
def thanks(request: HttpRequest) -> HttpResponse:
    """Show the code until the page is closed for the next person at the device, and for a quarter of an hour at most."""
    if request.method == "POST":
        closed = redirect("surveys:open_surveys")
        closed.delete_cookie(COOKIE, path=_address(), samesite="Lax")
        return closed
    told = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=LASTS) or ""
    if not told:
        return redirect("surveys:open_surveys")
    questionnaire, screened_out, mark, code = told.split()
    if settings.SESSION_COOKIE_NAME in request.COOKIES or "messages" in request.COOKIES:
        return render(request, "surveys/thanks.html", {**_about(int(questionnaire), screened_out=screened_out == "1"), "code": code})
    return _kept(request, (int(questionnaire), screened_out == "1", mark), code)


def _about(questionnaire: int, *, screened_out: bool) -> dict[str, Any]:
    page = thanked(questionnaire, screened_out=screened_out)
    return {"thanks": page, "public_after": public_after(page.survey)}


def _kept(request: HttpRequest, about: tuple[int, bool, str], code: str) -> HttpResponse:
    """Answer with the page as it was drawn for the last person, with the code and the token against forgery of this one."""
    library = the_library()
    key = (about, get_language(), library.name, library.postal_address)
    kept = PAGES.get(key)
    if kept is None:
        context = {
            **_about(about[0], screened_out=about[1]),
            "code": _CODE,
            "request": request,
            "user": request.user,
            "messages": (),
            "library": library,
            "sample_town": settings.SAMPLE_TOWN,
            "languages": settings.LANGUAGES,
            "csrf_token": _FORGERY,
        }
        before, rest = render_to_string("surveys/thanks.html", context).encode().split(_CODE.encode())
        between, after = rest.split(_FORGERY.encode())
        kept = (before, between, after)
        PAGES.keep(key, kept)
    return HttpResponse(b"".join((kept[0], code.encode(), kept[1], token_for_kept_page(request).encode(), kept[2])))
