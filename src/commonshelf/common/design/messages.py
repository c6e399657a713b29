"""Messages that are shown on the next page, looked for only where one is said or shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.messages.storage import default_storage
from django.utils.functional import SimpleLazyObject, empty

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class MessagesWhenAsked(MessageMiddleware):
    """Middleware: most pages of residents have no message, and making ready for one takes longer than finding their address."""

    def process_request(self, request: HttpRequest) -> None:
        """Hand the page a place for messages that is made once it is touched."""
        request._messages = SimpleLazyObject(lambda: default_storage(request))  # type: ignore[attr-defined]  # where Django's own middleware has it

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Keep what was said for the next page, where anybody touched it."""
        if getattr(getattr(request, "_messages", None), "_wrapped", empty) is empty:
            return response
        return super().process_response(request, response)
