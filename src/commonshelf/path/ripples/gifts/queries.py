"""Reading gifts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Sum

from commonshelf.common.accounts.rules import may
from commonshelf.path.ripples.gifts.models import Fund, Gift

if TYPE_CHECKING:
    from decimal import Decimal

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from commonshelf.common.accounts.models import User


def gifts_visible_to(user: User | AnonymousUser) -> QuerySet[Gift]:
    """Return the gifts with their givers, for those who may read names."""
    return (
        Gift.objects.select_related("person", "organization", "fund", "program") if may(user, "gifts.read_givers") else Gift.objects.none()
    )


def funds() -> QuerySet[Fund]:
    """Return the funds, each with how many gifts it had and their total."""
    # A query that sums forgets the order of its model, so the order is said again.
    return Fund.objects.annotate(gift_count=Count("gifts"), total=Sum("gifts__amount")).order_by("name")


def total_given() -> Decimal | None:
    """Return what was given in all; None while there is nothing."""
    total: Decimal | None = Gift.objects.aggregate(total=Sum("amount"))["total"]
    return total
