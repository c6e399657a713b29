"""Reading waves, and whether the answers of two of them may be held side by side."""

from __future__ import annotations

import datetime as dt
from itertools import product
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q

from commonshelf.path.voices.surveys.models import Questionnaire, Response
from commonshelf.path.voices.surveys.queries import definition_of
from commonshelf.path.voices.surveys.queries.answering import COUNTED
from commonshelf.path.voices.surveys.terms.waves import NOT_COMPARABLE
from commonshelf.questionnaire.wording import Difference, Sameness, same_wording

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commonshelf.path.voices.surveys.models import Survey, Wave


def waves_of(survey: Survey) -> QuerySet[Wave]:
    """Return the waves, the newest first, each with its `last_moment` and how many responses count in it."""
    counted = Q(responses__disposition__in=COUNTED, responses__superseded_by=None)
    return survey.waves.annotate(
        response_count=Count("responses", filter=counted), last_moment=F("closes_at") - dt.timedelta(seconds=1)
    ).order_by("-number")


def comparable(survey: Survey, place: str, one: Wave, other: Wave) -> Sameness:
    """Say whether a question was worded the same for everybody who answered in either wave, in the languages that both were answered in.

    A wave may have been answered in several versions; each of one is held against each of the other.
    """
    versions = [list(Questionnaire.objects.filter(survey=survey, responses__wave=wave).distinct()) for wave in (one, other)]
    spoken = [set(Response.objects.filter(wave=wave).values_list("language", flat=True)) for wave in (one, other)]
    languages = sorted(spoken[0] & spoken[1])
    found: list[Difference] = []
    for first, second in product(*versions):
        found += same_wording(definition_of(first), definition_of(second), place, languages=languages).differences
    return Sameness(tuple(dict.fromkeys(found)))


def why_not(sameness: Sameness) -> list[str]:
    """Return in words why two waves cannot be compared, each reason once."""
    return [str(NOT_COMPARABLE[reason]) for reason in dict.fromkeys(difference.reason for difference in sameness.differences)]
