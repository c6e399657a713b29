"""Going to the library's own OpenID Connect provider and coming back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.socialaccount.providers.openid_connect import views as openid_connect

from commonshelf.common.accounts.doors import open_to_all
from commonshelf.common.accounts.terms import PROVIDER_SILENT
from commonshelf.common.errors.catalogue import Refusal

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@open_to_all
def to_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send the browser to the provider."""
    try:
        response: HttpResponse = openid_connect.login(request, provider_id)
    except OSError as silence:  # every fault of the line that allauth's client knows is one
        raise Refusal(PROVIDER_SILENT) from silence
    return response


@open_to_all
def from_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take back who the provider says it is; adapter.py decides whether that is somebody here."""
    try:
        response: HttpResponse = openid_connect.callback(request, provider_id)
    except OSError as silence:
        raise Refusal(PROVIDER_SILENT) from silence
    return response
