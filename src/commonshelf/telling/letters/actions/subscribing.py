"""Double opt-in, and leaving with one click (RFC 8058)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.dates.clock import now, today
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.library.queries import the_library
from commonshelf.common.outbox.actions import post_message
from commonshelf.common.text.cleaning import clean_address
from commonshelf.common.text.fields import LANGUAGE_CODES, in_language
from commonshelf.community.persons.actions import give_consent, withdraw_consent
from commonshelf.community.persons.queries import is_suppressed
from commonshelf.community.persons.terms import ConsentMethod
from commonshelf.path.voices.ledger.terms import LANGUAGE_UNKNOWN
from commonshelf.telling.letters.models import Subscription, Topic
from commonshelf.telling.letters.queries import CONFIRM, LEAVE, token_for
from commonshelf.telling.letters.terms import CONFIRM_WORDING, LINK_TOO_OLD, LINK_UNKNOWN, SubscriptionState

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from commonshelf.common.accounts.models import User

DAYS_TO_CONFIRM = 14


def _subscription_of(token: str, purpose: str, *, days: int | None = None) -> Subscription:
    """Return whom a token belongs to, locked; refuse one that is not ours or too old."""
    try:
        key = signing.loads(token, salt=purpose, max_age=days * 86400 if days else None)
    except signing.SignatureExpired:
        raise Refusal(LINK_TOO_OLD, days=days) from None
    except signing.BadSignature:
        raise Refusal(LINK_UNKNOWN) from None
    subscription = Subscription.objects.select_for_update().select_related("topic").filter(pk=key).first()
    if subscription is None:
        raise Refusal(LINK_UNKNOWN)
    return subscription


def subscribe(*, address: str, topic: Topic, language: str, by: User | AnonymousUser) -> Subscription:
    """Ask an address to confirm that it wants letters. The page says the same whether or not it already gets them."""
    ensure_may(by, "letters.subscribe")
    reader = clean_address(address)
    if language not in LANGUAGE_CODES:
        raise Refusal(LANGUAGE_UNKNOWN, code=language[:20])
    with transaction.atomic():
        asked = {"language": language, "asked_on": today()}
        subscription, new = Subscription.objects.get_or_create(address=reader, topic=topic, defaults=asked)
        subscription = Subscription.objects.select_for_update().get(pk=subscription.pk)
        if subscription.state == SubscriptionState.CONFIRMED:
            return subscription
        if not new:
            subscription.state = SubscriptionState.PENDING
            subscription.language, subscription.asked_on = language, today()
            subscription.save(update_fields=["state", "language", "asked_on"])
        _post_confirmation(subscription)
    return subscription


def _post_confirmation(subscription: Subscription) -> None:
    """Post the letter that asks to confirm; asking again within the hour sends no second one, so nobody can be flooded.

    An address that asked never to be written to gets none: whoever typed it into the page is told the same all the same.
    """
    if is_suppressed(subscription.address):
        return
    with translation.override(subscription.language):
        link = settings.BASE_URL + reverse("letters:confirm", args=[token_for(subscription, CONFIRM)])
        words = {"topic": in_language(subscription.topic.name), "library": the_library().name, "link": link, "days": DAYS_TO_CONFIRM}
        body = _(
            "Somebody, probably you, asked for letters about “%(topic)s” from %(library)s.\n\n"
            "Is it you? Then open this page and press the button:\n%(link)s\n\n"
            "If it was not you, do nothing. Without the button no letter comes. The link is good for %(days)s days."
        )
        payload = {
            "to": subscription.address,
            "subject": _("Do you want letters about “%(topic)s”?") % words,
            "body": body % words,
            "language": subscription.language,
        }
    post_message(key=f"letters-confirm-{subscription.pk}-{now():%Y-%m-%d-%H}", kind="mail", payload=payload)


def confirm_subscription(*, token: str) -> Subscription:
    """Let letters come: the address has shown that it is its owner's wish. A second press changes nothing."""
    with transaction.atomic():
        subscription = _subscription_of(token, CONFIRM, days=DAYS_TO_CONFIRM)
        if subscription.state == SubscriptionState.ENDED:
            raise Refusal(LINK_UNKNOWN)
        if subscription.state == SubscriptionState.PENDING:
            subscription.state = SubscriptionState.CONFIRMED
            subscription.confirmed_on = today()
            subscription.save(update_fields=["state", "confirmed_on"])
            give_consent(
                address=subscription.address, topic=subscription.topic.slug, method=ConsentMethod.CONFIRMED_BY_LINK, wording=CONFIRM_WORDING
            )
    return subscription


def end_subscription(*, token: str, method: str) -> Subscription:
    """Stop the letters of one topic to one address; nothing else about the person changes. A second click changes nothing."""
    with transaction.atomic():
        subscription = _subscription_of(token, LEAVE)
        if subscription.state != SubscriptionState.ENDED:
            subscription.state = SubscriptionState.ENDED
            subscription.save(update_fields=["state"])
            withdraw_consent(address=subscription.address, topic=subscription.topic.slug, method=method, wording=CONFIRM_WORDING)
    return subscription


def forget_unconfirmed() -> int:
    """Delete requests that nobody confirmed in time, every day; return how many. Who had left before and was asked again has still left."""
    old = Subscription.objects.filter(state=SubscriptionState.PENDING, asked_on__lt=today() - dt.timedelta(days=DAYS_TO_CONFIRM))
    with transaction.atomic():
        old.filter(confirmed_on__isnull=False).update(state=SubscriptionState.ENDED)
        forgotten, _rows = old.filter(confirmed_on=None).delete()
    return forgotten
