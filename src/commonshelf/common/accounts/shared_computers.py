"""What whoever sits down next at the same computer must not find with the “back” button."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

# Pages that show a code, a link, words or names of one person. Pages with a form are not among them: there “back” saves what was typed.
NOT_TO_BE_KEPT = frozenset(
    {
        "accounts:my_page",
        "ledger:thanks",
        "pages:what_became",
        "programs:registration",
        "programs:session",
        "programs:thanks",
        "surveys:correct",
        "surveys:kiosk",
        "surveys:my_response",
        "surveys:thanks",
        "surveys:withdraw",
        "mfa_view_recovery_codes",
    }
)


class NothingForTheNext:
    """Middleware: browsers keep no copy of such a page, and forget every copy when somebody signs out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Say so in the headers of the answer."""
        answer = self.get_response(request)
        page = request.resolver_match.view_name if request.resolver_match else ""
        if page in NOT_TO_BE_KEPT:
            answer["Cache-Control"] = "no-store, private"
        if page == "account_logout" and request.method == "POST":
            answer["Clear-Site-Data"] = '"cache"'
        return answer
