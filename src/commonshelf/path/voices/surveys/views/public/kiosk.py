"""A survey on a tablet or computer that many use one after the other: each begins anew, and nothing of anybody stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import redirect, render
from django.urls import reverse

from commonshelf.common.accounts.doors import open_to_all
from commonshelf.path.voices.surveys.queries import is_open
from commonshelf.path.voices.surveys.queries.pages import shown_at_kiosk
from commonshelf.path.voices.surveys.terms import Mode
from commonshelf.path.voices.surveys.terms.answering import KIOSK_IDLE, KIOSK_THANKS
from commonshelf.path.voices.surveys.views.public.answering import Door, not_open, render_answer_page

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from commonshelf.path.voices.surveys.actions import Submitted


@open_to_all
def kiosk(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask whoever stands there now. No browser keeps the page, so “back” finds nothing; the language of the one before is forgotten too."""
    shown = shown_at_kiosk(key)
    home = reverse("surveys:kiosk", args=[key])

    def done(submitted: Submitted) -> HttpResponse:
        # The code comes with this answer alone: no cookie carries it on.
        told = {"survey": shown.survey, "screened_out": submitted.response.screened_by_id is not None, "code": submitted.code}
        page = render(request, "surveys/kiosk_thanks.html", {**told, "home": home, "seconds": KIOSK_THANKS})
        page.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
        return page

    if request.method == "GET" and request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME):
        anew = redirect(home)
        anew.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
        return anew
    if not is_open(shown.survey):
        return not_open(request, shown)
    more = {"home": home, "seconds": KIOSK_IDLE}
    door = Door(done=done, mode=Mode.KIOSK, drawn_by="surveys/kiosk.html", action=home, may_save=False, more=more)
    return render_answer_page(request, shown, door)
