"""The policy that tells browsers what a page of ours may load."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase


class PolicyOnce(CSPMiddleware):
    """Middleware: the policy is the same for every page, so it is put together once and not for each of them."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Add the policy. A page that has asked for a nonce, or changes the policy for itself, gets its own from django-csp."""
        if "_csp_nonce" in vars(request) or any(name.startswith("_csp_") for name in vars(response)):
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, _policy())
        return response


@lru_cache(maxsize=1)
def _policy() -> str:
    return build_policy()
