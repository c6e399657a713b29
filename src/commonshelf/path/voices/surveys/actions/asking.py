"""Opening and closing a survey."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.text import slugify

from commonshelf.common.accounts.rules import ensure_may
from commonshelf.common.dates.clock import now
from commonshelf.common.errors.catalogue import Refusal
from commonshelf.common.log.actions import log_action
from commonshelf.common.text.fields import in_language
from commonshelf.path.voices.surveys.models import Choice, Question, Questionnaire, Survey
from commonshelf.path.voices.surveys.queries import is_open
from commonshelf.path.voices.surveys.terms import (
    CHOICES_TOO_FEW,
    SLUG_TAKEN,
    SURVEY_CLOSED,
    SURVEY_EMPTY,
    WINDOW_BACKWARDS,
    QuestionKind,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from commonshelf.common.accounts.models import User

LONGEST_NAME = 70


@dataclass(frozen=True)
class QuestionDraft:
    """One question as it is going to be asked. Without a `name`, its answers are kept under words of its label."""

    kind: str
    label: dict[str, str]
    choices: Sequence[dict[str, str]] = ()
    required: bool = False
    hint: dict[str, str] | None = None
    name: str = ""


def open_survey(
    *,
    slug: str,
    title: dict[str, str],
    purpose: dict[str, str],
    opens_at: dt.datetime,
    closes_at: dt.datetime,
    questions: Sequence[QuestionDraft],
    by: User,
) -> Survey:
    """Open a survey in its window, with the first version of its questions."""
    ensure_may(by, "surveys.open_survey")
    if closes_at <= opens_at:
        raise Refusal(WINDOW_BACKWARDS)
    if not questions:
        raise Refusal(SURVEY_EMPTY)
    for draft in questions:
        if draft.kind != QuestionKind.TEXT and len(draft.choices) < 2:
            raise Refusal(CHOICES_TOO_FEW, question=in_language(draft.label))
    with transaction.atomic():
        survey, new = Survey.objects.get_or_create(
            slug=slug, defaults={"title": title, "purpose": purpose, "opens_at": opens_at, "closes_at": closes_at}
        )
        if not new:
            raise Refusal(SLUG_TAKEN, slug=slug)
        add_questions(Questionnaire.objects.create(survey=survey, version=1), questions)
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
        log_action(by=by, action="close_survey", thing=survey)
    return survey


def add_questions(questionnaire: Questionnaire, drafts: Sequence[QuestionDraft]) -> None:
    """Write the questions of a questionnaire nobody has answered yet, with their choices."""
    names = names_for([draft.name or in_language(draft.label, "en") for draft in drafts], "question")
    for position, (name, draft) in enumerate(zip(names, drafts, strict=True), start=1):
        question = Question.objects.create(
            questionnaire=questionnaire,
            position=position,
            name=name,
            kind=draft.kind,
            label=draft.label,
            hint=draft.hint,
            required=draft.required,
        )
        choice_names = names_for([in_language(label, "en") for label in draft.choices], "choice")
        Choice.objects.bulk_create(
            Choice(question=question, position=place, name=choice_name, label=label)
            for place, (choice_name, label) in enumerate(zip(choice_names, draft.choices, strict=True), start=1)
        )


def names_for(labels: Sequence[str], what: str) -> list[str]:
    """Return a different short name for each label: its own words where they have Latin letters, else its place."""
    names: list[str] = []
    for place, label in enumerate(labels, start=1):
        own = slugify(label)[:LONGEST_NAME].strip("-_") or f"{what}-{place}"
        again = (f"{own}-{number}" for number in count(place))
        names.append(own if own not in names else next(name for name in again if name not in names))
    return names
