"""The versions of a survey's questions: when each was released, how many answered it, and what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.shortcuts import render

from commonshelf.common.accounts.doors import door
from commonshelf.path.voices.surveys.queries import definition_of
from commonshelf.path.voices.surveys.queries.building import released_on, versions_of
from commonshelf.path.voices.surveys.views.staff.building import survey_of
from commonshelf.path.voices.surveys.views.staff.change_sentences import sentences_between

if TYPE_CHECKING:
    import datetime as dt

    from django.http import HttpRequest, HttpResponse

    from commonshelf.path.voices.surveys.models import Questionnaire


class Told(NamedTuple):
    """One version and its story."""

    version: Questionnaire
    released: dt.datetime | None
    changes: list[str]
    is_first: bool


@door("surveys.read_results")
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """List the versions, the newest first."""
    survey = survey_of(request, pk)
    days, rows = released_on(survey), list(versions_of(survey))
    told = [
        Told(
            version,
            days.get(version.version),
            sentences_between(definition_of(before), definition_of(version)) if before is not None else [],
            before is None,
        )
        for before, version in ((_before(one, each), each) for one, each in zip([None, *rows], rows, strict=False))
    ]
    return render(request, "surveys/staff/versions.html", {"survey": survey, "versions": told[::-1]})


def _before(earlier: Questionnaire | None, version: Questionnaire) -> Questionnaire | None:
    """Return the version that this one was made of: one asked here is not made of a file."""
    return earlier if earlier is not None and (earlier.file_id is None) == (version.file_id is None) else None
