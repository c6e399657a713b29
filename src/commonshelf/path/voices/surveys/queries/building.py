"""Reading what a librarian works on: the version in the works, and whether it is ready."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from commonshelf.path.voices.surveys.queries import definition_of
from commonshelf.path.voices.surveys.terms.building import NO_LABEL, NO_QUESTION, TOO_FEW_CHOICES
from commonshelf.questionnaire.definition import Question
from commonshelf.questionnaire.editing.tree import walk
from commonshelf.questionnaire.expressions import faults_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from commonshelf.path.voices.surveys.models import Questionnaire, Survey
    from commonshelf.questionnaire.definition import Questionnaire as Definition

SILENT_KINDS = frozenset({"calculate", "hidden", "start", "end", "today", "deviceid", "username", "audit", "start-geopoint"})
CHOOSING_KINDS = frozenset({"select_one", "select_multiple", "rank"})


class NotReady(NamedTuple):
    """What stands in the way of asking: at which place, and what it is."""

    place: str
    what: str


def in_the_works(survey: Survey) -> Questionnaire | None:
    """Return the version that is not released yet, if somebody has begun one."""
    return survey.questionnaires.filter(released=False).first()


def newest_version(survey: Survey) -> Questionnaire | None:
    """Return the version in the works, or else the one that people answer."""
    return survey.questionnaires.last()


def what_is_not_ready(questionnaire: Questionnaire) -> list[NotReady]:
    """Return everything that has to be mended before anybody is asked. Missing translations are not among it: they are said, not refused."""
    definition = definition_of(questionnaire)
    return [*_unasked(definition), *(NotReady(error.expression, str(error)) for error in faults_of(definition))]


def _unasked(definition: Definition) -> Iterator[NotReady]:
    asked = [(place, item) for place, item in walk(definition.items) if isinstance(item, Question) and item.kind not in SILENT_KINDS]
    if not asked:
        yield NotReady(definition.title, str(NO_QUESTION))
    for place, question in asked:
        if not question.label.get(definition.default_language):
            yield NotReady(place, NO_LABEL % {"language": definition.default_language})
        if question.kind in CHOOSING_KINDS and question.choice_list and len(definition.choices.get(question.choice_list, ())) < 2:
            yield NotReady(place, str(TOO_FEW_CHOICES))
