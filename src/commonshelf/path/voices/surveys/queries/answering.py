"""What answering needs to know, in as few statements as it takes; and which responses count."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Subquery

from commonshelf.common.dates.clock import now
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.errors.terms import NOT_FOUND
from commonshelf.path.voices.surveys.models import Questionnaire, Quota, Response, Survey, Wave
from commonshelf.path.voices.surveys.queries import ASKED_HERE, definition_of
from commonshelf.path.voices.surveys.terms import Disposition
from commonshelf.path.voices.surveys.terms.answering import DAYS_FOR_PAPER
from commonshelf.questionnaire.answering import Compiled
from commonshelf.questionnaire.definition import Question

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from uuid import UUID

    from django.db.models import QuerySet

    from commonshelf.questionnaire.definition import Item, Questionnaire as Definition

COUNTED = (Disposition.COMPLETE, Disposition.PARTIAL)
# What tells who somebody is, where they are, or how they look and sound. An open text may hold a name too, but does not ask for one.
OF_IDENTITY = frozenset(
    {"phonenumber", "email", "image", "audio", "video", "file", "barcode", "geopoint", "geotrace", "geoshape"}
    | {"start-geopoint", "deviceid", "username", "audit"}
)


@dataclass(frozen=True)
class Asked:
    """A survey with what is asked now: the newest released version and the newest wave, files apart, and whether it has quotas.

    `areas` are the names of the areas people may live in, where they were read with it. `form` is there only for a version
    that is not released yet and so may still change: a librarian looks at it, nobody answers it.
    """

    survey: Survey
    questionnaire_id: int
    wave_id: int | None
    has_quotas: bool
    areas: tuple[str, ...] | None = None
    form: Form | None = None


@dataclass(frozen=True)
class Form:
    """One version of the questions, made ready to check answers."""

    definition: Definition
    compiled: Compiled
    asks_area: bool
    takes_files: bool


def asked_surveys() -> QuerySet[Survey]:
    """Return all surveys, each with what `Asked` needs."""
    released = Questionnaire.objects.filter(survey=OuterRef("pk"), released=True).order_by(ASKED_HERE.desc(), "-version")
    waves = Wave.objects.filter(survey=OuterRef("pk"), file=None).order_by("-number")
    return Survey.objects.annotate(
        asked_version=Subquery(released.values("pk")[:1]),
        asked_wave=Subquery(waves.values("pk")[:1]),
        asked_quotas=Exists(Quota.objects.filter(survey=OuterRef("pk"))),
    )


def asked_by(survey: Survey) -> Asked:
    """Return what a survey asks now, in one statement; refuse one of which no version is released."""
    found = asked_surveys().filter(pk=survey.pk).first()
    told: dict[str, Any] = vars(found) if found else {}
    if found is None or told["asked_version"] is None:
        raise Refusal(NOT_FOUND)
    return Asked(found, told["asked_version"], told["asked_wave"], told["asked_quotas"])


def may_be_entered(survey: Survey) -> bool:
    """Say whether staff may type in what somebody answered: while the survey is open, and as long after it as paper is under way."""
    if not survey.published or survey.opens_at == survey.closes_at:
        return False
    return survey.opens_at <= now() < survey.closes_at + dt.timedelta(days=DAYS_FOR_PAPER)


def form_of(asked: Asked) -> Form:
    """Return the version made ready, read from the database once by each process: a released version never changes.

    The survey's kiosk key stands beside the number, for the same number may be another version in a database that was restored.
    """
    return asked.form or _form(asked.questionnaire_id, asked.survey.kiosk_key)


@lru_cache(maxsize=64)
def _form(questionnaire_id: int, _kiosk_key: UUID) -> Form:
    return form_made_of(definition_of(Questionnaire.objects.get(pk=questionnaire_id)))


def form_made_of(definition: Definition) -> Form:
    """Return questions made ready to check answers; raises ExpressionError where they cannot be."""
    kinds = {question.kind for question in questions_in(definition.items)}
    return Form(definition, Compiled(definition), "geopoint" in kinds, bool(kinds & {"image", "audio", "video", "file"}))


def questions_in(items: Iterable[Item]) -> Iterator[Question]:
    """Give each question, wherever it stands."""
    for item in items:
        if isinstance(item, Question):
            yield item
        else:
            yield from questions_in(item.items)


def identity_questions(definition: Definition) -> list[Question]:
    """Return the questions that ask who somebody is, where, or what they look or sound like: no survey of children has any."""
    return [question for question in questions_in(definition.items) if question.kind in OF_IDENTITY]


def counted_responses(questionnaire: Questionnaire) -> QuerySet[Response]:
    """Return the responses that count: neither taken back nor screened out, and of one that was corrected the newest alone."""
    return Response.objects.filter(questionnaire=questionnaire, disposition__in=COUNTED, superseded_by=None)
