"""What whoever holds a code can do that needs more than one step of the path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.path.voices.ledger.actions import take_back_voice
from commonshelf.path.voices.ledger.terms import TAKEN_BACK_ALREADY
from commonshelf.telling.pages.queries.told import words_held_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from commonshelf.common.accounts.models import User
    from commonshelf.path.voices.ledger.models import Voice


def take_back_words(*, voice: Voice, by: User | AnonymousUser) -> Voice:
    """Erase what somebody said, and what they answered back to us, for whoever holds the code. What was ticked in a survey has no words."""
    ensure_may(by, "ledger.take_back_voice")
    with transaction.atomic():
        said = list(words_held_of(voice))
        if not said:
            raise Refusal(TAKEN_BACK_ALREADY)
        for each in said:
            take_back_voice(voice=each, by=by)
    voice.refresh_from_db()
    return voice
