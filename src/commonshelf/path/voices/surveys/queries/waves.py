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
    from collections.abc import Collection

    from django.db.models import QuerySet

    from commonshelf.path.voices.surveys.models import Survey, Wave


def waves_of(survey: Survey) -> QuerySet[Wave]:
    """Return the waves, the newest first, each with its `last_moment` and how many responses count in it."""
    counted = Q(responses__disposition__in=COUNTED, responses__superseded_by=None)
    return (
        survey.waves.select_related("file")
        .annotate(response_count=Count("responses", filter=counted), last_moment=F("closes_at") - dt.timedelta(seconds=1))
        .order_by("-number")
    )


class Comparison:
    """Which versions the waves of a survey were answered in, and in which languages: read once, for as many questions as there are."""

    def __init__(self, survey: Survey) -> None:
        counted = Response.objects.filter(questionnaire__survey=survey, wave__isnull=False, disposition__in=COUNTED)
        self._of_files: set[int] = set()
        self._versions: dict[int, set[int]] = {}
        self._spoken: dict[int, set[str]] = {}
        told = counted.values_list("wave__number", "wave__file", "questionnaire", "language").order_by().distinct()
        for number, file, version, language in told:
            if file is not None:
                self._of_files.add(number)
            self._versions.setdefault(number, set()).add(version)
            self._spoken.setdefault(number, set()).add(language)
        answered = Questionnaire.objects.in_bulk(set().union(*self._versions.values())) if self._versions else {}
        self._definitions = {key: definition_of(each) for key, each in answered.items()}

    @property
    def answered(self) -> list[int]:
        """Return the numbers of the waves that somebody answered, the newest first."""
        return sorted(self._versions, reverse=True)

    def yardstick(self, numbers: Collection[int]) -> int:
        """Return which of some waves the others are held beside: the newest that was asked here, or where none was, the newest.

        A file that is brought in late may hold answers from long ago, and what it asked is not what is asked here now.
        """
        here = [number for number in numbers if number not in self._of_files]
        return max(here or numbers)

    def sameness(self, place: str, one: int, other: int) -> Sameness:
        """Say whether a question was worded the same for everybody who answered in either wave, in the languages that both were answered in.

        A wave may have been answered in several versions; each of one is held against each of the other. Where nobody spoke the same language in both,
        every language that both were offered in has to be the same.
        """
        versions = [sorted(self._versions.get(wave, ())) for wave in (one, other)]
        languages = sorted(self._spoken.get(one, set()) & self._spoken.get(other, set()))
        found: list[Difference] = []
        for first, second in product(*versions):
            found += same_wording(self._definitions[first], self._definitions[second], place, languages=languages).differences
        return Sameness(tuple(dict.fromkeys(found)))


def comparable(survey: Survey, place: str, one: Wave, other: Wave) -> Sameness:
    """Say whether the answers that two waves gave to a question may be held side by side."""
    return Comparison(survey).sameness(place, one.number, other.number)


def why_not(sameness: Sameness) -> list[str]:
    """Return in words why two waves cannot be compared, each reason once."""
    return [str(NOT_COMPARABLE[reason]) for reason in dict.fromkeys(difference.reason for difference in sameness.differences)]
