"""Asking for letters, confirming, and leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from commonshelf.common.accounts.doors import open_to_all
from commonshelf.common.design.form_page import answer_form
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.community.persons.terms import ConsentMethod
from commonshelf.telling.letters import actions
from commonshelf.telling.letters.forms.public import SubscribeForm

if TYPE_CHECKING:
    from django.http import HttpRequest

ONE_CLICK = "One-Click"


@open_to_all
def subscribe(request: HttpRequest) -> HttpResponse:
    """Ask for letters; whoever owns the address confirms in a letter."""

    def act(told: dict[str, Any]) -> str:
        actions.subscribe(by=request.user, **told)
        return reverse("letters:subscribe")

    said = _("Look into your mail. A letter is on its way with a page on which you confirm that it is you.")
    return answer_form(request, SubscribeForm(request.POST or None), act=act, template="letters/subscribe.html", said=said)


@open_to_all
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm with a button: programs that look at every link in a mail must not subscribe anybody."""
    done = None
    if request.method == "POST":
        done = actions.confirm_subscription(token=token)
    return render(request, "letters/confirm.html", {"subscription": done})


@csrf_exempt  # RFC 8058: the mail program posts without a page, cookie or login; the token is the proof
@open_to_all
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Leave with one click of the mail program, or with the button of the page. A look at the page (GET) changes nothing."""
    if request.method == "POST" and request.POST.get("List-Unsubscribe") == ONE_CLICK:
        return _leave_by_one_click(token)
    done = None
    if request.method == "POST":
        done = actions.end_subscription(token=token, method=ConsentMethod.UNSUBSCRIBE_PAGE)
    return render(request, "letters/leave.html", {"subscription": done})


def _leave_by_one_click(token: str) -> HttpResponse:
    """Answer 200 to a token that is not ours too, so that nobody can find out which are."""
    try:
        actions.end_subscription(token=token, method=ConsentMethod.ONE_CLICK)
    except Refusal:
        return HttpResponse(status=200)
    return HttpResponse(status=200)
