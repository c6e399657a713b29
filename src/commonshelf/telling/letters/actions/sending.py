"""Writing a letter and sending it once to everybody who wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.dates.clock import today
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.library.queries import the_library
from commonshelf.common.log.actions import log_action
from commonshelf.common.outbox.actions import post_message
from commonshelf.common.text.fields import in_language
from commonshelf.telling.letters.actions.subscribing import LEAVE, token_for
from commonshelf.telling.letters.models import Delivery, Letter, Topic
from commonshelf.telling.letters.queries import readers_of
from commonshelf.telling.letters.terms import LETTER_SENT_ALREADY, TOPIC_TAKEN, LetterState

if TYPE_CHECKING:
    from commonshelf.common.accounts.models import User
    from commonshelf.telling.letters.models import Subscription


def add_topic(*, slug: str, name: dict[str, str], by: User) -> Topic:
    """Add something one may subscribe to."""
    ensure_may(by, "letters.add_topic")
    with transaction.atomic():
        topic, new = Topic.objects.get_or_create(slug=slug, defaults={"name": name})
        if not new:
            raise Refusal(TOPIC_TAKEN, slug=slug)
        log_action(by=by, action="add_topic", thing=topic)
    return topic


def write_letter(*, topic: Topic, subject: dict[str, str], body: dict[str, str], by: User) -> Letter:
    """Write a letter; it is a draft until it is sent."""
    ensure_may(by, "letters.write_letter")
    with transaction.atomic():
        letter = Letter.objects.create(topic=topic, subject=subject, body=body)
        log_action(by=by, action="write_letter", thing=letter)
    return letter


def send_letter(*, letter: Letter, by: User) -> Letter:
    """Hand a letter to the outbox for everybody who wants it now, once each. A second press sends nothing."""
    ensure_may(by, "letters.send_letter")
    with transaction.atomic():
        locked = Letter.objects.select_for_update().select_related("topic").get(pk=letter.pk)
        if locked.state == LetterState.SENT:
            raise Refusal(LETTER_SENT_ALREADY)
        readers = readers_of(locked.topic)
        for subscription in readers:
            delivery = Delivery.objects.create(letter=locked, subscription=subscription)
            post_message(key=f"letter-{locked.pk}-{subscription.pk}", kind="mail", payload=_mail_of(delivery))
        locked.state, locked.sent_on = LetterState.SENT, today()
        locked.save(update_fields=["state", "sent_on"])
        log_action(by=by, action="send_letter", thing=locked, readers=len(readers))
    return locked


def _mail_of(delivery: Delivery) -> dict[str, object]:
    """Return the letter as mail, in the reader's language, with the headers of RFC 8058 and RFC 2369."""
    letter, subscription = delivery.letter, delivery.subscription
    leave = _leave_link(subscription)
    library = the_library()
    with translation.override(subscription.language):
        foot = _("You get this letter because you asked for it. To get no more of them, open this page: %(link)s") % {"link": leave}
        sender = ", ".join(line for line in (library.name, library.postal_address) if line)
        body = f"{in_language(letter.body)}\n\n--\n{foot}\n{sender}"
        subject = in_language(letter.subject)
        topic = in_language(letter.topic.name, "en")
    headers = {
        "List-Unsubscribe": f"<{leave}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-ID": f"{topic.encode('ascii', 'ignore').decode()} <{letter.topic.slug}.letters.{urlsplit(settings.BASE_URL).hostname}>",
    }
    return {"to": subscription.address, "subject": subject, "body": body, "language": subscription.language, "headers": headers}


def _leave_link(subscription: Subscription) -> str:
    return str(settings.BASE_URL) + reverse("letters:leave", args=[token_for(subscription, LEAVE)])
