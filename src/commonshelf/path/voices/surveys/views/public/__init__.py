"""Surveys, without an account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from commonshelf.common.accounts.doors import open_to_all
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.path.voices.surveys import queries
from commonshelf.path.voices.surveys.actions.drafting import keep_attempt, open_draft
from commonshelf.path.voices.surveys.forms.public.answer_page import laid_of
from commonshelf.path.voices.surveys.forms.public.going_on import GoOnForm
from commonshelf.path.voices.surveys.forms.public.sent import attempt_handed_out
from commonshelf.path.voices.surveys.queries.pages import as_begun, shown_at, shown_of
from commonshelf.path.voices.surveys.terms import Mode
from commonshelf.path.voices.surveys.views.public.answering import Door, go_on_answering, not_open, render_answer_page
from commonshelf.path.voices.surveys.views.public.once import give_token, has_answered, led_to_invitation, remember_answered, token_of
from commonshelf.path.voices.surveys.views.public.thanks import led_to_thanks

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from commonshelf.path.voices.surveys.actions import Submitted
    from commonshelf.path.voices.surveys.queries.pages import Shown

SURVEYS_ON_A_PAGE = 25


@open_to_all
def open_surveys(request: HttpRequest) -> HttpResponse:
    """List what may be answered now."""
    page = Paginator(queries.surveys_open_now(), SURVEYS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "surveys/open_surveys.html", {"page": page})


@open_to_all
def answer(request: HttpRequest, slug: str) -> HttpResponse:
    """Take one response and lead on to its receipt code."""
    shown = shown_at(slug, to_answer=request.method == "POST")
    if queries.is_open(shown.survey) and (away := led_to_invitation(request, shown.survey)):
        return away
    told = {"answered": has_answered(request)}
    return render_answer_page(request, shown, Door(done=_thanked(shown), token=token_of(request, shown.survey), more=told))


def _thanked(shown: Shown) -> Callable[[Submitted], HttpResponse]:
    def done(submitted: Submitted) -> HttpResponse:
        answer = led_to_thanks(submitted)
        remember_answered(answer, shown.survey)
        return answer

    return done


@open_to_all
def go_on(request: HttpRequest) -> HttpResponse:
    """Ask for the code of saved answers, and go on where they were left. The answers come with the reply to the code: no address shows them."""
    form = GoOnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            draft = open_draft(code=form.cleaned_data["code"])
        except Refusal as refusal:
            form.add_error("code", str(refusal))
        else:
            shown = as_begun(shown_of(draft.survey), str(draft.version))
            if not queries.is_open(shown.survey):
                return not_open(request, shown)
            answer = go_on_answering(request, shown, draft.held, done=_thanked(shown))
            if draft.held["token"]:
                give_token(answer, shown.survey, draft.held["token"], lasting=False)
            return answer
    return render(request, "surveys/go_on.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@open_to_all
def left(request: HttpRequest, slug: str) -> HttpResponse:
    """Note how far somebody came who leaves the page: a place, and no answer. A browser sends this while it closes the page."""
    shown = shown_at(slug)
    place, attempt = request.POST.get("place", ""), request.POST.get("attempt", "")
    if laid_of(shown).item_at(place) is not None and queries.is_open(shown.survey):
        known = attempt_handed_out(attempt)
        if known is None:
            return HttpResponse(status=400)
        language = get_language() or settings.LANGUAGE_CODE
        keep_attempt(asked=shown.asked, attempt=known, language=language, mode=Mode.WEB, furthest=place)
    return HttpResponse(status=204)
