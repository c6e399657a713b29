"""What whoever holds a code can do that needs more than one step of the path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.path.voices.ledger.actions import take_back_voice
from commonshelf.path.voices.ledger.models import Voice

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from commonshelf.common.accounts.models import User


def take_back_words(*, voice: Voice, by: User | AnonymousUser) -> Voice:
    """Erase what somebody said and what they answered back to us. It calls on whoever holds the code; what was ticked in a survey has no words."""
    ensure_may(by, "ledger.take_back_voice")
    with transaction.atomic():
        erased = take_back_voice(voice=voice, by=by)
        for again in _answered_back(voice):
            take_back_voice(voice=again, by=by)
    return erased


def _answered_back(voice: Voice) -> QuerySet[Voice]:
    """Return what was answered back to our replies to this voice: the same person's words, whose own code nobody was given."""
    return Voice.objects.filter(answers_reply__reply__voice=voice).exclude(text="")
