"""Quotas: how many answers of a sort are wanted, and what happens when there are enough."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.dates.clock import now_here
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.actions import log_action
from commonshelf.common.text.cleaning import clean_line, clean_text
from commonshelf.path.voices.surveys.models import Quota, QuotaPlace, Survey
from commonshelf.path.voices.surveys.queries import questions_of
from commonshelf.path.voices.surveys.queries.once import newest_wave
from commonshelf.path.voices.surveys.queries.quotas import fits, works_out
from commonshelf.path.voices.surveys.terms import WhenFull
from commonshelf.path.voices.surveys.terms.quotas import (
    LONGEST_CONDITION,
    LONGEST_NAME,
    MOST_QUOTAS,
    MOST_WANTED,
    QUOTA_ASKS_NOTHING,
    QUOTA_ASKS_UNKNOWN,
    QUOTA_OUT_OF_RANGE,
    QUOTA_UNREADABLE,
    QUOTA_WAS_USED,
    QUOTAS_TOO_MANY,
)
from commonshelf.questionnaire.expressions import references
from commonshelf.questionnaire.expressions.errors import ExpressionError

if TYPE_CHECKING:
    from commonshelf.common.accounts.models import User
    from commonshelf.path.voices.surveys.models import Response
    from commonshelf.questionnaire.expressions import State


def add_quota(*, survey: Survey, name: str, condition: str, most: int, when_full: str, by: User) -> Quota:
    """Want so many answers of a sort. The condition is tried at once: one that cannot be worked out would count nobody and say nothing."""
    ensure_may(by, "surveys.change_quotas")
    called, asked = clean_line(name, limit=LONGEST_NAME), clean_text(condition, limit=LONGEST_CONDITION)
    _ensure_wanted(most)
    _ensure_answerable(survey, asked)
    with transaction.atomic():
        Survey.objects.select_for_update().get(pk=survey.pk)
        if survey.quotas.count() >= MOST_QUOTAS:
            raise Refusal(QUOTAS_TOO_MANY, most=MOST_QUOTAS)
        quota = Quota.objects.create(survey=survey, name=called, condition=asked, most=most, when_full=WhenFull(when_full))
        log_action(by=by, action="add_quota", thing=quota, most=most)
    return quota


def change_quota(*, quota: Quota, most: int, when_full: str, by: User) -> Quota:
    """Change how many are wanted, and what happens then. Whom it counts stays: places were taken by that."""
    ensure_may(by, "surveys.change_quotas")
    _ensure_wanted(most)
    with transaction.atomic():
        locked = Quota.objects.select_for_update().get(pk=quota.pk)
        locked.most, locked.when_full = most, WhenFull(when_full)
        locked.save(update_fields=["most", "when_full"])
        log_action(by=by, action="change_quota", thing=locked, most=most)
    return locked


def remove_quota(*, quota: Quota, by: User) -> None:
    """Count a sort of answers no more. One that has turned somebody away stays, because their responses say so."""
    ensure_may(by, "surveys.change_quotas")
    with transaction.atomic():
        locked = Quota.objects.select_for_update().get(pk=quota.pk)
        if locked.screened_out.exists():
            raise Refusal(QUOTA_WAS_USED)
        log_action(by=by, action="remove_quota", thing=locked)
        locked.delete()


def _ensure_wanted(most: int) -> None:
    if not 1 <= most <= MOST_WANTED:
        raise Refusal(QUOTA_OUT_OF_RANGE, wanted=most)


def _ensure_answerable(survey: Survey, condition: str) -> None:
    """Refuse a condition that cannot be read, that asks what the survey does not, or that asks nothing."""
    version = survey.questionnaires.last()
    asked = {question.name for question in questions_of(version)} if version else set()
    try:
        wanted = references(condition)
        works_out(condition, {}, "en")
    except ExpressionError as error:
        raise Refusal(QUOTA_UNREADABLE, detail=str(error)) from None
    if not wanted:
        raise Refusal(QUOTA_ASKS_NOTHING)
    if strangers := sorted(wanted - asked):
        raise Refusal(QUOTA_ASKS_UNKNOWN, question=strangers[0][:80])


def take_quota_places(*, survey: Survey, state: State, response: Response) -> Quota | None:
    """Take a place in every quota that these answers fit, inside the response's transaction; return the quota that turned it away, or None.

    The rows of the quotas are held until that transaction ends, so that of two people at the last place one gets it. A response that
    is turned away takes no place anywhere. One that takes the last place of a quota that closes the survey closes it.
    """
    fitting = [quota for quota in survey.quotas.select_for_update().order_by("pk") if fits(quota, state, response)]
    places = QuotaPlace.objects.filter(quota__in=fitting, response__wave=response.wave_id)
    taken = dict(places.values_list("quota").annotate(taken=Count("pk"))) if fitting else {}
    full = [quota for quota in fitting if taken.get(quota.pk, 0) >= quota.most and quota.when_full != WhenFull.KEEP]
    if full:
        return full[0]
    QuotaPlace.objects.bulk_create(QuotaPlace(quota=quota, response=response) for quota in fitting)
    if any(quota.when_full == WhenFull.CLOSE and taken.get(quota.pk, 0) + 1 >= quota.most for quota in fitting):
        _close_today(survey)
    return None


def _close_today(survey: Survey) -> None:
    """End the window without saying when: the second would be that of the last response. Nothing is logged for the same reason."""
    midnight = now_here().replace(hour=0, minute=0, second=0, microsecond=0)
    # A survey whose window is empty counts as one that was never open.
    survey.closes_at = max(midnight, survey.opens_at + dt.timedelta(seconds=1))
    survey.save(update_fields=["closes_at"])
    wave = newest_wave(survey).first()
    if wave is not None:
        wave.closes_at = survey.closes_at
        wave.save(update_fields=["closes_at"])
