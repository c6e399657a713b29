"""Surveys, without an account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse

from commonshelf.common.accounts.doors import open_to_all
from commonshelf.common.design.form_page import answer_form
from commonshelf.path.voices.ledger.queries import voice_of_receipt
from commonshelf.path.voices.surveys import actions, queries
from commonshelf.path.voices.surveys.forms.public import ResponseForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

SURVEYS_ON_A_PAGE = 25
CODES_IN_SESSION = "survey_receipt_codes"


@open_to_all
def open_surveys(request: HttpRequest) -> HttpResponse:
    """List what may be answered now."""
    page = Paginator(queries.surveys_open_now(), SURVEYS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "surveys/open_surveys.html", {"page": page})


@open_to_all
def answer(request: HttpRequest, slug: str) -> HttpResponse:
    """Take one response and lead on to its receipt codes."""
    survey = queries.survey_to_answer(slug)
    questionnaire = queries.questionnaire_of(survey)
    asked = {"definition": queries.definition_of(questionnaire), "questions": queries.questions_of(questionnaire)}
    form = ResponseForm(request.POST or None, **asked)

    def act(_cleaned: dict[str, Any]) -> str:
        submitted = actions.submit_response(survey=survey, answers=form.answers(), by=request.user, **form.about())  # type: ignore[arg-type]  # each cleaned by its own field
        # The codes wait in the session for the next page: an address with them would stay in histories and logs.
        request.session[CODES_IN_SESSION] = [said.receipt_code for said in submitted.said]
        return reverse("surveys:thanks")

    return answer_form(request, form, act=act, template="surveys/answer.html", survey=survey)


@open_to_all
def thanks(request: HttpRequest) -> HttpResponse:
    """Show each receipt code beside the words it belongs to, until the page is closed for the next person at the device."""
    if request.method == "POST":
        request.session.pop(CODES_IN_SESSION, None)
        return redirect("surveys:open_surveys")
    codes = request.session.get(CODES_IN_SESSION)
    if codes is None:
        return redirect("surveys:open_surveys")
    said = [(voice_of_receipt(code), code) for code in codes]
    return render(request, "surveys/thanks.html", {"said": said})
