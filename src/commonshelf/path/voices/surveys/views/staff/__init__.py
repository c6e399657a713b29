"""Surveys as staff see them: what is asked, and what came back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonshelf.common.accounts.doors import door
from commonshelf.common.design.charts import Chart
from commonshelf.common.design.form_page import answer_form
from commonshelf.common.text.fields import in_language
from commonshelf.path.voices.surveys import actions, queries
from commonshelf.path.voices.surveys.analysis import ChoiceCounts, results_of
from commonshelf.path.voices.surveys.forms.staff import OpenSurveyForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from commonshelf.common.accounts.doors import SignedInRequest

ON_A_PAGE = 25


@door("surveys.read_results")
def surveys(request: HttpRequest) -> HttpResponse:
    """List every survey, the newest first."""
    page = Paginator(queries.surveys_visible_to(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [(survey, queries.state_of(survey)) for survey in page]
    return render(request, "surveys/staff/surveys.html", {"page": page, "rows": rows})


@door("surveys.open_survey")
def open_survey(request: SignedInRequest) -> HttpResponse:
    """Write a survey and give it its window."""
    form = OpenSurveyForm(request.POST or None)

    def act(_cleaned: dict[str, Any]) -> str:
        return reverse("surveys:survey", args=[actions.open_survey(by=request.user, **form.survey()).pk])

    return answer_form(request, form, act=act, template="surveys/staff/open_survey.html", said=_("The survey is ready."))


@door("surveys.read_results")
def survey(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was chosen, as charts, and to those who may read voices what was written."""
    found = get_object_or_404(queries.surveys_visible_to(request.user), pk=pk)
    results = results_of(found)
    answers = Paginator(queries.open_answers_of(found, request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    labels = {question.name: question.label for question in queries.questions_of(queries.questionnaire_of(found))}
    context = {
        "survey": found,
        "written": [(labels[answer.place], answer) for answer in answers],
        "state": queries.state_of(found),
        "results": results,
        "charts": [_chart(counted) for counted in results.questions],
        "page": answers,
    }
    return render(request, "surveys/staff/survey.html", context)


def _chart(counted: ChoiceCounts) -> Chart:
    rows = [(in_language(choice.label), count) for choice, count in counted.counts]
    return Chart(
        title=in_language(counted.question.label),
        rows=[*rows, (_("No answer"), counted.unanswered)],
        unit=_("people"),
        missing=_("too few to show"),
    )


@door("surveys.close_survey")
@require_POST
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Close a survey now."""
    found = get_object_or_404(queries.surveys_visible_to(request.user), pk=pk)
    actions.close_survey(survey=found, by=request.user)
    messages.success(request, _("The survey is closed. What was answered stays."))
    return redirect("surveys:survey", pk=found.pk)
