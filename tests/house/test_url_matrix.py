"""Every address of the house, asked for by each of the eight roles."""

from __future__ import annotations

import types
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, URLResolver, get_resolver, path, reverse

from tests.house.url_matrix import OPENED_BY_ALLAUTH, ROWS
from tests.house.url_things import THINGS, Things

if TYPE_CHECKING:
    from collections.abc import Iterator

LETTERS = {200: "o", 403: "r", 404: "n", 405: "p"}
SIGN_IN = "/account/login/?next="


def addresses(urlconf: Any = None) -> dict[str, Any]:
    """Return the view of every named address; an address without a name has its pattern for one."""
    return dict(_walk(get_resolver(urlconf), ()))


def _walk(resolver: URLResolver, namespaces: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _walk(entry, (*namespaces, entry.namespace) if entry.namespace else namespaces)
        else:
            yield ":".join((*namespaces, entry.name or str(entry.pattern))), entry.callback


def without_row(urlconf: Any = None) -> list[str]:
    """Return the addresses that the matrix does not know."""
    return sorted(set(addresses(urlconf)) - set(ROWS))


def letter_of(response: HttpResponse) -> str:
    """Return the letter of the matrix for an answer."""
    if 300 <= response.status_code < 400:
        return "s" if response.headers["location"].startswith(SIGN_IN) else "m"
    return LETTERS.get(response.status_code, "b" if 400 <= response.status_code < 500 else "?")


@pytest.fixture
def browsers(amina, carla, a_volunteer, farid, bao, the_reader, the_administrator):
    """One browser for each role, in the order of the letters."""
    found = [Client()]
    for user in (amina, carla, a_volunteer, farid, bao, the_reader, the_administrator):
        browser = Client()
        browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        found.append(browser)
    return found


def _address_of(name: str, things: Things) -> str:
    """Return the address, with the thing that it names."""
    try:
        return reverse(name, kwargs=THINGS[name](things) if name in THINGS else None)
    except NoReverseMatch as missing:
        pytest.fail(
            f'{name} names a thing: say which in THINGS of tests/house/url_things.py, for example\n    "{name}": pk("session"),\n{missing}'
        )


@pytest.mark.parametrize("name", sorted(addresses()))
def test_address_opens_for_whom_the_matrix_says(name, browsers, bao, main_branch):
    address = _address_of(name, Things(bao, main_branch))
    found = "".join(letter_of(browser.get(address)) for browser in browsers)

    if name not in ROWS:
        pytest.fail(f'{address} has no row. If this is right, paste it into tests/house/url_matrix.py:\n    "{name}": "{found}",')
    assert found == ROWS[name], f'{address} does not do what its row says; what it does:\n    "{name}": "{found}",'


def test_every_view_wears_a_door():
    bare = sorted(name for name, view in addresses().items() if not hasattr(view, "door"))

    assert bare == sorted(OPENED_BY_ALLAUTH)


def test_matrix_has_no_row_for_an_address_that_is_gone():
    assert sorted((set(ROWS) | set(THINGS)) - set(addresses())) == []


def test_new_address_without_a_row_is_found():
    planted = types.ModuleType("planted_urls")
    planted.urlpatterns = [*import_module(settings.ROOT_URLCONF).urlpatterns, path("planted/", HttpResponse, name="planted")]

    assert without_row(planted) == sorted([*without_row(), "planted"])
