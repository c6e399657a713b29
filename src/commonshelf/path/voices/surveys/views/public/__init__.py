"""Surveys, without an account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse

from commonshelf.common.accounts.doors import open_to_all
from commonshelf.common.design.form_page import answer_form
from commonshelf.path.voices.surveys import actions, queries
from commonshelf.path.voices.surveys.forms.public import ResponseForm
from commonshelf.path.voices.surveys.views.public.thanks import led_to_thanks

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

SURVEYS_ON_A_PAGE = 25


@open_to_all
def open_surveys(request: HttpRequest) -> HttpResponse:
    """List what may be answered now."""
    page = Paginator(queries.surveys_open_now(), SURVEYS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "surveys/open_surveys.html", {"page": page})


@open_to_all
def answer(request: HttpRequest, slug: str) -> HttpResponse:
    """Take one response and lead on to its receipt code."""
    survey = queries.survey_to_answer(slug)
    questionnaire = queries.questionnaire_of(survey)
    asked = {"definition": queries.definition_of(questionnaire), "questions": queries.questions_of(questionnaire)}
    form = ResponseForm(request.POST or None, **asked)

    sent: list[actions.Submitted] = []

    def act(_cleaned: dict[str, Any]) -> str:
        sent.append(actions.submit_response(survey=survey, answers=form.answers(), by=request.user, **form.about()))  # type: ignore[arg-type]  # each cleaned by its own field
        return reverse("surveys:thanks")

    answered = answer_form(request, form, act=act, template="surveys/answer.html", survey=survey)
    return led_to_thanks(sent[0]) if sent else answered
