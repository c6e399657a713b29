"""In which language a page speaks. Staff pages speak fewer than public ones; a page must not claim to be in a language it is not in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.utils.cache import patch_vary_headers

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

STAFF_PAGES = "/staff/"


class PagesSpeak:
    """Middleware: answers in the language of the reader's cookie or browser; under /staff/ in English where those pages lack it.

    In place of Django's own, which also looks for a language in every address: none of ours has one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand the request on, and say in the answer which language it is in."""
        language = translation.get_language_from_request(request)
        if language not in settings.STAFF_LANGUAGES and request.path.startswith(STAFF_PAGES):
            language = settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language
        answer = self.get_response(request)
        patch_vary_headers(answer, ("Accept-Language",))
        answer.headers.setdefault("Content-Language", translation.get_language() or language)
        return answer
