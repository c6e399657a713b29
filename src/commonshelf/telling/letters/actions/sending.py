"""Writing a letter and sending it once to everybody who wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
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
from commonshelf.common.text.cleaning import clean_translations
from commonshelf.common.text.fields import in_language, spoken
from commonshelf.telling.letters.models import Delivery, Letter, Topic
from commonshelf.telling.letters.queries import LEAVE, readers_of, token_for
from commonshelf.telling.letters.terms import LETTER_SENT_ALREADY, NO_READERS, SLUG_UNREADABLE, TOPIC_TAKEN, LetterState

if TYPE_CHECKING:
    from commonshelf.common.accounts.models import User
    from commonshelf.common.library.models import Library
    from commonshelf.telling.letters.models import Subscription

LONGEST_SLUG = 60
LONGEST_LINE = 200


def add_topic(*, slug: str, name: dict[str, str], by: User) -> Topic:
    """Add something one may subscribe to. Its slug stands in the List-ID of its letters."""
    ensure_may(by, "letters.add_topic")
    short = _slug(slug)
    called = clean_translations(name, limit=LONGEST_LINE)
    with transaction.atomic():
        topic, new = Topic.objects.get_or_create(slug=short, defaults={"name": called})
        if not new:
            raise Refusal(TOPIC_TAKEN, slug=short)
        log_action(by=by, action="add_topic", thing=topic)
    return topic


def _slug(slug: str) -> str:
    short = slug.strip().lower()
    try:
        validate_slug(short)
    except ValidationError:
        raise Refusal(SLUG_UNREADABLE, slug=short[:LONGEST_SLUG]) from None
    if len(short) > LONGEST_SLUG:
        raise Refusal(SLUG_UNREADABLE, slug=short[:LONGEST_SLUG])
    return short


def write_letter(*, topic: Topic, subject: dict[str, str], body: dict[str, str], by: User) -> Letter:
    """Write a letter; it is a draft until it is sent."""
    ensure_may(by, "letters.write_letter")
    words = {"subject": clean_translations(subject, limit=LONGEST_LINE), "body": clean_translations(body)}
    with transaction.atomic():
        letter = Letter.objects.create(topic=topic, **words)
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
        if not readers:
            raise Refusal(NO_READERS)
        Delivery.objects.bulk_create(Delivery(letter=locked, subscription=reader) for reader in readers)
        library = the_library()
        for reader in readers:
            post_message(key=f"letter-{locked.pk}-{reader.pk}", kind="mail", payload=_mail(locked, reader, library))
        locked.state, locked.sent_on = LetterState.SENT, today()
        locked.save(update_fields=["state", "sent_on"])
        log_action(by=by, action="send_letter", thing=locked, readers=len(readers))
    return locked


def _mail(letter: Letter, reader: Subscription, library: Library) -> dict[str, object]:
    """Return the letter as mail, in the reader's language if it was written in it, with the headers of RFC 8058, 2369 and 2919."""
    leave = str(settings.BASE_URL) + reverse("letters:leave", args=[token_for(reader, LEAVE)])
    words, language = spoken(letter.body, reader.language)
    with translation.override(reader.language):
        foot = _("You get this letter because you asked for it. To get no more of them, open this page: %(link)s") % {"link": leave}
    sender = ", ".join(line for line in (library.name, library.postal_address) if line)
    headers = {
        "List-Unsubscribe": f"<{leave}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-ID": f"<{letter.topic.slug}.letters.{urlsplit(settings.BASE_URL).hostname}>",
    }
    body = f"{words}\n\n--\n{foot}\n{sender}"
    subject = in_language(letter.subject, reader.language)
    return {"to": reader.address, "subject": subject, "body": body, "language": language, "headers": headers}
