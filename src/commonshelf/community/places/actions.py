"""Writing down places, areas and who works where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.actions import log_action
from commonshelf.common.text.cleaning import clean_line, clean_text
from commonshelf.community.places.models import Area, Place, Post
from commonshelf.community.places.terms import NAME_TAKEN, NOT_A_BRANCH, PlaceKind

if TYPE_CHECKING:
    from commonshelf.common.accounts.models import User

LONGEST_AREA = 80
LONGEST_PLACE = 120
LONGEST_ADDRESS = 240


def add_area(*, name: str, by: User) -> Area:
    """Add a neighborhood that residents can choose."""
    ensure_may(by, "places.add_area")
    called = clean_line(name, limit=LONGEST_AREA)
    with transaction.atomic():
        area, new = Area.objects.get_or_create(name=called)
        if not new:
            raise Refusal(NAME_TAKEN, name=called)
        log_action(by=by, action="add_area", thing=area)
    return area


def add_place(*, name: str, kind: str, by: User, address: str = "", area: Area | None = None, branch: Place | None = None) -> Place:
    """Add a branch, a room of a branch, or another venue. Whoever works at a branch looks after what happens in its rooms."""
    ensure_may(by, "places.add_place")
    called = clean_line(name, limit=LONGEST_PLACE)
    where = clean_text(address, limit=LONGEST_ADDRESS) if address.strip() else ""
    if branch is not None and branch.kind != PlaceKind.BRANCH:
        raise Refusal(NOT_A_BRANCH, name=branch.name)
    facts = {"kind": PlaceKind(kind), "address": where, "area": area, "branch": branch}
    with transaction.atomic():
        place, new = Place.objects.get_or_create(name=called, defaults=facts)
        if not new:
            raise Refusal(NAME_TAKEN, name=called)
        log_action(by=by, action="add_place", thing=place)
    return place


def post_user(*, user: User, place: Place, by: User) -> Post:
    """Say which branch somebody works at; a new post replaces the old one."""
    ensure_may(by, "places.post_user")
    with transaction.atomic():
        post, _new = Post.objects.update_or_create(user=user, defaults={"place": place})
        log_action(by=by, action="post_user", thing=post)
    return post
