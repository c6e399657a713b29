"""Reading places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from commonshelf.community.places.models import Area, Place
from commonshelf.community.places.terms import PlaceKind

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from commonshelf.common.accounts.models import User


def areas() -> QuerySet[Area]:
    """Return every area the library serves."""
    return Area.objects.all()


def branches() -> QuerySet[Place]:
    """Return the branches."""
    return Place.objects.filter(kind=PlaceKind.BRANCH)


def places() -> QuerySet[Place]:
    """Return every place where something can happen."""
    return Place.objects.select_related("branch", "area")


def is_own_branch(user: User | AnonymousUser, place: Place) -> bool:
    """Say whether `user` is posted at `place`, or at the branch that `place` is a room of."""
    if not user.is_authenticated:
        return False
    return Place.objects.filter(Q(pk=place.pk) | Q(rooms=place), posts__user=user).exists()
