"""Opening and closing a survey."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.dates.clock import now, today
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.actions import log_action
from commonshelf.common.text.fields import in_language
from commonshelf.path.voices.surveys.actions.once import freeze_promise
from commonshelf.path.voices.surveys.actions.shuffling import shuffle_answers
from commonshelf.path.voices.surveys.models import Questionnaire, Survey, Wave
from commonshelf.path.voices.surveys.queries import is_open
from commonshelf.path.voices.surveys.queries.once import newest_wave
from commonshelf.path.voices.surveys.terms import (
    CHOICES_TOO_FEW,
    SLUG_TAKEN,
    SURVEY_CLOSED,
    SURVEY_EMPTY,
    WINDOW_BACKWARDS,
)
from commonshelf.questionnaire.definition import Choice, Question, Questionnaire as Definition
from commonshelf.questionnaire.document import to_document

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from commonshelf.common.accounts.models import User
    from commonshelf.questionnaire.definition import QuestionKind

LONGEST_NAME = 70
SELECTS = frozenset({"select_one", "select_multiple", "rank"})


@dataclass(frozen=True)
class QuestionDraft:
    """One question as it is going to be asked. Without a `name`, its answers are kept under words of its label."""

    kind: str
    label: dict[str, str]
    choices: Sequence[dict[str, str]] = ()
    required: bool = False
    hint: dict[str, str] | None = None
    name: str = ""


def open_simple_survey(
    *,
    slug: str,
    title: dict[str, str],
    purpose: dict[str, str],
    opens_at: dt.datetime,
    closes_at: dt.datetime,
    questions: Sequence[QuestionDraft],
    by: User,
) -> Survey:
    """Write a survey of a few questions and open it in its window, all at once."""
    ensure_may(by, "surveys.open_survey")
    if closes_at <= opens_at:
        raise Refusal(WINDOW_BACKWARDS)
    if not questions:
        raise Refusal(SURVEY_EMPTY)
    for draft in questions:
        if draft.kind in SELECTS and len(draft.choices) < 2:
            raise Refusal(CHOICES_TOO_FEW, question=in_language(draft.label))
    with transaction.atomic():
        survey, new = Survey.objects.get_or_create(
            slug=slug, defaults={"title": title, "purpose": purpose, "opens_at": opens_at, "closes_at": closes_at, "published": True}
        )
        if not new:
            raise Refusal(SLUG_TAKEN, slug=slug)
        document = to_document(definition_of(slug, questions))
        Questionnaire.objects.create(survey=survey, version=1, definition=document, released=True)
        Wave.objects.create(survey=survey, number=1, opens_at=opens_at, closes_at=closes_at)
        freeze_promise(survey=survey)
        log_action(by=by, action="open_survey", thing=survey)
    return survey


def close_survey(*, survey: Survey, by: User) -> Survey:
    """Close a survey before its time; what was answered stays."""
    ensure_may(by, "surveys.close_survey")
    if not is_open(survey):
        raise Refusal(SURVEY_CLOSED)
    with transaction.atomic():
        survey.closes_at = now()
        survey.save(update_fields=["closes_at"])
        Wave.objects.filter(pk__in=newest_wave(survey)).update(closes_at=survey.closes_at)
        shuffle_answers(occasion=f"{survey.pk} closed on {today()}")
        log_action(by=by, action="close_survey", thing=survey)
    return survey


def definition_of(name: str, drafts: Sequence[QuestionDraft]) -> Definition:
    """Return the questionnaire that these drafts make, in the languages their labels are written in."""
    names = names_for([draft.name or in_language(draft.label, "en") for draft in drafts], "question")
    written = {code for draft in drafts for text in (draft.label, *draft.choices) for code in text}
    languages = tuple(code for code, _name in settings.LANGUAGES if code in written)
    questions, lists = [], {}
    for question_name, draft in zip(names, drafts, strict=True):
        asked = Question(
            name=question_name,
            kind=cast("QuestionKind", str(draft.kind)),
            label=draft.label,
            hint=draft.hint or {},
            required="yes" if draft.required else "",
            choice_list=question_name if draft.choices else "",
        )
        questions.append(asked)
        if draft.choices:
            choice_names = names_for([in_language(label, "en") for label in draft.choices], "choice")
            lists[question_name] = tuple(Choice(one, label) for one, label in zip(choice_names, draft.choices, strict=True))
    return Definition(name, name, tuple(questions), choices=lists, languages=languages, default_language=languages[0])


def names_for(labels: Sequence[str], what: str) -> list[str]:
    """Return a different short name for each label: its own words where they have Latin letters, else its place."""
    names: list[str] = []
    for place, label in enumerate(labels, start=1):
        own = slugify(label)[:LONGEST_NAME].strip("-_") or f"{what}-{place}"
        again = (f"{own}-{number}" for number in count(place))
        names.append(own if own not in names else next(name for name in again if name not in names))
    return names
