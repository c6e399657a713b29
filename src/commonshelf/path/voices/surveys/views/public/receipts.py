"""One's own answers: typed open by the code, seen, corrected, taken back. The code is in no address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.forms import Form
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext as _
from django.views.decorators.cache import never_cache

from commonshelf.common.accounts.doors import open_to_all
from commonshelf.common.design.form_page import answer_form
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.path.voices.surveys.actions.receipts import correct_response, withdraw_response
from commonshelf.path.voices.surveys.actions.voicing import words_of
from commonshelf.path.voices.surveys.forms.public.receipts import ReceiptForm
from commonshelf.path.voices.surveys.forms.public.sent import Sent
from commonshelf.path.voices.surveys.queries.pages import shown_of
from commonshelf.path.voices.surveys.queries.receipts import about_of, given_of, may_correct, response_of_code, told_answers
from commonshelf.path.voices.surveys.terms import Disposition
from commonshelf.path.voices.surveys.terms.answering import RESPONSE_CLOSED
from commonshelf.path.voices.surveys.views.public.answering import Door, render_answer_page, show_answers

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from commonshelf.path.voices.surveys.actions import Submitted
    from commonshelf.path.voices.surveys.models import Response

OPEN_CODE = "open_response_code"


def _opened(request: HttpRequest) -> tuple[str, Response] | None:
    """Return the code this browser has entered, and its response; a code that is no longer known closes the page."""
    code = request.session.get(OPEN_CODE)
    if code is None:
        return None
    try:
        return code, response_of_code(code)
    except Refusal:
        del request.session[OPEN_CODE]
        return None


def _held(request: HttpRequest) -> tuple[str, Response]:
    opened = _opened(request)
    if opened is None:
        raise Refusal(RESPONSE_CLOSED)
    return opened


@never_cache
@open_to_all
def my_response(request: HttpRequest) -> HttpResponse:
    """Ask for a code; with one, show what was answered, in the reader's language. The code is posted and kept in the session."""

    def act(told: dict[str, Any]) -> str:
        response_of_code(told["code"])
        request.session[OPEN_CODE] = told["code"]
        return reverse("surveys:my_response")

    if request.method == "POST" and "close" in request.POST:
        request.session.pop(OPEN_CODE, None)
        return redirect("surveys:my_response")
    opened = _opened(request) if request.method != "POST" else None
    if opened is None:
        return answer_form(request, ReceiptForm(request.POST or None), act=act, template="surveys/enter_code.html")
    code, response = opened
    context = {
        "code": code,
        "response": response,
        "survey": response.questionnaire.survey,
        "answers": told_answers(response, words_of(response), get_language() or ""),
        "withdrawn": response.disposition == Disposition.WITHDRAWN,
        "may_correct": may_correct(response),
    }
    return render(request, "surveys/my_response.html", context)


@never_cache
@open_to_all
def correct(request: HttpRequest) -> HttpResponse:
    """Show the questions with one's own answers, and put what is sent in their place."""
    code, response = _held(request)

    def send(*, survey: object, mode: str, token: str, attempt: object, asked: object, **given: Any) -> Submitted:  # noqa: ARG001 -- a correction keeps what the first sending settled
        return correct_response(code=code, **given)

    def done(_submitted: Submitted) -> HttpResponse:
        return redirect("surveys:my_response")

    shown = shown_of(response.questionnaire.survey)
    door = Door(done=done, send=send, mode=response.mode, action=reverse("surveys:correct"), may_save=False)
    if request.method == "POST":
        return render_answer_page(request, shown, door)
    words = words_of(response)
    sent = Sent(number=-1, given=given_of(response, words), about=about_of(response), sent_once=uuid4())
    return show_answers(request, shown, sent, door)


@never_cache
@open_to_all
def withdraw(request: HttpRequest) -> HttpResponse:
    """Ask whoever holds the code whether their answers shall go, and erase them."""
    code, response = _held(request)

    def act(_told: dict[str, Any]) -> str:
        withdraw_response(code=code, by=request.user)
        return reverse("surveys:my_response")

    said = _("Your answers are gone. That somebody answered still counts.")
    form = Form(request.POST if request.method == "POST" else None)
    return answer_form(request, form, act=act, template="surveys/withdraw.html", said=said, survey=response.questionnaire.survey)
