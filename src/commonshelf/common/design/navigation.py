"""Where the menus lead, and which of their links is the page one is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html

from commonshelf.common.accounts.rules import may, permission_table

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.functional import Promise
    from django.utils.safestring import SafeString

# While the house is being built, a link to a page that does not exist yet is left out; once all pages stand, this becomes True
# and a wrong name in a menu is a fault.
EVERY_PAGE_STANDS = False
# Every page lies under these two, so being under them says nothing.
_ROOTS = ("/", "/staff/")


def address_of(name: str) -> str:
    """Return the address of the page `name`; empty when there is no such page yet."""
    try:
        return reverse(name)
    except NoReverseMatch:
        if EVERY_PAGE_STANDS:
            raise
        return ""


def may_open(request: HttpRequest, permission: str) -> bool:
    """Say whether the reader may open pages behind `permission`; nobody may while no table declares it."""
    if not EVERY_PAGE_STANDS and permission not in permission_table():
        return False
    return may(request.user, permission)


def current(request: HttpRequest, address: str) -> str:
    """Return what aria-current says of a link to `address`: this page, a page above this one, or nothing."""
    if request.path == address:
        return "page"
    return "true" if address not in _ROOTS and request.path.startswith(address) else ""


def link(request: HttpRequest, name: str, words: str | Promise) -> SafeString | str:
    """Return a link to the page `name` that says whether one is there."""
    address = address_of(name)
    if not address:
        return ""
    where = current(request, address)
    if where:
        return format_html('<a href="{}" aria-current="{}">{}</a>', address, where, words)
    return format_html('<a href="{}">{}</a>', address, words)
