"""What became of it: the page a receipt code opens, the answer back, and taking words back.

The code of a voice opens that voice. The code of a survey opens everything that was written there, and from there each voice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.forms import Form
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext as _
from django.views.decorators.cache import never_cache

from commonshelf.common.accounts.doors import open_to_all
from commonshelf.common.design.form_page import answer_form
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.receipts.codes import code_for
from commonshelf.path.decisions.actions import answer_back
from commonshelf.path.decisions.queries import replies_to
from commonshelf.path.voices.ledger.queries import voice_of_receipt
from commonshelf.path.voices.surveys.queries.receipts import find_response
from commonshelf.telling.pages.actions import take_back_words
from commonshelf.telling.pages.forms import AnswerBackForm, CodeForm
from commonshelf.telling.pages.queries.fates import fates_of
from commonshelf.telling.pages.queries.told import what_became_of
from commonshelf.telling.pages.terms import CODE_CLOSED

if TYPE_CHECKING:
    from typing import Any

    from django.http import HttpRequest, HttpResponse, QueryDict

    from commonshelf.path.voices.ledger.models import Voice
    from commonshelf.path.voices.surveys.models import Response

OPEN_CODE = "open_receipt_code"
OPEN_SURVEY_CODE = "open_survey_code"


def _opened(request: HttpRequest) -> Voice | None:
    """Return the voice whose code this browser has entered; a code that is no longer known closes the page."""
    code = request.session.get(OPEN_CODE)
    if code is None:
        return None
    try:
        return voice_of_receipt(code)
    except Refusal:
        del request.session[OPEN_CODE]
        return None


def _opened_response(request: HttpRequest) -> Response | None:
    """Return the response to a survey whose code this browser has entered."""
    code = request.session.get(OPEN_SURVEY_CODE)
    return find_response(code) if code is not None else None


def _forget_codes(request: HttpRequest, *codes: str) -> None:
    for code in codes:
        request.session.pop(code, None)


@never_cache
@open_to_all
def what_became(request: HttpRequest) -> HttpResponse:
    """Ask for a code; with one, show what became of the words. The code is posted and kept in the session, never in an address."""

    def act(told: dict[str, Any]) -> str:
        opens = OPEN_CODE if find_response(told["code"]) is None else OPEN_SURVEY_CODE
        if opens == OPEN_CODE:
            voice_of_receipt(told["code"])
        _forget_codes(request, OPEN_CODE, OPEN_SURVEY_CODE)
        request.session[opens] = told["code"]
        return reverse("pages:what_became")

    if request.method == "POST" and "close" in request.POST:
        _forget_codes(request, OPEN_CODE, OPEN_SURVEY_CODE)
        return redirect("pages:what_became")
    if request.method == "POST" and "open" in request.POST:
        return _open_one(request)
    voice = _opened(request) if request.method != "POST" else None
    if voice is not None:
        context = {"became": what_became_of(voice), "of_survey": OPEN_SURVEY_CODE in request.session}
        return render(request, "pages/what_became.html", context)
    response = _opened_response(request) if request.method != "POST" else None
    if response is None:
        return answer_form(request, CodeForm(_sent(request)), act=act, template="pages/enter_code.html")
    return render(request, "pages/what_became_of_all.html", {"response": response, "fates": fates_of(response, get_language() or "")})


def _open_one(request: HttpRequest) -> HttpResponse:
    """Open one of the voices of a survey by its own code, which is worked out anew; or go back to all of them."""
    _forget_codes(request, OPEN_CODE)
    response = _opened_response(request)
    for answer in response.open_answers.select_related("voice") if response else ():
        if str(answer.voice_id) == request.POST["open"]:
            request.session[OPEN_CODE] = code_for(answer.voice.sent_once)
    return redirect("pages:what_became")


@never_cache
@open_to_all
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the answer back to one reply, from whoever holds the code of the voice it replies to."""
    reply = get_object_or_404(replies_to(_held(request)), pk=pk)

    def act(told: dict[str, Any]) -> str:
        answer_back(reply=reply, by=request.user, **told)
        return reverse("pages:what_became")

    return answer_form(
        request,
        AnswerBackForm(_sent(request)),
        act=act,
        template="pages/answer_back.html",
        said=_("Thank you. Your answer is with the library."),
        reply=reply,
    )


@never_cache
@open_to_all
def take_back(request: HttpRequest) -> HttpResponse:
    """Ask whoever holds the code whether their words shall go, and erase them."""
    voice = _held(request)

    def act(_told: dict[str, Any]) -> str:
        take_back_words(voice=voice, by=request.user)
        return reverse("pages:what_became")

    said = _("Your words are gone. That somebody spoke still counts.")
    return answer_form(request, Form(_sent(request)), act=act, template="pages/take_back.html", said=said, voice=voice)


def _held(request: HttpRequest) -> Voice:
    """Return the voice whose code is open here; refuse where none is: the page was closed, or the browser was."""
    voice = _opened(request)
    if voice is None:
        raise Refusal(CODE_CLOSED)
    return voice


def _sent(request: HttpRequest) -> QueryDict | None:
    """Return what was sent; a form without a field is sent too."""
    return request.POST if request.method == "POST" else None
