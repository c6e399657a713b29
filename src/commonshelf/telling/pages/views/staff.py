"""Today, and the thread of one voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, render

from commonshelf.common.accounts.doors import door
from commonshelf.common.dates.clock import today as this_day
from commonshelf.path.attendance.analysis import dwindling_series
from commonshelf.path.decisions.queries import replies_to
from commonshelf.path.voices.ledger.queries import voices_said_like, voices_visible_to
from commonshelf.telling.pages.queries.thread import thread_of_voice
from commonshelf.telling.pages.queries.today import misunderstood, reviews_due, sessions_soon, unanswered_in_all, voices_waiting

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse


@door("pages.see_today")
def today(request: HttpRequest) -> HttpResponse:
    """What wants attention today: sessions, series that dwindle, voices without an answer, reviews that are due."""
    found = {
        "day": this_day(),
        "sessions": sessions_soon(request.user),
        "alarms": dwindling_series(),
        "waiting": voices_waiting(),
        "unanswered": unanswered_in_all(),
        "misunderstood": misunderstood(request.user),
        "reviews": reviews_due(),
    }
    return render(request, "pages/staff/today.html", found)


@door("pages.follow_voice")
def voice_thread(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Follow one voice forward."""
    voice = get_object_or_404(voices_visible_to(request.user), pk=pk)
    found = {
        "voice": voice,
        "thread": thread_of_voice(voice, request.user),
        "codings": voice.codings.select_related("theme"),
        "replies": replies_to(voice),
        "same_words": voices_said_like(voice).count(),
    }
    return render(request, "pages/staff/voice_thread.html", found)
