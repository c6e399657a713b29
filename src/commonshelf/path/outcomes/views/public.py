"""The short survey after a session, without an account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from commonshelf.common.accounts.doors import open_to_all
from commonshelf.common.design.form_page import answer_form
from commonshelf.path.outcomes import actions
from commonshelf.path.outcomes.forms.public import OutcomeForm
from commonshelf.path.outcomes.queries import receipt_of
from commonshelf.path.programs.queries import sessions_visible_to
from commonshelf.path.voices.ledger.views.public import RECEIPT_IN_SESSION

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@open_to_all
def tell(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask what somebody gained from a session they were at. Words of their own are a voice, so they get its code."""
    session = get_object_or_404(sessions_visible_to(request.user).select_related("series", "place"), pk=pk)
    form = OutcomeForm(request.POST or None, measures=actions.ensure_measures())

    def act(_cleaned: dict[str, Any]) -> str:
        sheet = actions.record_outcome(session=session, by=request.user, **form.told())
        code = receipt_of(sheet)
        if code is None:
            return reverse("programs:program", args=[session.series.program_id])
        request.session[RECEIPT_IN_SESSION] = code
        return reverse("ledger:thanks")

    return answer_form(
        request,
        form,
        act=act,
        template="outcomes/tell.html",
        said=_("Thank you. What you told us goes into the next decision."),
        session=session,
    )
