"""What people gained, program by program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import render

from commonshelf.common.accounts.doors import door
from commonshelf.path.outcomes.analysis import outcomes_of_each
from commonshelf.path.outcomes.queries import programs_with_outcomes

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PROGRAMS_ON_A_PAGE = 10


@door("outcomes.read_outcomes")
def outcomes(request: HttpRequest) -> HttpResponse:
    """List the programs that somebody answered after, with the share that agrees to each statement."""
    page = Paginator(programs_with_outcomes(), PROGRAMS_ON_A_PAGE).get_page(request.GET.get("page"))
    rows = outcomes_of_each(page.object_list)
    return render(request, "outcomes/staff/outcomes.html", {"page": page, "told": [(program, rows[program.pk]) for program in page]})
