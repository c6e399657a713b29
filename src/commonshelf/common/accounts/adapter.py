"""How allauth signs people in here."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter


class HouseAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """The library's way of signing in."""


class HouseProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """The library's own OpenID Connect provider."""
