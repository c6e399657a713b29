"""A decision is written, corrected while it is a draft, published once, and looked at again when its day comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.formats import date_format

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.dates.clock import today
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.actions import log_action
from commonshelf.common.text.cleaning import clean_text, clean_translations
from commonshelf.path.decisions.models import Decision
from commonshelf.path.decisions.queries import locked_draft
from commonshelf.path.decisions.terms import (
    COMMITMENT_MISSING,
    NEEDS_MISSING,
    NOT_PUBLISHED,
    REASON_MISSING,
    REVIEW_IN_PAST,
    DecisionState,
    Outcome,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from commonshelf.common.accounts.models import User
    from commonshelf.path.needs.models import Need

LONGEST_TITLE = 200
PROMISING = (Outcome.ADOPT, Outcome.ADAPT)


def record_decision(
    *,
    needs: Sequence[Need],
    outcome: str,
    title: dict[str, str],
    reason: dict[str, str],
    owner: User,
    review_on: dt.date,
    by: User,
) -> Decision:
    """Write down what is decided about some needs, and why. It stays a draft, which only staff see, until it is published."""
    ensure_may(by, "decisions.record_decision")
    words = _checked(needs=needs, title=title, reason=reason, review_on=review_on)
    with transaction.atomic():
        decision = Decision.objects.create(outcome=Outcome(outcome), owner=owner, review_on=review_on, decided_on=today(), **words)
        decision.needs.set(needs)
        log_action(by=by, action="record_decision", thing=decision, outcome=decision.outcome)
    return decision


def correct_decision(
    *,
    decision: Decision,
    needs: Sequence[Need],
    outcome: str,
    title: dict[str, str],
    reason: dict[str, str],
    owner: User,
    review_on: dt.date,
    by: User,
) -> Decision:
    """Write a draft anew. What is published stays as it was."""
    ensure_may(by, "decisions.correct_decision")
    words = _checked(needs=needs, title=title, reason=reason, review_on=review_on)
    with transaction.atomic():
        draft = locked_draft(decision)
        draft.outcome, draft.owner, draft.review_on = Outcome(outcome), owner, review_on
        draft.title, draft.reason = words["title"], words["reason"]
        draft.save(update_fields=["outcome", "owner", "review_on", "title", "reason"])
        draft.needs.set(needs)
        log_action(by=by, action="correct_decision", thing=draft)
    return draft


def publish_decision(*, decision: Decision, by: User) -> Decision:
    """Show a decision to everybody. The only door to `published`; of two tabs that press it, the second is told."""
    ensure_may(by, "decisions.publish_decision")
    with transaction.atomic():
        draft = locked_draft(decision)
        _checked(needs=list(draft.needs.all()), title=draft.title, reason=draft.reason, review_on=draft.review_on)
        if draft.outcome in PROMISING and not draft.commitments.exists():
            raise Refusal(COMMITMENT_MISSING)
        draft.state, draft.published_on = DecisionState.PUBLISHED, today()
        draft.save(update_fields=["state", "published_on"])
        log_action(by=by, action="publish_decision", thing=draft)
    return draft


def review_decision(*, decision: Decision, review_on: dt.date, by: User) -> Decision:
    """Keep a published decision as it is and say when it is looked at again. To decide otherwise, a new one is recorded."""
    ensure_may(by, "decisions.review_decision")
    _check_review(review_on)
    with transaction.atomic():
        kept = Decision.objects.select_for_update().get(pk=decision.pk)
        if kept.state != DecisionState.PUBLISHED:
            raise Refusal(NOT_PUBLISHED)
        before, kept.review_on = kept.review_on, review_on
        kept.save(update_fields=["review_on"])
        log_action(by=by, action="review_decision", thing=kept, before=before.isoformat(), after=review_on.isoformat())
    return kept


def _checked(*, needs: Sequence[Need], title: dict[str, str], reason: dict[str, str], review_on: dt.date) -> dict[str, dict[str, str]]:
    if not needs:
        raise Refusal(NEEDS_MISSING)
    _check_review(review_on)
    return {"title": clean_translations(title, limit=LONGEST_TITLE), "reason": _reasoned(reason)}


def _check_review(review_on: dt.date) -> None:
    if review_on <= today():
        raise Refusal(REVIEW_IN_PAST, day=date_format(review_on))


def _reasoned(reason: dict[str, str]) -> dict[str, str]:
    """Return the reason where it has words. Dashes, a smile or marks nobody sees are no reason in any language."""
    worded = {code: clean_text(words) for code, words in reason.items() if any(mark.isalnum() for mark in words)}
    if not worded:
        raise Refusal(REASON_MISSING)
    return worded
