"""What a decision promises. Promises are fixed when it is published; the milestones on the way to them are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.dates.clock import today
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.actions import log_action
from commonshelf.common.text.cleaning import clean_text, clean_translations
from commonshelf.path.decisions.models import Commitment, Milestone
from commonshelf.path.decisions.queries import locked_draft
from commonshelf.path.decisions.terms import KEPT_ALREADY, NOT_PUBLISHED, CommitmentKind, DecisionState

if TYPE_CHECKING:
    import datetime as dt

    from commonshelf.common.accounts.models import User
    from commonshelf.path.decisions.models import Decision

LONGEST_MEASURE = 240
LONGEST_MILESTONE = 160


def add_commitment(*, decision: Decision, kind: str, promise: dict[str, str], measure: str, due_on: dt.date, by: User) -> Commitment:
    """Promise a program, a resource or a change of service, with the measure by which we will know that it is kept."""
    ensure_may(by, "decisions.add_commitment")
    words, measured = clean_translations(promise), clean_text(measure, limit=LONGEST_MEASURE)
    with transaction.atomic():
        draft = locked_draft(decision)
        commitment = Commitment.objects.create(decision=draft, kind=CommitmentKind(kind), promise=words, measure=measured, due_on=due_on)
        log_action(by=by, action="add_commitment", thing=commitment, kind=commitment.kind)
    return commitment


def drop_commitment(*, commitment: Commitment, by: User) -> None:
    """Take a commitment out of a draft."""
    ensure_may(by, "decisions.drop_commitment")
    with transaction.atomic():
        locked_draft(commitment.decision)
        log_action(by=by, action="drop_commitment", thing=commitment)
        commitment.delete()


def keep_commitment(*, commitment: Commitment, by: User) -> Commitment:
    """Say that a promise is kept, today. A promise nobody has heard of yet cannot be kept."""
    ensure_may(by, "decisions.keep_commitment")
    with transaction.atomic():
        locked = Commitment.objects.select_for_update().get(pk=commitment.pk)
        if locked.decision.state != DecisionState.PUBLISHED:
            raise Refusal(NOT_PUBLISHED)
        if locked.kept_on is not None:
            raise Refusal(KEPT_ALREADY)
        locked.kept_on = today()
        locked.save(update_fields=["kept_on"])
        log_action(by=by, action="keep_commitment", thing=locked)
    return locked


def add_milestone(*, commitment: Commitment, title: str, due_on: dt.date, by: User) -> Milestone:
    """Plan a step on the way to keeping a promise, before or after it is published: the plan is the library's own."""
    ensure_may(by, "decisions.add_milestone")
    words = clean_text(title, limit=LONGEST_MILESTONE)
    with transaction.atomic():
        milestone = Milestone.objects.create(commitment=commitment, title=words, due_on=due_on)
        log_action(by=by, action="add_milestone", thing=milestone)
    return milestone


def reach_milestone(*, milestone: Milestone, by: User) -> Milestone:
    """Say that a step is taken, today."""
    ensure_may(by, "decisions.reach_milestone")
    with transaction.atomic():
        locked = Milestone.objects.select_for_update().get(pk=milestone.pk)
        if locked.reached_on is not None:
            raise Refusal(KEPT_ALREADY)
        locked.reached_on = today()
        locked.save(update_fields=["reached_on"])
        log_action(by=by, action="reach_milestone", thing=locked)
    return locked
