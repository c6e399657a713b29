"""“Have your say”, without an account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect, render
from django.urls import reverse

from commonshelf.common.accounts.doors import open_to_all
from commonshelf.common.design.form_page import answer_form
from commonshelf.path.voices.ledger import actions
from commonshelf.path.voices.ledger.forms.public import SayForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

RECEIPT_IN_SESSION = "receipt_code"


@open_to_all
def have_your_say(request: HttpRequest) -> HttpResponse:
    """Take one voice and lead on to its receipt code."""

    def act(said: dict[str, Any]) -> str:
        # The code waits in the session for the next page: an address with it would stay in histories and logs.
        request.session[RECEIPT_IN_SESSION] = actions.submit_voice(by=request.user, **said).receipt_code
        return reverse("ledger:thanks")

    return answer_form(request, SayForm(request.POST or None), act=act, template="ledger/have_your_say.html")


@open_to_all
def thanks(request: HttpRequest) -> HttpResponse:
    """Show the receipt code of what was just said, until whoever holds it closes the page for the next person at the device."""
    if request.method == "POST":
        request.session.pop(RECEIPT_IN_SESSION, None)
        return redirect("ledger:have_your_say")
    code = request.session.get(RECEIPT_IN_SESSION)
    if code is None:
        return redirect("ledger:have_your_say")
    return render(request, "ledger/thanks.html", {"code": code})
