"""What people chose, as counts that may be shown."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from commonshelf.common.library.queries import the_library
from commonshelf.path.voices.surveys.models import Response
from commonshelf.path.voices.surveys.queries import definition_of, questionnaire_of, questions_of
from commonshelf.path.voices.surveys.terms import QuestionKind
from commonshelf.stats.privacy import suppress_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from commonshelf.path.voices.surveys.models import Survey
    from commonshelf.questionnaire.definition import Choice, Question


@dataclass(frozen=True)
class ChoiceCounts:
    """How many chose what. None is a count that would tell on somebody. `unanswered` is of all who sent the survey."""

    question: Question
    counts: list[tuple[Choice, int | None]]
    unanswered: int | None


@dataclass(frozen=True)
class SurveyResults:
    """The results of one survey. People chose to take part, so there is no margin of error. With too few, there are no counts."""

    responses: int
    threshold: int
    questions: list[ChoiceCounts]


def results_of(survey: Survey) -> SurveyResults:
    """Count the choices of every response to the newest version of the questions, from the rows."""
    questionnaire = questionnaire_of(survey)
    documents = list(Response.objects.filter(questionnaire=questionnaire).values_list("answers", flat=True))
    threshold = the_library().suppression_threshold
    if len(documents) < threshold:
        return SurveyResults(len(documents), threshold, [])
    lists = definition_of(questionnaire).choices
    questions = [question for question in questions_of(questionnaire) if question.kind != QuestionKind.TEXT]
    counted = [_counted(question, lists.get(question.choice_list, ()), documents, threshold) for question in questions]
    return SurveyResults(len(documents), threshold, counted)


def _counted(question: Question, choices: Sequence[Choice], documents: list[dict[str, str | list[str]]], threshold: int) -> ChoiceCounts:
    chosen: Counter[str] = Counter()
    unanswered = 0
    for document in documents:
        answer = document.get(question.name) or []
        unanswered += not answer
        chosen.update([answer] if isinstance(answer, str) else answer)
    counts = [chosen[choice.name] for choice in choices]
    if question.kind == QuestionKind.SELECT_ONE:
        *shown, without = _one_line([*counts, unanswered], threshold)
    else:
        shown = [_part_of(len(documents), count, threshold) for count in counts]
        without = _part_of(len(documents), unanswered, threshold)
    return ChoiceCounts(question, list(zip(choices, shown, strict=True)), without)


def _one_line(counts: list[int], threshold: int) -> list[int | None]:
    """Return counts that add up to everybody. How many answered is known, so where that cannot be told nothing is."""
    table = suppress_table(counts, threshold=threshold)
    if np.isnan(table.total):
        return [None] * len(counts)
    return [None if hidden else count for count, hidden in zip(counts, table.suppressed, strict=True)]


def _part_of(everybody: int, count: int, threshold: int) -> int | None:
    """Return how many ticked one box of several; those who did not tick it are a group of people too."""
    return _one_line([count, everybody - count], threshold)[0]
