"""Writing the ledger. `record_voice` is the one door, and `record_voices` its other wing: every listening app goes through it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.db import transaction

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.dates.clock import today
from commonshelf.common.dates.weeks import this_week
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.errors.terms import SENT_ALREADY
from commonshelf.common.log.actions import log_action
from commonshelf.common.receipts.actions import issue_receipt
from commonshelf.common.receipts.codes import code_for, digest_of
from commonshelf.common.receipts.models import Receipt
from commonshelf.common.rows.single_rows import write_new_rows
from commonshelf.common.text.cleaning import clean_text, mask_contacts
from commonshelf.path.voices.ledger.models import Voice
from commonshelf.path.voices.ledger.terms import (
    CHANNEL_NOT_FOR_STAFF,
    LANGUAGE_UNKNOWN,
    MAY_NOT_BE_QUOTED,
    PARTNER_MISSING,
    TAKEN_BACK_ALREADY,
    WRITTEN_BY_STAFF,
    Channel,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from django.contrib.auth.models import AnonymousUser

    from commonshelf.common.accounts.models import User
    from commonshelf.community.partners.models import Organization
    from commonshelf.community.places.models import Area, Place


class Said(NamedTuple):
    """A voice and the code that lets whoever spoke see what became of it."""

    voice: Voice
    receipt_code: str


class Saying(NamedTuple):
    """What one resident said, before it is a voice."""

    text: str
    language: str
    channel: str
    week: dt.date
    sent_once: uuid.UUID
    area_id: int | None = None
    age_band: str = ""
    library_use: str = ""
    may_be_quoted: bool = False


def record_voices(*, sayings: Sequence[Saying]) -> list[Voice]:
    """Write many voices into the ledger at once: words that came straight from residents, each for the first time.

    Whoever calls it makes sure of that, in the same transaction: a sending that is there already is a fault.
    """
    codes = [code_for(saying.sent_once) for saying in sayings]
    receipts = [Receipt(digest=digest_of(code)) for code in codes]
    write_new_rows(receipts)
    voices = [
        Voice(**saying._replace(text=mask_contacts(clean_text(saying.text)))._asdict(), receipt=receipt)
        for saying, receipt in zip(sayings, receipts, strict=True)
    ]
    write_new_rows(voices)
    return voices


def record_voice(
    *,
    text: str,
    language: str,
    channel: str,
    by: User | AnonymousUser,
    week: dt.date | None = None,
    area: Area | None = None,
    place: Place | None = None,
    age_band: str = "",
    library_use: str = "",
    may_be_quoted: bool = False,
    second_hand: bool = False,
    on_behalf_of: Organization | None = None,
    sent_once: uuid.UUID | None = None,
) -> Said:
    """Write one voice into the ledger, cleaned and with contacts masked. The same `sent_once` gives the same voice again."""
    if language not in dict(settings.LANGUAGES):
        raise Refusal(LANGUAGE_UNKNOWN, code=language[:20])
    voice = Voice(
        text=mask_contacts(clean_text(text)),
        language=language,
        channel=channel,
        week=week or this_week(),
        area=area,
        place=place,
        age_band=age_band,
        library_use=library_use,
        may_be_quoted=may_be_quoted,
        second_hand=second_hand,
        written_down_by=by if second_hand and by.is_authenticated else None,
        on_behalf_of=on_behalf_of,
        sent_once=sent_once or uuid.uuid4(),
    )
    return _kept_once(voice, by)


def _kept_once(voice: Voice, by: User | AnonymousUser) -> Said:
    """Save a voice with its receipt, unless the very same sending was saved before."""
    with transaction.atomic():
        receipt, code = issue_receipt(sent_once=voice.sent_once)
        # Whoever issued the receipt first holds its row; a second tab waits here and then finds the voice.
        receipt = Receipt.objects.select_for_update().get(pk=receipt.pk)
        earlier = Voice.objects.filter(sent_once=voice.sent_once).first()
        if earlier is not None and earlier.text != voice.text:
            # Somebody pressed “back” and wrote anew; to answer with the first voice would lose the second one unsaid.
            raise Refusal(SENT_ALREADY)
        if earlier is not None:
            return Said(earlier, code)
        voice.receipt = receipt
        voice.save(force_insert=True)
        if voice.second_hand:
            # A voice that came straight from a resident leaves no line in the log: its moment would say who spoke.
            log_action(by=by, action="record_voice", thing=voice, channel=voice.channel)
    return Said(voice, code)


def submit_voice(
    *,
    text: str,
    language: str,
    by: User | AnonymousUser,
    area: Area | None = None,
    age_band: str = "",
    library_use: str = "",
    may_be_quoted: bool = False,
    sent_once: uuid.UUID | None = None,
) -> Said:
    """Take what somebody says on the page “Have your say”. Who is signed in is not kept."""
    ensure_may(by, "ledger.submit_voice")
    return record_voice(
        text=text,
        language=language,
        channel=Channel.OPEN,
        by=by,
        area=area,
        age_band=age_band,
        library_use=library_use,
        may_be_quoted=may_be_quoted,
        sent_once=sent_once,
    )


def note_voice(
    *,
    text: str,
    language: str,
    channel: str,
    by: User,
    on_behalf_of: Organization | None = None,
    place: Place | None = None,
    area: Area | None = None,
    age_band: str = "",
    library_use: str = "",
    may_be_quoted: bool = False,
    sent_once: uuid.UUID | None = None,
) -> Said:
    """Write down what staff heard: a call, a remark, a slip, or what a partner asked on somebody's behalf. It is marked second-hand."""
    ensure_may(by, "ledger.note_voice")
    if channel not in WRITTEN_BY_STAFF:
        raise Refusal(CHANNEL_NOT_FOR_STAFF, channel=channel)
    if channel == Channel.PARTNER and on_behalf_of is None:
        raise Refusal(PARTNER_MISSING)
    return record_voice(
        text=text,
        language=language,
        channel=channel,
        by=by,
        area=area,
        place=place,
        age_band=age_band,
        library_use=library_use,
        may_be_quoted=may_be_quoted,
        second_hand=True,
        on_behalf_of=on_behalf_of,
        sent_once=sent_once,
    )


def show_voice(*, voice: Voice, by: User) -> Voice:
    """Let everybody read a voice. Both are needed: whoever spoke agreed, and somebody on the staff has read it."""
    ensure_may(by, "ledger.show_voice")
    with transaction.atomic():
        locked = _locked(voice)
        if not locked.may_be_quoted:
            raise Refusal(MAY_NOT_BE_QUOTED)
        locked.shown_on = today()
        locked.save(update_fields=["shown_on"])
        log_action(by=by, action="show_voice", thing=locked)
    return locked


def hide_voice(*, voice: Voice, by: User) -> Voice:
    """Take a voice off the public pages again."""
    ensure_may(by, "ledger.show_voice")
    with transaction.atomic():
        locked = _locked(voice)
        locked.shown_on = None
        locked.save(update_fields=["shown_on"])
        log_action(by=by, action="hide_voice", thing=locked)
    return locked


def take_back_voice(*, voice: Voice, by: User | AnonymousUser) -> Voice:
    """Erase the words of a voice, and what it says about whoever spoke, for whoever holds its code. That somebody spoke still counts.

    The log keeps that it was done, and nobody's name: staff learn that words are gone, not whose they were.
    """
    ensure_may(by, "ledger.take_back_voice")
    with transaction.atomic():
        locked = _locked(voice)
        if not locked.text:
            raise Refusal(TAKEN_BACK_ALREADY)
        locked.text = ""
        locked.area, locked.age_band, locked.library_use = None, "", ""
        locked.may_be_quoted, locked.shown_on = False, None
        locked.save(update_fields=["text", "area", "age_band", "library_use", "may_be_quoted", "shown_on"])
        log_action(by=None, action="take_back_voice", thing=locked)
    return locked


def _locked(voice: Voice) -> Voice:
    """Read the row and hold it until the transaction ends, so that nobody shows words that are being taken back."""
    return Voice.objects.select_for_update().get(pk=voice.pk)
