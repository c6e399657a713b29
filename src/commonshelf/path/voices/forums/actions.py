"""Holding a forum, and writing down what was said at its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.dates.clock import today
from commonshelf.common.dates.weeks import monday_of
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.actions import log_action
from commonshelf.common.text.cleaning import clean_text
from commonshelf.path.voices.forums.models import Forum, Note, Table
from commonshelf.path.voices.forums.terms import FORUM_AHEAD, TABLES_MISSING, TABLES_TOO_MANY
from commonshelf.path.voices.ledger.actions import Said, record_voice
from commonshelf.path.voices.ledger.terms import Channel

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from uuid import UUID

    from commonshelf.common.accounts.models import User
    from commonshelf.community.partners.models import Organization
    from commonshelf.community.places.models import Area, Place

MOST_TABLES = 30
LONGEST_QUESTION = 240


def hold_forum(
    *, title: dict[str, str], held_on: dt.date, place: Place, tables: Sequence[str], by: User, partner: Organization | None = None
) -> Forum:
    """Hold a community meeting at `place`. `tables` are the questions talked about, one a table, numbered in their order."""
    ensure_may(by, "forums.hold_forum")
    if not tables:
        raise Refusal(TABLES_MISSING)
    if len(tables) > MOST_TABLES:
        raise Refusal(TABLES_TOO_MANY, tables=len(tables), most=MOST_TABLES)
    questions = [clean_text(question, limit=LONGEST_QUESTION) for question in tables]
    with transaction.atomic():
        forum = Forum.objects.create(title=title, held_on=held_on, place=place, partner=partner)
        Table.objects.bulk_create(
            Table(forum=forum, number=number, question=question) for number, question in enumerate(questions, start=1)
        )
        log_action(by=by, action="hold_forum", thing=forum, tables=len(questions))
    return forum


def record_note(
    *,
    table: Table,
    text: str,
    language: str,
    by: User,
    area: Area | None = None,
    age_band: str = "",
    library_use: str = "",
    may_be_quoted: bool = False,
    sent_once: UUID | None = None,
) -> Said:
    """Write down what somebody said at a table. It is second-hand, and stands under the week of the forum, however late it is typed."""
    ensure_may(by, "forums.record_note")
    forum = table.forum
    if forum.held_on > today():
        raise Refusal(FORUM_AHEAD, day=forum.held_on)
    with transaction.atomic():
        said = record_voice(
            text=text,
            language=language,
            channel=Channel.FORUM,
            by=by,
            week=monday_of(forum.held_on),
            area=area,
            place=forum.place,
            age_band=age_band,
            library_use=library_use,
            may_be_quoted=may_be_quoted,
            second_hand=True,
            sent_once=sent_once,
        )
        Note.objects.get_or_create(voice=said.voice, defaults={"table": table})
    return said
