"""Open answers become voices: what the worker does with the words that a response brought."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser

from commonshelf.common.outbox.models import OutboxMessage
from commonshelf.common.text.cleaning import mask_contacts
from commonshelf.path.voices.ledger.actions import record_voice
from commonshelf.path.voices.ledger.terms import Channel
from commonshelf.path.voices.surveys.models import OpenAnswer, Response
from commonshelf.path.voices.surveys.terms import Disposition, Mode
from commonshelf.path.voices.surveys.terms.answering import VOICES

if TYPE_CHECKING:
    from collections.abc import Mapping


def record_words(*, response: str, words: Mapping[str, str], may_be_quoted: bool) -> None:
    """Write each open answer into the ledger, with what the person told about themselves. Of a response taken back meanwhile nothing is kept.

    The voice's sending is made from the response's and the place, so done twice it is done once. Words from paper are the person's own;
    what was said in an interview was written down by whoever asked.
    """
    found = Response.objects.select_for_update(of=("self",)).select_related("entered_by", "area").filter(pk=response)
    kept = found.exclude(disposition=Disposition.WITHDRAWN).first()
    if kept is None:
        return
    for place, text in words.items():
        said = record_voice(
            text=text,
            language=kept.language,
            channel=Channel.SURVEY,
            by=kept.entered_by or AnonymousUser(),
            week=kept.week,
            area=kept.area,
            age_band=kept.age_band,
            library_use=kept.library_use,
            may_be_quoted=may_be_quoted,
            second_hand=kept.mode == Mode.INTERVIEW,
            sent_once=uuid.uuid5(kept.sent_once, place),
        )
        OpenAnswer.objects.create(response=kept, place=place, voice=said.voice)


def words_of(response: Response) -> dict[str, str]:
    """Return what was written in a response as the ledger has it or is going to have it, by place. What was taken back is empty."""
    waiting = OutboxMessage.objects.filter(kind=VOICES, payload__response=str(response.pk)).first()
    if waiting is not None:
        return masked(waiting.payload["words"])
    return dict(response.open_answers.values_list("place", "voice__text"))


def masked(words: Mapping[str, str]) -> dict[str, str]:
    """Return words as the ledger keeps them."""
    return {place: mask_contacts(text) for place, text in words.items()}
