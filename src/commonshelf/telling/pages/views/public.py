"""The pages that tell everybody: home, you said – we did, threads, privacy and the tour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render

from commonshelf.common.accounts.doors import open_to_all
from commonshelf.path.decisions.queries import decisions_visible_to, published_decisions
from commonshelf.path.outcomes.analysis import outcomes_of_each
from commonshelf.path.programs.queries import programs_visible_to, upcoming_sessions
from commonshelf.path.ripples.stories.queries import published_stories
from commonshelf.path.voices.surveys.queries import surveys_open_now
from commonshelf.telling.pages.analysis import told_safely, who_spoke
from commonshelf.telling.pages.queries.before import what_came_before
from commonshelf.telling.pages.queries.held import what_is_held
from commonshelf.telling.pages.queries.thread import needs_told_to, shown_voices, thread_of_decision, thread_of_need, thread_of_program
from commonshelf.telling.pages.queries.told import best_told, furthest_told, you_said_we_did

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from commonshelf.telling.pages.queries.thread import Thread

DECISIONS_ON_A_PAGE = 10


@open_to_all
def home(request: HttpRequest) -> HttpResponse:
    """What is on, have your say, what became of it, take part."""
    found = {
        "sessions": upcoming_sessions().select_related("series", "place")[:4],
        "surveys": surveys_open_now()[:3],
        "told": told_safely(furthest_told(2)),
        "stories": published_stories()[:2],
    }
    return render(request, "pages/home.html", found)


@open_to_all
def you_said(request: HttpRequest) -> HttpResponse:
    """What people asked for, what was decided, why, and what came of it."""
    page = Paginator(published_decisions(), DECISIONS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "pages/you_said_we_did.html", {"page": page, "told": told_safely(you_said_we_did(page.object_list))})


def _thread_page(request: HttpRequest, thread: Thread, thing: object) -> HttpResponse:
    programs = [told.program for told in thread.programs]
    outcomes = outcomes_of_each(programs)
    found = {
        "thread": thread,
        "thing": thing,
        "quotes": shown_voices(thread),
        "spoke": who_spoke(thread),
        "outcomes": [(program, outcomes[program.pk]) for program in programs if outcomes[program.pk]],
    }
    return render(request, "pages/thread.html", found)


@open_to_all
def need_thread(request: HttpRequest, pk: int) -> HttpResponse:
    """Follow one need, back to the voices and forward to what came of it."""
    need = get_object_or_404(needs_told_to(request.user), pk=pk)
    return _thread_page(request, thread_of_need(need, request.user), need)


@open_to_all
def decision_thread(request: HttpRequest, pk: int) -> HttpResponse:
    """Follow one decision."""
    decision = get_object_or_404(decisions_visible_to(request.user), pk=pk)
    return _thread_page(request, thread_of_decision(decision), decision)


@open_to_all
def program_thread(request: HttpRequest, pk: int) -> HttpResponse:
    """Follow one program."""
    program = get_object_or_404(programs_visible_to(request.user), pk=pk)
    return _thread_page(request, thread_of_program(program, request.user), program)


@open_to_all
def privacy(request: HttpRequest) -> HttpResponse:
    """What the library keeps about people, made from what is really held."""
    return render(request, "pages/privacy.html", {"held": what_is_held()})


@open_to_all
def tour(request: HttpRequest) -> HttpResponse:
    """Follow one story through the seven steps, and see which folder is behind each."""
    told = best_told()
    if told is None:
        return render(request, "pages/tour.html", {"told": None})
    found = {"told": told, "spoke": who_spoke(told.thread), "quotes": shown_voices(told.thread, most=3)}
    return render(request, "pages/tour.html", {**found, "before": what_came_before(told.decision)})
