"""Gifts as staff see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from commonshelf.common.accounts.doors import door
from commonshelf.common.design.form_page import answer_form
from commonshelf.community.persons.queries import persons_visible_to
from commonshelf.path.ripples.gifts import actions
from commonshelf.path.ripples.gifts.forms.staff import FundForm, GiftForm
from commonshelf.path.ripples.gifts.queries import funds, gifts_visible_to, total_given

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

GIFTS_ON_A_PAGE = 25


@door("gifts.read_gifts")
def gifts(request: HttpRequest) -> HttpResponse:
    """Show the funds and their totals, and the gifts to those who may read names."""
    page = Paginator(gifts_visible_to(request.user), GIFTS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "gifts/staff/gifts.html", {"page": page, "funds": funds(), "total": total_given()})


@door("gifts.record_gift")
def record(request: HttpRequest) -> HttpResponse:
    """Record a gift."""

    def act(told: dict[str, Any]) -> str:
        actions.record_gift(by=request.user, **told)  # type: ignore[arg-type]  # the door lets only users in
        return reverse("gifts:gifts")

    form = GiftForm(request.POST or None, persons=persons_visible_to(request.user))
    return answer_form(request, form, act=act, template="gifts/staff/record.html", said=_("The gift is recorded."))


@door("gifts.open_fund")
def open_fund(request: HttpRequest) -> HttpResponse:
    """Open a fund."""

    def act(told: dict[str, Any]) -> str:
        actions.open_fund(by=request.user, **told)  # type: ignore[arg-type]  # the door lets only users in
        return reverse("gifts:record")

    return answer_form(request, FundForm(request.POST or None), act=act, template="gifts/staff/open_fund.html", said=_("The fund is open."))
