"""Reading surveys."""

from __future__ import annotations

import datetime as dt
import json
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Q, QuerySet

from commonshelf.common.accounts.rules import may
from commonshelf.common.dates.clock import now
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.errors.terms import NOT_FOUND
from commonshelf.path.voices.surveys.models import OpenAnswer, Questionnaire, Survey
from commonshelf.path.voices.surveys.terms import SurveyState
from commonshelf.questionnaire.definition import Question, Questionnaire as Definition
from commonshelf.questionnaire.document import from_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.contrib.auth.models import AnonymousUser

    from commonshelf.common.accounts.models import User
    from commonshelf.questionnaire.definition import Item


# A window closes at the midnight after its last day, so the day to show is that of the moment before.
_LAST_MOMENT = F("closes_at") - dt.timedelta(seconds=1)
# Versions and waves that came from files never stand before those asked here, however new they are.
ASKED_HERE = ExpressionWrapper(Q(file=None), output_field=BooleanField())


def surveys_open_now() -> QuerySet[Survey]:
    """Return the surveys that may be answered now, each with its `last_moment`, the one that closes first in front."""
    moment = now()
    return (
        Survey.objects.annotate(last_moment=_LAST_MOMENT)
        .filter(published=True, opens_at__lte=moment, closes_at__gt=moment)
        .order_by("closes_at", "pk")
    )


def surveys_visible_to(user: User | AnonymousUser) -> QuerySet[Survey]:
    """Return the surveys whose results this user may read, with how many responses each has; others see the open ones."""
    if not may(user, "surveys.read_results"):
        return surveys_open_now()
    told = Survey.objects.annotate(response_count=Count("questionnaires__responses"), last_moment=_LAST_MOMENT)
    return told.order_by("-opens_at", "-pk")


def state_of(survey: Survey) -> SurveyState:
    """Say where the survey stands now; an empty window was never open."""
    moment = now()
    if not survey.published:
        return SurveyState.DRAFT
    if survey.opens_at == survey.closes_at:
        return SurveyState.BROUGHT_IN
    if moment < survey.opens_at:
        return SurveyState.PLANNED
    return SurveyState.OPEN if moment < survey.closes_at else SurveyState.CLOSED


def is_open(survey: Survey) -> bool:
    """Say whether the survey may be answered now."""
    return state_of(survey) == SurveyState.OPEN


def questionnaire_of(survey: Survey) -> Questionnaire:
    """Return the newest version of the questions that is asked here; of a survey that never was, that of its newest file."""
    questionnaire = survey.questionnaires.filter(released=True).order_by(ASKED_HERE.asc(), "version").last()
    if questionnaire is None:
        raise Refusal(NOT_FOUND)
    return questionnaire


@lru_cache(maxsize=64)
def _definition(document: str) -> Definition:
    return from_document(json.loads(document))


def definition_of(questionnaire: Questionnaire) -> Definition:
    """Return what is asked, read from its document once for each different one."""
    return _definition(json.dumps(questionnaire.definition))


def questions_of(questionnaire: Questionnaire) -> list[Question]:
    """Return the questions in order, wherever they stand."""
    return list(_questions(definition_of(questionnaire).items))


def _questions(items: Iterable[Item]) -> Iterator[Question]:
    for item in items:
        if isinstance(item, Question):
            yield item
        else:
            yield from _questions(item.items)


def open_answers_of(survey: Survey, user: User | AnonymousUser) -> QuerySet[OpenAnswer]:
    """Return the open answers, for those who may read voices: a reader sees every number and no words."""
    answers = OpenAnswer.objects.filter(response__questionnaire__survey=survey).select_related("voice")
    # By the voice's random key: in order of arrival, the answers of one person would stand together.
    ordered = answers.order_by("place", "voice_id")
    return ordered if may(user, "ledger.read_voices") else ordered.none()
