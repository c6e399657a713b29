"""Staff pages speak fewer languages than public ones; a page must not claim to be in a language it is not in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

STAFF_PAGES = "/staff/"


class StaffPagesSpeak:
    """Middleware: answers under /staff/ in a language of the staff pages, whatever the reader chose for the public ones."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand the request on, in English when the staff pages lack the reader's language."""
        if request.path.startswith(STAFF_PAGES) and translation.get_language() not in settings.STAFF_LANGUAGES:
            translation.activate(settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = settings.LANGUAGE_CODE
        return self.get_response(request)
