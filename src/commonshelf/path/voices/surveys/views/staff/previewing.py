"""Looking at a survey as people will see it, and answering it without leaving a trace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.clickjacking import xframe_options_sameorigin

from commonshelf.common.accounts.doors import door
from commonshelf.path.voices.surveys.actions import Submitted
from commonshelf.path.voices.surveys.actions.checking import Accepted, accept_answers
from commonshelf.path.voices.surveys.models import Response
from commonshelf.path.voices.surveys.queries.previewing import definition_in_works, shown_in_works
from commonshelf.path.voices.surveys.terms import Mode
from commonshelf.path.voices.surveys.views.public.answering import Door, render_answer_page
from commonshelf.path.voices.surveys.views.staff.building import MAY_CHANGE, survey_of
from commonshelf.path.voices.surveys.views.staff.tried import told_of
from commonshelf.questionnaire.expressions.errors import ExpressionError

if TYPE_CHECKING:
    from django.http import HttpResponse

    from commonshelf.common.accounts.doors import SignedInRequest
    from commonshelf.path.voices.surveys.models import Survey
    from commonshelf.path.voices.surveys.queries.pages import Shown


@door(MAY_CHANGE)
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})  # type: ignore[arg-type]  # the stubs know no list here; the settings hold lists too
def preview(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the page in a language, for the frame beside the questions. Its buttons work as on the real page."""
    return _tried(request, survey_of(request, pk), drawn_by="surveys/staff/preview.html", address=reverse("surveys:preview", args=[pk]))


@door(MAY_CHANGE)
def try_out(request: SignedInRequest, pk: int) -> HttpResponse:
    """Answer the survey as it stands now, and see what would be kept."""
    return _tried(request, survey_of(request, pk), drawn_by="surveys/staff/try_out.html", address=reverse("surveys:try_out", args=[pk]))


def _tried(request: SignedInRequest, survey: Survey, *, drawn_by: str, address: str) -> HttpResponse:
    asked = request.GET.get("language", "")
    language = asked if asked in dict(settings.LANGUAGES) else translation.get_language() or settings.LANGUAGE_CODE
    if not definition_in_works(survey).items:
        return render(request, "surveys/staff/preview_empty.html", {"survey": survey})
    try:
        shown = shown_in_works(survey)
    except ExpressionError as error:
        return render(request, "surveys/staff/preview_empty.html", {"survey": survey, "fault": error})
    if request.method == "POST":
        request.FILES.clear()  # a file would be kept before its answer is
    with translation.override(language):
        return render_answer_page(request, shown, _door(request, shown, drawn_by, f"{address}?language={language}", language))


def _door(request: SignedInRequest, shown: Shown, drawn_by: str, address: str, language: str) -> Door:
    """Answer through a door that keeps nothing. What would be kept is told in the librarian's language."""
    own = getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)
    accepted: list[Accepted] = []

    def send(*, answers: dict[str, Any], language: str, **_told: Any) -> Submitted:
        accepted.append(accept_answers(shown.asked, answers, language))
        return Submitted(Response(), "", shown.survey)

    def done(_submitted: Submitted) -> HttpResponse:
        with translation.override(own):
            return tell(accepted[-1])

    def tell(answers: Accepted) -> HttpResponse:
        context = {
            "survey": shown.survey,
            "told": told_of(shown, answers, language),
            "again": address,
            "framed": drawn_by.endswith("preview.html"),
        }
        return render(request, "surveys/staff/tried.html", context)

    more = {"spoken": settings.LANGUAGES, "language_here": language, "sample_town": False}
    return Door(done=done, send=send, mode=Mode.UNKNOWN, drawn_by=drawn_by, action=address, may_save=False, more=more)
