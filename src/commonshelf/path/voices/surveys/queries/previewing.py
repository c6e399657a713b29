"""The version in the works as its answering page would show it, for librarians alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commonshelf.community.places.models import Area
from commonshelf.path.voices.surveys.queries import definition_of
from commonshelf.path.voices.surveys.queries.answering import Asked, form_made_of
from commonshelf.path.voices.surveys.queries.building import newest_version
from commonshelf.path.voices.surveys.queries.pages import Shown
from commonshelf.questionnaire.definition import Questionnaire as Definition

if TYPE_CHECKING:
    from commonshelf.path.voices.surveys.models import Survey


def definition_in_works(survey: Survey) -> Definition:
    """Return the questions as they stand now: the version in the works, or else the one that people answer."""
    version = newest_version(survey)
    return definition_of(version) if version is not None else Definition("", "", ())


def shown_in_works(survey: Survey, definition: Definition | None = None) -> Shown:
    """Return the newest version as it would be shown. It has no quota and no wave: nothing is taken by looking at it.

    :raises ExpressionError: a condition that decides what is asked cannot be read
    """
    version = newest_version(survey)
    questions = definition or definition_in_works(survey)
    areas = tuple(Area.objects.order_by("name").values_list("pk", "name"))
    form = form_made_of(questions)
    names = tuple(name for _key, name in areas)
    asked = Asked(survey, version.pk if version else 0, None, has_quotas=False, areas=names, form=form)
    return Shown(asked, areas, mark="")
