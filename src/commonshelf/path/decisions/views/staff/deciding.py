"""Deciding and promising, as staff see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonshelf.common.accounts.doors import door
from commonshelf.common.dates.clock import today
from commonshelf.common.design.form_page import answer_form
from commonshelf.path.decisions import actions, queries
from commonshelf.path.decisions.forms.staff import CommitmentForm, DecisionFilter, DecisionForm, MilestoneForm, ReviewForm
from commonshelf.path.decisions.terms import DecisionState
from commonshelf.path.needs.queries import needs_visible_to
from commonshelf.path.needs.terms import NeedState

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse, QueryDict

    from commonshelf.common.accounts.doors import SignedInRequest
    from commonshelf.path.decisions.models import Decision
    from commonshelf.path.needs.models import Need

ON_A_PAGE = 25


def sent(request: SignedInRequest) -> QueryDict | None:
    """Return what was posted, even when nothing was but a button."""
    return request.POST if request.method == "POST" else None


def _page_of(decision: Decision) -> str:
    return reverse("decisions:decision", args=[decision.pk])


def _needs_to_answer(request: SignedInRequest, decision: Decision | None = None) -> QuerySet[Need]:
    """Return the needs a decision can answer: the open ones, and those a draft answers already."""
    chosen = decision.needs.values("pk") if decision else []
    return needs_visible_to(request.user).filter(Q(state=NeedState.OPEN) | Q(pk__in=chosen))


@door("decisions.read_decisions")
def decisions(request: SignedInRequest) -> HttpResponse:
    """List the decisions, drafts too, the newest first."""
    choice = DecisionFilter(request.GET)
    found = queries.decisions_visible_to(request.user).prefetch_related("needs", "commitments")
    if choice.is_valid():
        found = found.filter(**{name: value for name, value in choice.cleaned_data.items() if value})
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "decisions/staff/decisions.html", {"page": page, "filter": choice, "today": today()})


@door("decisions.record_decision")
def record(request: SignedInRequest) -> HttpResponse:
    """Record a decision as a draft; `?need=` ticks a need."""

    def act(said: dict[str, Any]) -> str:
        return _page_of(actions.record_decision(by=request.user, **said))

    form = DecisionForm(
        sent(request),
        needs=_needs_to_answer(request),
        owners=queries.possible_owners(),
        initial={"needs": request.GET.getlist("need"), "owner": request.user.pk},
    )
    said = _("It is a draft. Add what you promise, then publish it.")
    return answer_form(request, form, act=act, template="decisions/staff/record.html", said=said)


@door("decisions.correct_decision")
def correct(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write a draft anew."""
    found = get_object_or_404(queries.decisions_visible_to(request.user), pk=pk)

    def act(said: dict[str, Any]) -> str:
        return _page_of(actions.correct_decision(decision=found, by=request.user, **said))

    names = ("outcome", "title", "reason", "owner", "review_on")
    held = {name: getattr(found, name) for name in names} | {"needs": found.needs.all()}
    form = DecisionForm(sent(request), needs=_needs_to_answer(request, found), owners=queries.possible_owners(), initial=held)
    return answer_form(request, form, act=act, template="decisions/staff/record.html", said=_("The draft is corrected."), decision=found)


@door("decisions.read_decisions")
def decision(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a decision with what it promises, whom it answers, and what they said of it."""
    found = get_object_or_404(queries.decisions_visible_to(request.user).prefetch_related("needs", "commitments__milestones"), pk=pk)
    letters = queries.letters_of(found)
    context = {
        "decision": found,
        "waiting": queries.voices_awaiting_reply(found).count(),
        "told": sum(letter.voices for letter in letters),
        "letters": letters,
        "verdicts": queries.verdicts_on(found),
        "commitment_form": CommitmentForm(auto_id="promise_%s"),
        "review_form": ReviewForm(),
        "review_due": found.state == DecisionState.PUBLISHED and found.review_on <= today(),
    }
    return render(request, "decisions/staff/decision.html", context)


@door("decisions.publish_decision")
def publish(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show once more exactly what becomes public, then publish it."""
    found = get_object_or_404(queries.decisions_visible_to(request.user).prefetch_related("needs", "commitments"), pk=pk)

    def act(_said: dict[str, Any]) -> str:
        return _page_of(actions.publish_decision(decision=found, by=request.user))

    said = _("It is published. Now tell those who asked.")
    form = forms.Form(sent(request))
    return answer_form(request, form, act=act, template="decisions/staff/publish.html", said=said, decision=found)


@door("decisions.review_decision")
def review(request: SignedInRequest, pk: int) -> HttpResponse:
    """Leave a decision as it is and say when it comes back."""
    found = get_object_or_404(queries.decisions_visible_to(request.user), pk=pk)

    def act(said: dict[str, Any]) -> str:
        return _page_of(actions.review_decision(decision=found, by=request.user, **said))

    form = ReviewForm(sent(request))
    return answer_form(
        request, form, act=act, template="decisions/staff/review.html", said=_("It stays, and comes back then."), decision=found
    )


@door("decisions.add_commitment")
def add_commitment(request: SignedInRequest, pk: int) -> HttpResponse:
    """Add one promise to a draft."""
    found = get_object_or_404(queries.decisions_visible_to(request.user), pk=pk)

    def act(said: dict[str, Any]) -> str:
        return _page_of(actions.add_commitment(decision=found, by=request.user, **said).decision)

    form = CommitmentForm(sent(request))
    return answer_form(request, form, act=act, template="decisions/staff/add_commitment.html", said=_("Promised."), decision=found)


@door("decisions.drop_commitment")
@require_POST
def drop_commitment(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a promise out of a draft."""
    found = get_object_or_404(queries.commitments_visible_to(request.user), pk=pk)
    actions.drop_commitment(commitment=found, by=request.user)
    return HttpResponseRedirect(_page_of(found.decision))


@door("decisions.keep_commitment")
@require_POST
def keep_commitment(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that a promise is kept."""
    found = get_object_or_404(queries.commitments_visible_to(request.user), pk=pk)
    actions.keep_commitment(commitment=found, by=request.user)
    return HttpResponseRedirect(_page_of(found.decision))


@door("decisions.add_milestone")
def add_milestone(request: SignedInRequest, pk: int) -> HttpResponse:
    """Plan a step on the way to a promise."""
    found = get_object_or_404(queries.commitments_visible_to(request.user), pk=pk)

    def act(said: dict[str, Any]) -> str:
        actions.add_milestone(commitment=found, by=request.user, **said)
        return _page_of(found.decision)

    form = MilestoneForm(sent(request))
    return answer_form(
        request, form, act=act, template="decisions/staff/add_milestone.html", said=_("The step is planned."), commitment=found
    )


@door("decisions.reach_milestone")
@require_POST
def reach_milestone(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that a step is taken."""
    found = get_object_or_404(queries.milestones_visible_to(request.user), pk=pk)
    actions.reach_milestone(milestone=found, by=request.user)
    return HttpResponseRedirect(_page_of(found.commitment.decision))
