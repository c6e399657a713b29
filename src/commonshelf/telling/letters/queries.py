"""Reading letters and who gets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core import signing
from django.db.models import Count, Q

from commonshelf.common.accounts.rules import may
from commonshelf.community.persons.queries import may_write_to_each
from commonshelf.telling.letters.models import Letter, Subscription, Topic
from commonshelf.telling.letters.terms import SubscriptionState

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from commonshelf.common.accounts.models import User

# What a link in a mail is for.
CONFIRM, LEAVE = "letters.confirm", "letters.leave"


def topics() -> QuerySet[Topic]:
    """Return what one may subscribe to, each with how many did."""
    confirmed = Q(subscriptions__state=SubscriptionState.CONFIRMED)
    # A query that counts forgets the order of its model, so the order is said again.
    return Topic.objects.annotate(readers=Count("subscriptions", filter=confirmed)).order_by("slug")


def letters_visible_to(user: User | AnonymousUser) -> QuerySet[Letter]:
    """Return the letters, for those who write them or read the numbers."""
    letters = Letter.objects.select_related("topic").annotate(delivery_count=Count("deliveries")).order_by("-pk")
    return letters if may(user, "letters.read_letters") else letters.none()


def readers_of(topic: Topic) -> list[Subscription]:
    """Return who gets a letter on a topic now: confirmed, and the consent ledger and the suppression list say yes."""
    confirmed = list(Subscription.objects.filter(topic=topic, state=SubscriptionState.CONFIRMED).order_by("pk"))
    willing = may_write_to_each((subscription.address for subscription in confirmed), topic.slug)
    return [subscription for subscription in confirmed if subscription.address in willing]


def token_for(subscription: Subscription, purpose: str) -> str:
    """Return the token of a link. It names the row and is signed for one purpose, so that a link to leave cannot confirm."""
    return signing.dumps(subscription.pk, salt=purpose)
