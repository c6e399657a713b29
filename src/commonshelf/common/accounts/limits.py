"""How much may be sent within an hour by people who are not signed in.

Residents share addresses: thirty at the library's computers are one. So the limits stop a machine, not a busy afternoon. What is
counted is kept under a keyed digest, by the hour alone, and forgotten the next day: no address of a resident is in the database.
Answers to surveys are counted in memory alone.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import time
from typing import TYPE_CHECKING

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.shortcuts import render
from django.utils.module_loading import import_string

from commonshelf.common.accounts.models import User
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.errors.terms import TOO_MUCH_SENT

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from django.http import HttpRequest, HttpResponse

HOUR = 60 * 60
IPV6_NETWORK = 64  # one household has all of it
POSTS_AN_HOUR = 240
# Pages that write to an address which anybody may type.
FEWER_POSTS_AN_HOUR = {"programs:register": 120, "letters:subscribe": 60}
# Pages that are sent once for each part of a long survey, by everybody in the room.
MORE_POSTS_AN_HOUR = {"surveys:answer": 1_000, "surveys:left": 1_000, "surveys:kiosk": 2_000}
MOST_AN_HOUR = {**MORE_POSTS_AN_HOUR, **FEWER_POSTS_AN_HOUR}
# A survey is answered by many at once, and no query of the limit may come on top of those of the answer: these are counted in memory.
COUNTED_HERE = frozenset({"surveys:answer", "surveys:kiosk", "surveys:left", "surveys:thanks"})
MOST_COUNTED = 20_000
# Leaving must never be refused, and mail programs leave for thousands from one address. The other changes one cookie.
NEVER_REFUSED = frozenset({"letters:leave", "design:set_language"})
SIGN_IN_PAGES = ("account", "mfa", "openid_connect", "socialaccount")  # allauth has limits of its own for them


def digest_of_address(address: str) -> str:
    """Return what stands for a network address in the database; an IPv6 address stands for its whole network."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        network = address
    else:
        network = str(ipaddress.ip_network(f"{known}/{IPV6_NETWORK}", strict=False)) if known.version == 6 else str(known)
    return hmac.new(settings.SECRET_KEY.encode(), f"address {network}".encode(), hashlib.sha256).hexdigest()[:32]


def take_one(what: str, who: str, *, most: int) -> bool:
    """Count one more of `what` by `who` in this hour; no, once there were `most`. Two at the same moment may count as one."""
    hour, gone = divmod(time.time(), HOUR)
    key = hmac.new(settings.SECRET_KEY.encode(), f"limit {what} {who} {hour:.0f}".encode(), hashlib.sha256).hexdigest()
    used = int(cache.get(key, 0))
    if used >= most:
        return False
    cache.set(key, used + 1, timeout=HOUR - int(gone))
    return True


class _Memory:
    """What this one process has counted in this hour. With two processes a limit is up to twice as much, and a restart begins anew.

    That is enough to stop a machine. Where there are more people than places, whoever came first is forgotten first.
    """

    def __init__(self, places: int) -> None:
        self.places, self.hour = places, 0.0
        self.counts: dict[tuple[str, str], int] = {}

    def take_one(self, what: str, who: str, *, most: int) -> bool:
        """Count one more of `what` by `who` in this hour; no, once there were `most`."""
        hour = time.time() // HOUR
        if hour != self.hour:
            self.hour = hour
            self.counts = {}
        used = self.counts.pop((what, who), 0)
        while len(self.counts) >= self.places:
            self.counts.pop(next(iter(self.counts)), None)
        self.counts[what, who] = min(used + 1, most)
        return used < most


MEMORY = _Memory(MOST_COUNTED)


class BodiesHaveLimits:
    """Middleware: refuses a body that no page of ours asks for, before a byte of it is read.

    Django counts what is typed into a form and leaves files out, and the forgery check reads both: without this, anybody could
    fill the disk with an upload to any page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand the request on, or answer it with the page of what cannot be read."""
        told = request.META.get("CONTENT_LENGTH") or "0"
        if told.isdecimal() and int(told) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE and int(told) > _most_bytes(request.path):
            message = f"a body of {told} bytes was refused unread"
            raise RequestDataTooBig(message)
        return self.get_response(request)


def _most_bytes(path: str) -> int:
    """Return how much may be sent to a path: more where a page takes files, and where one of its questions asks for a file."""
    for start, (asks_for_files, most) in settings.UPLOADS_UNDER.items():
        if path.startswith(start) and import_string(asks_for_files)(path):
            return int(most)
    return int(settings.UPLOADS_AT.get(path, settings.DATA_UPLOAD_MAX_MEMORY_SIZE))


class PostsHaveLimits:
    """Middleware: refuses what nobody could have typed. Staff enter what others wrote on paper, so theirs is not counted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand the request on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _words: Any, _named: Any) -> HttpResponse | None:
        """Count a post that passed the forgery check, and refuse one too many."""
        page = request.resolver_match.view_name if request.resolver_match else ""
        if request.method != "POST" or page in NEVER_REFUSED or page.startswith(SIGN_IN_PAGES) or _works_here(request):
            return None
        count = MEMORY.take_one if page in COUNTED_HERE else take_one
        if count(page, who_sends(request), most=MOST_AN_HOUR.get(page, POSTS_AN_HOUR)):
            return None
        answer = render(request, "design/refusal.html", {"refusal": Refusal(TOO_MUCH_SENT)}, status=TOO_MUCH_SENT.status)
        answer["Retry-After"] = str(HOUR - int(time.time() % HOUR))
        return answer


def _works_here(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and request.user.is_staff_member


def who_sends(request: HttpRequest) -> str:
    """Return the digest of who asks; those whose address is not told share one limit."""
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return ""
