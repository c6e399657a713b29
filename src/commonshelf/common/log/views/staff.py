"""The page of the audit log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import render

from commonshelf.common.accounts.doors import door
from commonshelf.common.log.forms.staff import EntriesForm
from commonshelf.common.log.queries import entries_visible_to

if TYPE_CHECKING:
    from django.http import HttpResponse

    from commonshelf.common.accounts.doors import SignedInRequest

ENTRIES_ON_A_PAGE = 25


@door("log.read_entries")
def entries(request: SignedInRequest) -> HttpResponse:
    """Show who did what, newest first, all of it or one person's part."""
    form = EntriesForm(request.GET)
    found = entries_visible_to(request.user)
    if form.is_valid() and form.cleaned_data["actor"]:
        found = found.filter(actor=form.cleaned_data["actor"])
    page = Paginator(found, ENTRIES_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "log/staff/entries.html", {"form": form, "page_obj": page})
