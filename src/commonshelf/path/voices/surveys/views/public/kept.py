"""First pages of surveys, kept rendered: for everybody who has said nothing yet they differ in three secrets alone."""

from __future__ import annotations

import secrets
import uuid
from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from commonshelf.common.accounts.forgery import token_for_kept_page
from commonshelf.common.dates.clock import today
from commonshelf.common.library.queries import the_library
from commonshelf.path.voices.surveys.forms.public.answer_page import context_of
from commonshelf.path.voices.surveys.forms.public.sent import signed_attempt

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.http import HttpRequest

    from commonshelf.path.voices.surveys.forms.public.answer_page import AnswerPage
    from commonshelf.path.voices.surveys.forms.public.laid import Laid
    from commonshelf.path.voices.surveys.queries.pages import Shown

MOST_BYTES = 24_000_000  # of one process; about three hundred pages of sixty questions
# Nobody can have written these into a text: they are drawn anew by each process.
_FORGERY, _ONCE, _ATTEMPT = secrets.token_hex(16), str(uuid.uuid4()), uuid.uuid4()

Kept = tuple[bytes, ...]
"""A page in parts. Between the four of a first page belong the token against forgery, the mark of this one sending, and the attempt, signed."""


class KeptPages:
    """Pages by what they are made of; the one that was asked for longest ago goes first. Threads share them, one at a time."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self.most, self.bytes = most, 0
        self._pages: OrderedDict[object, Kept] = OrderedDict()
        self._lock = Lock()

    def get(self, key: object) -> Kept | None:
        """Return a page, if it is there."""
        with self._lock:
            kept = self._pages.get(key)
            if kept is not None:
                self._pages.move_to_end(key)
            return kept

    def keep(self, key: object, kept: Kept) -> None:
        """Keep a page, and let others go until all fit."""
        with self._lock:
            if key not in self._pages:
                self._pages[key] = kept
                self.bytes += _weight(kept)
            while self.bytes > self.most and self._pages:
                _key, gone = self._pages.popitem(last=False)
                self.bytes -= _weight(gone)


def _weight(kept: Kept) -> int:
    return sum(map(len, kept))


PAGES = KeptPages()


def kept_page(
    request: HttpRequest,
    shown: Shown,
    laid: Laid,
    drawn: Callable[[], AnswerPage],
    *,
    drawn_by: str,
    more: Mapping[str, Any],
) -> HttpResponse:
    """Answer with the first page of a survey.

    Whoever is signed in, or has a message waiting, gets a page of their own, and so does everybody where a visitor's page differs from
    the next one's: choices in random order, a default that is drawn by lot.
    """
    own = settings.SESSION_COOKIE_NAME in request.COOKIES or "messages" in request.COOKIES or bool(request.META.get("QUERY_STRING"))
    if own or laid.differs_by_visitor or shown.survey.access == "invited":
        answer = render(request, drawn_by, dict(context_of(drawn(), **more)))
    else:
        answer = HttpResponse(_filled(_found(request, shown, drawn, drawn_by, more), request))
        patch_vary_headers(answer, ["Cookie"])
    answer["Cache-Control"] = "no-cache, private"
    return answer


def _filled(kept: Kept, request: HttpRequest) -> bytes:
    attempt = signed_attempt(uuid.uuid4())
    return b"".join(
        (kept[0], token_for_kept_page(request).encode(), kept[1], str(uuid.uuid4()).encode(), kept[2], attempt.encode(), kept[3])
    )


def _found(request: HttpRequest, shown: Shown, drawn: Callable[[], AnswerPage], drawn_by: str, more: Mapping[str, Any]) -> Kept:
    key = (shown.mark, get_language(), request.path, drawn_by, today(), str(sorted(more.items())))
    kept = PAGES.get(key)
    if kept is None:
        kept = _rendered(request, drawn(), drawn_by, more)
        PAGES.keep(key, kept)
    return kept


def _rendered(request: HttpRequest, page: AnswerPage, drawn_by: str, more: Mapping[str, Any]) -> Kept:
    """Draw the page with marks where the secrets belong. The context is what every page has."""
    page.about.initial["sent_once"], page.sent.attempt = _ONCE, _ATTEMPT
    context: dict[str, Any] = {
        "request": request,
        "user": request.user,
        "messages": (),
        "library": the_library(),
        "sample_town": settings.SAMPLE_TOWN,
    }
    context |= {"languages": settings.LANGUAGES, "csrf_token": _FORGERY, **context_of(page, **more)}
    before, rest = render_to_string(drawn_by, context).encode().split(_FORGERY.encode())
    between, rest = rest.split(_ONCE.encode())
    return before, between, *rest.split(signed_attempt(_ATTEMPT).encode())
