"""A refusal that no page caught becomes a page that says what went wrong and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from commonshelf.common.errors.catalogue import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


class RefusalPages:
    """Middleware: shows refusals."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal with its page and its status."""
        if not isinstance(exception, Refusal):
            return None
        return render(request, "design/refusal.html", {"refusal": exception}, status=exception.code.status)
