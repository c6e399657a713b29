"""The token against forged posts, for pages that are kept rendered and filled in for each visitor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.middleware.csrf import rotate_token

if TYPE_CHECKING:
    from django.http import HttpRequest


def token_for_kept_page(request: HttpRequest) -> str:
    """Return this browser's token as its cookie holds it, unmasked: Django takes both. A browser without one gets one with the answer.

    Drawing a mask takes thirty-two calls into the system, as long as all the rest of such a page. It hides the token from somebody who can
    have words of their own put beside it and see how well the two shrink together (BREACH). A kept page holds no word of the request.
    """
    if "CSRF_COOKIE" not in request.META:
        rotate_token(request)
    return str(request.META["CSRF_COOKIE"])
