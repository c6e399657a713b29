"""What is on, and registering for it without an account."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext as _

from commonshelf.common.accounts.doors import open_to_all
from commonshelf.common.dates.clock import now
from commonshelf.common.design.form_page import answer_form
from commonshelf.path.programs import actions, queries
from commonshelf.path.programs.forms.public import RegisterForm, WhatsOnFilter
from commonshelf.path.programs.terms import RegistrationState, SessionStatus

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from commonshelf.path.programs.models import Registration

SESSIONS_ON_A_PAGE = 25


@open_to_all
def whats_on(request: HttpRequest) -> HttpResponse:
    """Show what is on, day by day."""
    choice = WhatsOnFilter(request.GET)
    found = queries.whats_on(request.user)
    if choice.is_valid():
        found = found.filter(**{name: value for name, value in choice.cleaned_data.items() if value})
    page = Paginator(found, SESSIONS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "programs/whats_on.html", {"page": page, "filter": choice, "filtered": any(request.GET.values())})


@open_to_all
def program(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a program, its next dates and why there is one."""
    found = get_object_or_404(queries.programs_visible_to(request.user), pk=pk)
    dates = queries.whats_on(request.user).filter(series__program=found)
    page = Paginator(dates, SESSIONS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "programs/program.html", {"program": found, "page": page, "partners": queries.partners_of(found)})


@open_to_all
def register(request: HttpRequest, pk: int) -> HttpResponse:
    """Register a party for a session."""
    session = get_object_or_404(queries.sessions_visible_to(request.user), pk=pk)
    if request.method != "POST":
        queries.ensure_registration_open(session)
    # One number for every tab of a browser that shows this form, until it was sent: two tabs make one registration.
    slot = f"register-{session.pk}"
    sent_once = request.session.setdefault(slot, str(uuid.uuid4()))

    def act(party: dict[str, Any]) -> str:
        registered = actions.register(session=session, language=get_language() or "en", by=request.user, **party)
        if request.session.get(slot) == str(party["sent_once"]):
            del request.session[slot]
        return reverse("programs:thanks", args=[registered.token])

    form = RegisterForm(request.POST or None, session=session, initial={"sent_once": sent_once})
    return answer_form(request, form, act=act, template="programs/register.html", session=session)


@open_to_all
def thanks(request: HttpRequest, token: str) -> HttpResponse:
    """Say what a party has now and what happens next."""
    found = queries.registration_of_token(token)
    return render(request, "programs/thanks.html", {"registration": found, "session": found.session, "token": token})


@open_to_all
def registration(request: HttpRequest, token: str) -> HttpResponse:
    """Show a registration to whoever holds its link. Opening the link never cancels; only the button does."""
    found = queries.registration_of_token(token)
    if request.method == "POST":
        actions.cancel_registration(registration=found, by=request.user)
        messages.success(request, _("Your registration is cancelled."))
        return redirect("programs:registration", token=token)
    return render(request, "programs/registration.html", {"registration": found, "session": found.session, **_standing(found)})


def _standing(registration: Registration) -> dict[str, object]:
    """Return what the waiting list has to say to a party, and whether it can still cancel."""
    session = registration.session
    ahead = session.status == SessionStatus.PLANNED and session.starts_at > now()
    waits = ahead and registration.state == RegistrationState.WAITING
    return {
        "may_cancel": ahead and registration.state != RegistrationState.CANCELLED,
        "parties_ahead": queries.parties_ahead(registration) if waits else None,
        "left": queries.places_left(session) if waits else None,
    }
