"""Counting at the door, and how attendance goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from commonshelf.common.accounts.doors import door
from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.design.form_page import answer_form
from commonshelf.path.attendance import actions, queries
from commonshelf.path.attendance.analysis import dwindling_series
from commonshelf.path.attendance.forms.staff import CountForm, TrendsFilter
from commonshelf.path.attendance.views.staff_lines import lines_of, lines_to_show
from commonshelf.path.programs.queries import sessions_visible_to

if TYPE_CHECKING:
    from django.http import HttpResponse

    from commonshelf.common.accounts.doors import SignedInRequest

LINES_ON_A_PAGE = 6


@door("attendance.record_head_count")
def count(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take one number and go back to the session."""
    session = get_object_or_404(sessions_visible_to(request.user), pk=pk)
    ensure_may(request.user, "attendance.record_head_count", session)
    if request.method != "POST":
        queries.ensure_countable(session)

    def act(people: dict[str, Any]) -> str:
        counted = actions.record_head_count(session=session, by=request.user, **{"in_person": 0, **people})
        messages.success(request, _("Counted: %(people)s. Thank you.") % {"people": counted.in_person + counted.online})
        return reverse("programs:session", args=[session.pk])

    form = CountForm(request.POST or None, session=session)
    earlier = queries.head_counts_of(session)
    return answer_form(request, form, act=act, template="attendance/staff/count.html", session=session, earlier=earlier)


@door("attendance.read_trends")
def trends(request: SignedInRequest) -> HttpResponse:
    """Show which series dwindle, and every line of numbers: our sessions, visits, and what others counted."""
    choice = TrendsFilter(request.GET)
    show = choice.cleaned_data["show"] if choice.is_valid() else ""
    page = Paginator(lines_to_show(show), LINES_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "lines": lines_of(list(page.object_list)), "filter": choice, "alarms": dwindling_series()}
    return render(request, "attendance/staff/trends.html", context)
