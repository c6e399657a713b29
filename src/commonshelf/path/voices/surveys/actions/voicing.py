"""Open answers become voices: what the worker does with the words that a response brought."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, NamedTuple

from django.contrib.auth.models import AnonymousUser

from commonshelf.common.dates.weeks import this_week
from commonshelf.common.outbox.models import OutboxMessage
from commonshelf.common.rows.single_rows import write_new_rows
from commonshelf.common.text.cleaning import mask_contacts
from commonshelf.path.voices.ledger.actions import Saying, record_voice, record_voices
from commonshelf.path.voices.ledger.terms import Channel
from commonshelf.path.voices.surveys.models import OpenAnswer, Response
from commonshelf.path.voices.surveys.terms import Disposition, Mode
from commonshelf.path.voices.surveys.terms.answering import VOICES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Written(NamedTuple):
    """What was written in one response, by place."""

    response: str
    words: Mapping[str, str]
    may_be_quoted: bool


def record_words(*, written: Sequence[Written]) -> None:
    """Write the open answers of several responses into the ledger, with what the people told about themselves; of one taken back nothing.

    A voice's sending is made from the response's and the place. Words from paper are the person's own; what was said in an interview was
    written down by whoever asked. Whoever calls it forgets the words in the same transaction, so nothing is said twice.
    """
    wanted = Response.objects.select_for_update(of=("self",)).select_related("entered_by").order_by("pk")
    kept = {str(one.pk): one for one in wanted.filter(pk__in=[one.response for one in written]) if one.disposition != Disposition.WITHDRAWN}
    told, sayings = [], []
    for one in written:
        response = kept.get(one.response)
        if response is None:
            continue
        for place, text in one.words.items():
            saying = _saying(response, place, text, may_be_quoted=one.may_be_quoted)
            if response.mode == Mode.INTERVIEW:
                _record_heard(response, place, saying)
            else:
                told.append((response, place))
                sayings.append(saying)
    voices = record_voices(sayings=sayings)
    write_new_rows([OpenAnswer(response=response, place=place, voice=voice) for (response, place), voice in zip(told, voices, strict=True)])


def _saying(response: Response, place: str, text: str, *, may_be_quoted: bool) -> Saying:
    return Saying(
        text=text,
        language=response.language,
        channel=Channel.SURVEY,
        week=response.week or this_week(),
        sent_once=uuid.uuid5(response.sent_once, place),
        area_id=response.area_id,
        age_band=response.age_band,
        library_use=response.library_use,
        may_be_quoted=may_be_quoted,
    )


def _record_heard(response: Response, place: str, saying: Saying) -> None:
    """Write down what somebody of the library heard in an interview."""
    heard = saying._asdict()
    del heard["area_id"]
    said = record_voice(**heard, area=response.area, by=response.entered_by or AnonymousUser(), second_hand=True)
    OpenAnswer.objects.create(response=response, place=place, voice=said.voice)


def words_of(response: Response) -> dict[str, str]:
    """Return what was written in a response as the ledger has it or is going to have it, by place. What was taken back is empty."""
    waiting = OutboxMessage.objects.filter(kind=VOICES, payload__response=str(response.pk)).first()
    if waiting is not None:
        return masked(waiting.payload["words"])
    return dict(response.open_answers.values_list("place", "voice__text"))


def masked(words: Mapping[str, str]) -> dict[str, str]:
    """Return words as the ledger keeps them."""
    return {place: mask_contacts(text) for place, text in words.items()}
