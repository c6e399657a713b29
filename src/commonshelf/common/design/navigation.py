"""Where the menus lead, and which of their links is the page one is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.html import format_html

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.functional import Promise
    from django.utils.safestring import SafeString

# Every page lies under these two, so being under them says nothing.
_ROOTS = ("/", "/staff/")


def current(request: HttpRequest, address: str) -> str:
    """Return what aria-current says of a link to `address`: this page, a page above this one, or nothing."""
    if request.path == address:
        return "page"
    return "true" if address not in _ROOTS and request.path.startswith(address) else ""


def link(request: HttpRequest, name: str, words: str | Promise) -> SafeString:
    """Return a link to the page `name` that says whether one is there."""
    address = reverse(name)
    where = current(request, address)
    if where:
        return format_html('<a href="{}" aria-current="{}">{}</a>', address, where, words)
    return format_html('<a href="{}">{}</a>', address, words)
