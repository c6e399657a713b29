"""Taking the short survey after a session."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import transaction

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.dates.clock import now
from commonshelf.common.dates.weeks import this_week
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.errors.terms import SENT_ALREADY
from commonshelf.common.text.cleaning import clean_text, mask_contacts
from commonshelf.common.text.fields import LANGUAGE_CODES
from commonshelf.path.outcomes.models import OutcomeAnswer, OutcomeMeasure, OutcomeSheet
from commonshelf.path.outcomes.queries import measures_asked_now
from commonshelf.path.outcomes.terms import (
    AGREEMENT_OUT_OF_RANGE,
    IMLS_STATEMENTS,
    IMLS_WORDING,
    OUTCOME_EMPTY,
    SESSION_CANCELLED,
    SESSION_NOT_OVER_YET,
    STATEMENT_UNKNOWN,
    Agreement,
)
from commonshelf.path.programs.terms import SessionStatus
from commonshelf.path.voices.ledger.actions import record_voice
from commonshelf.path.voices.ledger.terms import LANGUAGE_UNKNOWN, Channel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.contrib.auth.models import AnonymousUser

    from commonshelf.common.accounts.models import User
    from commonshelf.path.programs.models import Session


def ensure_measures() -> list[OutcomeMeasure]:
    """Return the five statements, written down at their first use."""
    there = list(measures_asked_now())
    if len(there) == len(IMLS_STATEMENTS):
        return there
    for position, (slug, statement) in enumerate(IMLS_STATEMENTS):
        OutcomeMeasure.objects.get_or_create(slug=slug, wording=IMLS_WORDING, defaults={"statement": statement, "position": position})
    return list(measures_asked_now())


def record_outcome(
    *,
    session: Session,
    answers: Mapping[str, int],
    language: str,
    by: User | AnonymousUser,
    comment: str = "",
    may_be_quoted: bool = False,
    sent_once: uuid.UUID | None = None,
) -> OutcomeSheet:
    """Take one person's answers after a session, without a name; words of their own become a voice, whose code `queries.receipt_of` tells."""
    ensure_may(by, "outcomes.record_outcome")
    _ensure_held(session)
    if language not in LANGUAGE_CODES:
        raise Refusal(LANGUAGE_UNKNOWN, code=language[:20])
    measures = {measure.slug: measure for measure in ensure_measures()}
    given = _checked(answers, measures)
    if not given and not comment.strip():
        raise Refusal(OUTCOME_EMPTY)
    facts = {"session": session, "language": language, "week": this_week()}
    with transaction.atomic():
        sheet, new = OutcomeSheet.objects.get_or_create(sent_once=sent_once or uuid.uuid4(), defaults=facts)
        if not new:
            return _sent_before(sheet, session, given, comment)
        rows = [OutcomeAnswer(sheet=sheet, measure=measures[slug], agreement=value) for slug, value in given.items()]
        OutcomeAnswer.objects.bulk_create(rows)
        if comment.strip():
            said = record_voice(
                text=comment,
                language=language,
                channel=Channel.OUTCOME,
                by=by,
                place=session.place,
                may_be_quoted=may_be_quoted,
                sent_once=sheet.sent_once,
            )
            sheet.voice = said.voice
            sheet.save(update_fields=["voice"])
    return sheet


def _ensure_held(session: Session) -> None:
    if session.status == SessionStatus.CANCELLED:
        raise Refusal(SESSION_CANCELLED)
    if session.starts_at > now():
        raise Refusal(SESSION_NOT_OVER_YET)


def _checked(answers: Mapping[str, int], measures: Mapping[str, OutcomeMeasure]) -> dict[str, int]:
    for slug, agreement in answers.items():
        if slug not in measures:
            raise Refusal(STATEMENT_UNKNOWN, statement=slug[:40])
        if agreement not in Agreement.values:
            raise Refusal(AGREEMENT_OUT_OF_RANGE, agreement=agreement)
    return dict(answers)


def _sent_before(sheet: OutcomeSheet, session: Session, given: dict[str, int], comment: str) -> OutcomeSheet:
    """Return what a double click made already. Other answers are another person's at the same screen, and must not be lost unsaid."""
    kept = dict(sheet.answers.values_list("measure__slug", "agreement"))
    said = mask_contacts(clean_text(comment)) if comment.strip() else None
    if (sheet.session_id, kept, sheet.voice and sheet.voice.text) != (session.pk, given, said):
        raise Refusal(SENT_ALREADY)
    return sheet
