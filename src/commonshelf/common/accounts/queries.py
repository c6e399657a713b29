"""Reading sign-ins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef

from commonshelf.common.accounts.models import User
from commonshelf.common.accounts.rules import may
from commonshelf.common.accounts.second_factor import SECOND_FACTORS

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet


def users_visible_to(user: User | AnonymousUser) -> QuerySet[User]:
    """Return the sign-ins this user may see, by name: administrators see all, everybody else only the own one."""
    factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=SECOND_FACTORS)
    found = User.objects.annotate(second_factor_is_set=Exists(factors)).order_by("name", "pk")
    return found if may(user, "accounts.read_users") else found.filter(pk__in=[user.pk])
