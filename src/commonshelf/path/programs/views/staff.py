"""Programs as staff see them: offering, scheduling, and who comes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonshelf.common.accounts.doors import door
from commonshelf.common.accounts.rules import ensure_may, may
from commonshelf.common.dates.clock import now
from commonshelf.common.design.form_page import answer_form
from commonshelf.path.programs import actions, queries
from commonshelf.path.programs.forms.staff import EndForm, OfferForm, ScheduleForm

if TYPE_CHECKING:
    from django.http import HttpResponse

    from commonshelf.common.accounts.doors import SignedInRequest

ROWS_ON_A_PAGE = 25


@door("programs.read_programs")
def programs(request: SignedInRequest) -> HttpResponse:
    """List the programs with their next dates."""
    page = Paginator(queries.programs_with_next_date(request.user), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "programs/staff/programs.html", {"page": page})


@door("programs.offer_program")
def offer(request: SignedInRequest) -> HttpResponse:
    """Offer a program; `?promise=` chooses the promise it keeps."""

    def act(words: dict[str, Any]) -> str:
        return reverse("programs:staff_program", args=[actions.offer_program(by=request.user, **words).pk])

    said = _("The program is there. Now put it into the calendar.")
    form = OfferForm(request.POST or None, initial={"fulfils": request.GET.get("promise")})
    return answer_form(request, form, act=act, template="programs/staff/offer.html", said=said)


@door("programs.read_programs")
def program(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a program with its series and sessions, those to come or those of the past."""
    found = get_object_or_404(queries.programs_visible_to(request.user), pk=pk)
    past = request.GET.get("when") == "past"
    sessions = queries.sessions_visible_to(request.user).filter(series__program=found)
    sessions = sessions.filter(ends_at__lte=now()).order_by("-starts_at") if past else sessions.filter(ends_at__gt=now())
    page = Paginator(sessions, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    series = found.series.select_related("place", "changed_by").prefetch_related("partners")
    return render(request, "programs/staff/program.html", {"program": found, "series": series, "page": page, "past": past})


@door("programs.schedule_series")
def schedule(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put a weekly series of a program into the calendar."""
    found = get_object_or_404(queries.programs_visible_to(request.user), pk=pk)

    def act(facts: dict[str, Any]) -> str:
        series = actions.schedule_series(program=found, by=request.user, **facts)
        messages.success(request, _("Planned. Sessions: %(count)s.") % {"count": series.sessions.count()})
        return reverse("programs:staff_program", args=[found.pk])

    form = ScheduleForm(request.POST or None, reader=request.user)
    return answer_form(request, form, act=act, template="programs/staff/schedule.html", program=found)


@door("programs.end_series")
def end_series(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask which decision ends a series, then end it."""
    found = get_object_or_404(queries.series_visible_to(request.user), pk=pk)

    def act(told: dict[str, Any]) -> str:
        actions.end_series(series=found, by=request.user, **told)
        return reverse("programs:staff_program", args=[found.program_id])

    said = _("The series has ended. Everybody who had registered gets a letter.")
    return answer_form(request, EndForm(request.POST or None), act=act, template="programs/staff/end_series.html", said=said, series=found)


@door("programs.read_programs")
def session(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a session; and who registered, to those who look after it. That they looked is logged."""
    found = get_object_or_404(queries.sessions_visible_to(request.user), pk=pk)
    context: dict[str, object] = {"session": found, "begun": found.starts_at <= now(), "base_url": settings.BASE_URL}
    if found.registration and may(request.user, "programs.look_at_registrations", found):
        rows = actions.look_at_registrations(session=found, by=request.user)
        context["page"] = Paginator(rows, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "programs/staff/session.html", context)


@door("programs.cancel_session")
def cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask once more, then cancel a session."""
    found = get_object_or_404(queries.sessions_visible_to(request.user), pk=pk)
    ensure_may(request.user, "programs.cancel_session", found)

    def act(_nothing: dict[str, Any]) -> str:
        actions.cancel_session(session=found, by=request.user)
        return reverse("programs:session", args=[found.pk])

    said = _("The session is cancelled. Everybody who had registered gets a letter.")
    form = forms.Form({} if request.method == "POST" else None)
    return answer_form(request, form, act=act, template="programs/staff/cancel.html", said=said, session=found)


@door("programs.look_at_registrations")
@require_POST
def cancel_registration(request: SignedInRequest, pk: int) -> HttpResponse:
    """Cancel for somebody who called."""
    found = get_object_or_404(queries.registrations_visible_to(request.user), pk=pk)
    actions.cancel_registration(registration=found, by=request.user)
    messages.success(request, _("Cancelled. Those who wait move up."))
    return redirect("programs:session", pk=found.session_id)


@door("programs.arrange_accommodation")
@require_POST
def arrange(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take it on to see to what somebody needs."""
    registration = get_object_or_404(queries.registrations_visible_to(request.user), accommodation__pk=pk)
    actions.arrange_accommodation(accommodation=registration.accommodation, by=request.user)
    return redirect("programs:session", pk=registration.session_id)
