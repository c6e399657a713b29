"""Waves, as staff plan them: when the survey is open, and when it is asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from commonshelf.common.accounts.doors import door
from commonshelf.common.design.form_page import answer_form
from commonshelf.path.voices.surveys import queries
from commonshelf.path.voices.surveys.actions import waves as actions
from commonshelf.path.voices.surveys.forms.staff.waves import LastDayForm, WindowForm
from commonshelf.path.voices.surveys.queries.waves import waves_of
from commonshelf.path.voices.surveys.terms import SurveyState
from commonshelf.path.voices.surveys.views.staff.compared_waves import held_beside_newest

if TYPE_CHECKING:
    from django.http import HttpResponse

    from commonshelf.common.accounts.doors import SignedInRequest
    from commonshelf.path.voices.surveys.models import Survey

MAY_OPEN = "surveys.open_wave"


def _survey(request: SignedInRequest, pk: int) -> Survey:
    return get_object_or_404(queries.surveys_visible_to(request.user), pk=pk)


@door("surveys.read_results")
def waves(request: SignedInRequest, pk: int) -> HttpResponse:
    """List the waves, and what can be done next."""
    survey = _survey(request, pk)
    state = queries.state_of(survey)
    may_move = state in {SurveyState.OPEN, SurveyState.PLANNED}
    context: dict[str, Any] = {"survey": survey, "waves": waves_of(survey), "may_move": may_move, "closed": state == SurveyState.CLOSED}
    context["held"] = held_beside_newest(survey)
    return render(request, "surveys/staff/waves.html", context)


@door(MAY_OPEN)
def open_wave(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask again in a new window."""
    survey = _survey(request, pk)
    form = WindowForm(request.POST or None)

    def act(_told: dict[str, Any]) -> str:
        actions.open_wave(survey=survey, by=request.user, **form.window())
        return reverse("surveys:waves", args=[pk])

    return answer_form(request, form, act=act, template="surveys/staff/open_wave.html", survey=survey, said=_("The new wave is planned."))


@door(MAY_OPEN)
def change_window(request: SignedInRequest, pk: int) -> HttpResponse:
    """Move the days of a survey; while it is open, the last day alone."""
    survey = _survey(request, pk)
    is_open = queries.is_open(survey)
    form = LastDayForm(request.POST or None) if is_open else WindowForm(request.POST or None)

    def act(_told: dict[str, Any]) -> str:
        window = form.window() if isinstance(form, WindowForm) else {"opens_at": survey.opens_at, "closes_at": form.closes_at()}
        actions.change_window(survey=survey, by=request.user, **window)
        return reverse("surveys:waves", args=[pk])

    more: dict[str, Any] = {"survey": survey, "is_open": is_open, "said": _("The days are changed.")}
    return answer_form(request, form, act=act, template="surveys/staff/change_window.html", **more)
