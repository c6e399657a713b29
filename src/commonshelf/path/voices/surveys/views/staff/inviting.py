"""Inviting people, as staff see it: how many, and never who has answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import segno
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonshelf.common.accounts.doors import door
from commonshelf.common.design.form_page import answer_form
from commonshelf.common.receipts.codes import code_for
from commonshelf.path.voices.surveys import queries
from commonshelf.path.voices.surveys.actions.inviting import (
    invite_addresses,
    invite_who_agreed,
    make_codes,
    send_reminders,
    set_reminders,
)
from commonshelf.path.voices.surveys.forms.staff.inviting import AddressesForm, CodesForm, WhoAgreedForm
from commonshelf.path.voices.surveys.queries.inviting import invitation_counts, printed_codes, topics_agreed_to
from commonshelf.path.voices.surveys.queries.once import newest_wave, promise_of
from commonshelf.path.voices.surveys.terms import SurveyState

if TYPE_CHECKING:
    from django.http import HttpResponse

    from commonshelf.common.accounts.doors import SignedInRequest
    from commonshelf.path.voices.surveys.models import Survey

SLIPS_ON_A_PAGE = 30
MAY_INVITE = "surveys.invite_people"


def _survey(request: SignedInRequest, pk: int) -> Survey:
    return get_object_or_404(queries.surveys_visible_to(request.user), pk=pk)


@door(MAY_INVITE)
def invitations(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show how many were invited and how many have begun, and the ways to invite more."""
    survey = _survey(request, pk)
    state = queries.state_of(survey)
    context = {
        "survey": survey,
        "promise": promise_of(survey),
        "counts": invitation_counts(survey),
        "wave": newest_wave(survey).first(),
        "may_invite": survey.access == "invited" and state in {SurveyState.OPEN, SurveyState.PLANNED},
        "open": state == SurveyState.OPEN,
        "draft": state == SurveyState.DRAFT,
    }
    return render(request, "surveys/staff/invitations.html", context)


@door(MAY_INVITE)
def invite_by_letter(request: SignedInRequest, pk: int) -> HttpResponse:
    """Invite the addresses of a list."""
    survey = _survey(request, pk)
    form = AddressesForm(request.POST or None)

    def act(_told: dict[str, Any]) -> str:
        _invited(request, invite_addresses(survey=survey, by=request.user, **form.told()))
        return reverse("surveys:invitations", args=[pk])

    return answer_form(request, form, act=act, template="surveys/staff/invite_by_letter.html", survey=survey)


@door(MAY_INVITE)
def invite_agreed(request: SignedInRequest, pk: int) -> HttpResponse:
    """Invite everybody who agreed to letters on a topic."""
    survey = _survey(request, pk)
    topics = topics_agreed_to()
    form = WhoAgreedForm(request.POST or None, topics=topics)

    def act(told: dict[str, Any]) -> str:
        _invited(request, invite_who_agreed(survey=survey, by=request.user, **told))
        return reverse("surveys:invitations", args=[pk])

    return answer_form(request, form, act=act, template="surveys/staff/invite_agreed.html", survey=survey, topics=topics)


def _invited(request: SignedInRequest, letters: int) -> None:
    said = translation.ngettext("%(letters)s letter is on its way.", "%(letters)s letters are on their way.", letters)
    messages.success(request, said % {"letters": letters})


@door(MAY_INVITE)
def invite_by_code(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make codes to be printed."""
    survey = _survey(request, pk)

    def act(told: dict[str, Any]) -> str:
        make_codes(survey=survey, by=request.user, **told)
        return reverse("surveys:code_sheet", args=[pk]) + f"?language={told['language']}"

    form = CodesForm(request.POST or None)
    return answer_form(request, form, act=act, template="surveys/staff/invite_by_code.html", survey=survey)


@door(MAY_INVITE)
def code_sheet(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the codes of a language as slips to be printed and cut, each with its own QR code, in that language."""
    survey = _survey(request, pk)
    asked = request.GET.get("language", "")
    language = asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    page = Paginator(printed_codes(survey, request.user).filter(language=language), SLIPS_ON_A_PAGE).get_page(request.GET.get("page"))
    slips = [_slip(code_for(credential.key)) for credential in page]
    context = {"survey": survey, "page": page, "slips": slips, "language": language, "languages": settings.LANGUAGES}
    answer = render(request, "surveys/staff/code_sheet.html", {**context, "typed_at": _address("surveys:invitation_code")})
    answer["Cache-Control"] = "no-store, private"
    return answer


def _slip(code: str) -> dict[str, str]:
    picture = segno.make(_address("surveys:invited", code), micro=False, error="m")
    return {"code": code, "picture": picture.svg_data_uri(scale=3, border=2)}


def _address(name: str, *args: str) -> str:
    return str(settings.BASE_URL) + reverse(name, args=args)


@door(MAY_INVITE)
@require_POST
def remind(request: SignedInRequest, pk: int) -> HttpResponse:
    """Remind those who have not begun, now."""
    send_reminders(survey=_survey(request, pk), by=request.user)
    messages.success(request, _("Reminders are on their way to every invitation that nobody has begun with."))
    return redirect("surveys:invitations", pk=pk)


@door(MAY_INVITE)
@require_POST
def remind_by_itself(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let the worker remind people, or let it stop."""
    itself = request.POST.get("itself") == "1"
    set_reminders(survey=_survey(request, pk), itself=itself, by=request.user)
    messages.success(request, _("Reminders will be sent without you.") if itself else _("No reminder is sent without you."))
    return redirect("surveys:invitations", pk=pk)
