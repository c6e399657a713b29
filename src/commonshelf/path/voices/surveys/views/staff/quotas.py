"""Quotas, as staff set them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from commonshelf.common.accounts.doors import door
from commonshelf.common.design.form_page import answer_form
from commonshelf.path.voices.surveys import queries
from commonshelf.path.voices.surveys.actions import quotas as actions
from commonshelf.path.voices.surveys.forms.staff.quotas import EnoughForm, QuotaForm
from commonshelf.path.voices.surveys.queries.quotas import cells_of, quotas_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from commonshelf.common.accounts.doors import SignedInRequest
    from commonshelf.path.voices.surveys.models import Survey

MAY_CHANGE = "surveys.change_quotas"


def _survey(request: SignedInRequest, pk: int) -> Survey:
    return get_object_or_404(queries.surveys_visible_to(request.user), pk=pk)


@door("surveys.read_results")
def quotas(request: SignedInRequest, pk: int) -> HttpResponse:
    """List the quotas, and how full each is."""
    survey = _survey(request, pk)
    return render(request, "surveys/staff/quotas.html", {"survey": survey, "rows": quotas_of(survey)})


@door(MAY_CHANGE)
def add_quota(request: SignedInRequest, pk: int) -> HttpResponse:
    """Want so many answers of a sort."""
    survey = _survey(request, pk)
    form = QuotaForm(request.POST or None, cells=cells_of(survey))

    def act(_told: dict[str, Any]) -> str:
        actions.add_quota(survey=survey, by=request.user, **form.told())
        return reverse("surveys:quotas", args=[pk])

    return answer_form(request, form, act=act, template="surveys/staff/add_quota.html", survey=survey, said=_("The quota is added."))


@door(MAY_CHANGE)
def change_quota(request: SignedInRequest, pk: int, quota: int) -> HttpResponse:
    """Change how many are wanted."""
    survey = _survey(request, pk)
    found = get_object_or_404(survey.quotas, pk=quota)
    form = EnoughForm(request.POST or None, initial={"most": found.most, "when_full": found.when_full})

    def act(told: dict[str, Any]) -> str:
        actions.change_quota(quota=found, by=request.user, **told)
        return reverse("surveys:quotas", args=[pk])

    more: dict[str, Any] = {"survey": survey, "quota": found, "said": _("The quota is changed.")}
    return answer_form(request, form, act=act, template="surveys/staff/change_quota.html", **more)


@door(MAY_CHANGE)
@require_POST
def remove_quota(request: SignedInRequest, pk: int, quota: int) -> HttpResponse:
    """Count a sort of answers no more."""
    found = get_object_or_404(_survey(request, pk).quotas, pk=quota)
    actions.remove_quota(quota=found, by=request.user)
    messages.success(request, _("The quota is taken away."))
    return redirect("surveys:quotas", pk=pk)
