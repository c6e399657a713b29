"""The stories everybody may read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import render

from commonshelf.common.accounts.doors import open_to_all
from commonshelf.path.ripples.stories.queries import published_stories

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

STORIES_ON_A_PAGE = 10


@open_to_all
def stories(request: HttpRequest) -> HttpResponse:
    """What grew beyond the room."""
    page = Paginator(published_stories(), STORIES_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "stories/stories.html", {"page": page})
