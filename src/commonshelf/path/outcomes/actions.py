"""Taking the short survey after a session."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import transaction

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.dates.clock import now
from commonshelf.common.dates.weeks import this_week
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.path.outcomes.models import OutcomeAnswer, OutcomeMeasure, OutcomeSheet
from commonshelf.path.outcomes.queries import measures_asked_now
from commonshelf.path.outcomes.terms import (
    AGREEMENT_OUT_OF_RANGE,
    IMLS_STATEMENTS,
    IMLS_WORDING,
    OUTCOME_EMPTY,
    SESSION_NOT_OVER_YET,
    STATEMENT_UNKNOWN,
    Agreement,
)
from commonshelf.path.voices.ledger.actions import record_voice
from commonshelf.path.voices.ledger.terms import Channel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.contrib.auth.models import AnonymousUser

    from commonshelf.common.accounts.models import User
    from commonshelf.path.programs.models import Session


def ensure_measures() -> list[OutcomeMeasure]:
    """Return the five statements, written down at their first use."""
    for position, (slug, statement) in enumerate(IMLS_STATEMENTS):
        OutcomeMeasure.objects.get_or_create(slug=slug, wording=IMLS_WORDING, defaults={"statement": statement, "position": position})
    return list(measures_asked_now())


def _checked(answers: Mapping[str, int], measures: Mapping[str, OutcomeMeasure]) -> dict[str, int]:
    for slug, agreement in answers.items():
        if slug not in measures:
            raise Refusal(STATEMENT_UNKNOWN, statement=slug[:40])
        if agreement not in Agreement.values:
            raise Refusal(AGREEMENT_OUT_OF_RANGE, agreement=agreement)
    return dict(answers)


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
    """Take one person's answers after a session, without a name; words of their own become a voice."""
    ensure_may(by, "outcomes.record_outcome")
    if session.starts_at > now():
        raise Refusal(SESSION_NOT_OVER_YET)
    measures = {measure.slug: measure for measure in ensure_measures()}
    given = _checked(answers, measures)
    if not given and not comment.strip():
        raise Refusal(OUTCOME_EMPTY)
    sending = sent_once or uuid.uuid4()
    with transaction.atomic():
        sheet, new = OutcomeSheet.objects.get_or_create(
            sent_once=sending, defaults={"session": session, "language": language, "week": this_week()}
        )
        if not new:
            return sheet
        OutcomeAnswer.objects.bulk_create(
            OutcomeAnswer(sheet=sheet, measure=measures[slug], agreement=value) for slug, value in given.items()
        )
        if comment.strip():
            said = record_voice(
                text=comment,
                language=language,
                channel=Channel.OUTCOME,
                by=by,
                place=session.place,
                may_be_quoted=may_be_quoted,
                sent_once=sending,
            )
            sheet.voice = said.voice
            sheet.save(update_fields=["voice"])
    return sheet
