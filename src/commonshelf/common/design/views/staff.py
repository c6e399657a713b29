"""The page on which developers see every part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from commonshelf.common.accounts.doors import open_to_all

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@open_to_all
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every part of the design system with its markup."""
    return render(request, "design/staff/styleguide.html")
