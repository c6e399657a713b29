"""Typing in what somebody answered on paper, or told in an interview: quickly, one after the other, by keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from commonshelf.common.accounts.doors import door
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.path.voices.surveys.actions import submit_response
from commonshelf.path.voices.surveys.actions.once import new_token, take_up_credential
from commonshelf.path.voices.surveys.queries import surveys_visible_to
from commonshelf.path.voices.surveys.queries.answering import may_be_entered
from commonshelf.path.voices.surveys.queries.pages import shown_of
from commonshelf.path.voices.surveys.terms import SURVEY_CLOSED, Access, Mode
from commonshelf.path.voices.surveys.terms.answering import DAYS_FOR_PAPER
from commonshelf.path.voices.surveys.views.public.answering import Door, render_answer_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from commonshelf.common.accounts.doors import SignedInRequest
    from commonshelf.path.voices.surveys.actions import Submitted

MODES = (Mode.PAPER, Mode.INTERVIEW)
MOST_IN_A_ROW = 10_000


@door("surveys.enter_response")
def enter(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the questions; once one person's answers are kept, an empty page for the next. How many there were in a row stands in the address."""
    survey = get_object_or_404(surveys_visible_to(request.user), pk=pk)
    if not may_be_entered(survey):
        raise Refusal(SURVEY_CLOSED)
    mode = next((one for one in MODES if one == request.GET.get("mode")), Mode.PAPER)
    address = reverse("surveys:enter", args=[survey.pk])
    here = request.GET.get("in_a_row", "")
    in_a_row = min(int(here), MOST_IN_A_ROW) if here.isascii() and here.isdecimal() and len(here) < 6 else 0
    invited = survey.access == Access.INVITED
    code, token = request.POST.get("~code", ""), request.POST.get("~token", "") or new_token()

    def send(**given: Any) -> Submitted:
        if invited:
            given["token"] = take_up_credential(code=code, token=token)
        return submit_response(**given)

    def done(_submitted: Submitted) -> HttpResponse:
        return HttpResponseRedirect(f"{address}?mode={mode}&in_a_row={in_a_row + 1}#kept")

    more = {
        "modes": [(one, one.label, f"{address}?mode={one}") for one in MODES],
        "in_a_row": in_a_row,
        "invited": {"code": code, "token": token} if invited else None,
        "days_for_paper": DAYS_FOR_PAPER,
    }
    action = f"{address}?mode={mode}&in_a_row={in_a_row}"
    entry = Door(done=done, send=send, mode=mode, drawn_by="surveys/staff/enter.html", action=action, may_save=False, more=more)
    return render_answer_page(request, shown_of(survey), entry)
