"""Reading the ledger. Nobody gets a voice but through here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commonshelf.common.accounts.rules import may
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.receipts.codes import digest_of
from commonshelf.path.voices.ledger.models import Voice
from commonshelf.path.voices.ledger.terms import VOICE_NOT_FOUND

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from commonshelf.common.accounts.models import User


def voices_visible_to(user: User | AnonymousUser) -> QuerySet[Voice]:
    """Return the voices this user may read: staff every one, a partner those spoken on its behalf, anybody else none."""
    voices = Voice.objects.select_related("area", "place", "on_behalf_of", "written_down_by")
    if may(user, "ledger.read_voices"):
        return voices
    if user.is_authenticated:
        return voices.filter(on_behalf_of__contacts__user=user)
    return voices.none()


def voice_of_receipt(code: str) -> Voice:
    """Return the voice whose receipt has this code, however it was typed; refuse a code nobody was given."""
    voice = Voice.objects.filter(receipt__digest=digest_of(code)).first()
    if voice is None:
        raise Refusal(VOICE_NOT_FOUND)
    return voice


def voices_said_like(voice: Voice) -> QuerySet[Voice]:
    """Return other voices with the very same words: a duplicate is shown, never dropped, for two people may say the same."""
    if not voice.text:
        return Voice.objects.none()  # words that were taken back are like no others
    return Voice.objects.filter(text__iexact=voice.text).exclude(pk=voice.pk)
