"""Surveys as staff see them: all of them, and one with what is to be done next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import segno
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonshelf.common.accounts.doors import door
from commonshelf.path.voices.surveys import actions, queries
from commonshelf.path.voices.surveys.views.staff.next_steps import next_steps

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


@door("surveys.read_results")
def survey(request: HttpRequest, pk: int) -> HttpResponse:
    """Show where a survey stands, what is next, how to hand it out, and where to read what came back."""
    found = get_object_or_404(queries.surveys_visible_to(request.user), pk=pk)
    state = queries.state_of(found)
    link = settings.BASE_URL + reverse("surveys:answer", args=[found.slug])
    context = {
        "survey": found,
        "state": state,
        "next_steps": next_steps(found, state),
        "link": link,
        "link_picture": segno.make(link, micro=False, error="m").svg_data_uri(scale=4, border=2),
        "kiosk_link": settings.BASE_URL + reverse("surveys:kiosk", args=[found.kiosk_key]),
    }
    return render(request, "surveys/staff/survey.html", context)


@door("surveys.close_survey")
@require_POST
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Close a survey now."""
    found = get_object_or_404(queries.surveys_visible_to(request.user), pk=pk)
    actions.close_survey(survey=found, by=request.user)
    messages.success(request, _("The survey is closed. What was answered stays."))
    return redirect("surveys:survey", pk=found.pk)
