"""Every address of the house: each app brings its own table."""

from __future__ import annotations

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path

# Addresses are tried one after the other. Those that many open at once come first.
FIRST = ["commonshelf.path.voices.surveys"]

urlpatterns = [
    *[path("", include(f"{app}.urls")) for app in FIRST],
    path("account/", include("commonshelf.common.accounts.sign_in_urls")),
    *[path("", include(f"{app}.urls")) for app in settings.HOUSE_APPS if app not in FIRST and find_spec(f"{app}.urls")],
]
