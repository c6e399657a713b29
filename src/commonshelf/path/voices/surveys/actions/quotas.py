"""Quotas: how many answers of a sort are wanted, and what happens when there are enough."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils.timezone import localtime

from commonshelf.common.dates.clock import now
from commonshelf.path.voices.surveys.models import QuotaPlace, Survey
from commonshelf.path.voices.surveys.queries.once import newest_wave
from commonshelf.path.voices.surveys.queries.quotas import fits
from commonshelf.path.voices.surveys.terms import WhenFull

if TYPE_CHECKING:
    from commonshelf.path.voices.surveys.models import Quota, Response
    from commonshelf.questionnaire.expressions import State


def take_quota_places(*, survey: Survey, state: State, response: Response) -> Quota | None:
    """Take a place in every quota that these answers fit, inside the response's transaction; return the quota that turned it away, or None.

    The rows of the quotas are held until that transaction ends, so that of two people at the last place one gets it. A response that
    is turned away takes no place anywhere. One that takes the last place of a quota that closes the survey closes it.
    """
    fitting = [quota for quota in survey.quotas.select_for_update().order_by("pk") if fits(quota, state, response)]
    places = QuotaPlace.objects.filter(quota__in=fitting, response__wave=response.wave)
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
    midnight = localtime(now()).replace(hour=0, minute=0, second=0, microsecond=0)
    # A survey whose window is empty counts as one that was never open.
    survey.closes_at = max(midnight, survey.opens_at + dt.timedelta(seconds=1))
    survey.save(update_fields=["closes_at"])
    wave = newest_wave(survey).first()
    if wave is not None:
        wave.closes_at = survey.closes_at
        wave.save(update_fields=["closes_at"])
