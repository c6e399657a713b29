"""The page after the last button: thanks, and the one code by which a person finds their answers again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse

from commonshelf.common.accounts.doors import open_to_all
from commonshelf.path.voices.surveys.queries.receipts import thanked

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from commonshelf.path.voices.surveys.actions import Submitted

COOKIE = "survey_thanks"
SALT = "surveys.thanks"
LASTS = 15 * 60


def led_to_thanks(submitted: Submitted) -> HttpResponse:
    """Lead on to the page with the code.

    The code travels in a cookie that only this page gets to see: an address with it would stay in histories and logs, and a session
    would be a row in the database, for everybody who answers.
    """
    address = reverse("surveys:thanks")
    answer = HttpResponseRedirect(address)
    value = f"{submitted.response.questionnaire_id} {submitted.response.screened_by_id or 0} {submitted.code}"
    kept = {"path": address, "httponly": True, "samesite": "Lax", "secure": settings.SESSION_COOKIE_SECURE}
    answer.set_signed_cookie(COOKIE, value, salt=SALT, max_age=LASTS, **kept)
    return answer


@open_to_all
def thanks(request: HttpRequest) -> HttpResponse:
    """Show the code until the page is closed for the next person at the device, and for a quarter of an hour at most."""
    if request.method == "POST":
        answer = redirect("surveys:open_surveys")
        answer.delete_cookie(COOKIE, path=reverse("surveys:thanks"), samesite="Lax")
        return answer
    told = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=LASTS) or ""
    if not told:
        return redirect("surveys:open_surveys")
    questionnaire, screened_by, code = told.split()
    return render(request, "surveys/thanks.html", {"thanks": thanked(int(questionnaire), int(screened_by)), "code": code})
