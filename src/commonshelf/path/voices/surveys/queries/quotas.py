"""Reading quotas: whom they count, and how full they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Count

from commonshelf.common.dates.clock import now, today
from commonshelf.common.library.queries import the_library
from commonshelf.common.text.fields import in_language
from commonshelf.path.voices.surveys.models import QuotaPlace
from commonshelf.path.voices.surveys.queries import definition_of, questions_of
from commonshelf.path.voices.surveys.queries.once import newest_wave
from commonshelf.questionnaire.definition import Question, Repeat
from commonshelf.questionnaire.expressions import Environment, document_of, evaluate
from commonshelf.questionnaire.expressions.errors import ExpressionError
from commonshelf.questionnaire.expressions.values import as_truth

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from commonshelf.path.voices.surveys.models import Quota, Response, Survey
    from commonshelf.questionnaire.definition import Item, Questionnaire as Definition
    from commonshelf.questionnaire.expressions import State


def fits(quota: Quota, state: State, response: Response) -> bool:
    """Say whether these answers are of the sort a quota counts.

    A condition that cannot be worked out for them counts nobody: it was tried when it was written, and the response is worth more.
    """
    try:
        return works_out(quota.condition, state.answers, response.language)
    except ExpressionError:
        return False


def works_out(condition: str, answers: Mapping[str, Any], language: str) -> bool:
    """Say whether a condition holds for answers.

    :raises ExpressionError: it cannot be read or worked out
    """
    environment = Environment(now=now(), today=today(), language=language)
    return as_truth(evaluate(condition, document_of(answers).children[0], environment))


class Filled(NamedTuple):
    """A quota with how many of its places are taken in the newest wave; `told` is None where that is too few people to tell."""

    quota: Quota
    taken: int
    told: int | None
    threshold: int

    @property
    def full(self) -> bool:
        """Say whether there are enough."""
        return self.taken >= self.quota.most


def quotas_of(survey: Survey) -> list[Filled]:
    """Return the quotas of a survey with how full they are: numbers under the library's threshold are nobody's business, not even here."""
    threshold = the_library().suppression_threshold
    places = QuotaPlace.objects.filter(quota__survey=survey, response__wave__in=newest_wave(survey))
    taken = dict(places.values_list("quota").annotate(taken=Count("pk")))
    found = []
    for quota in survey.quotas.all():
        count = taken.get(quota.pk, 0)
        found.append(Filled(quota, count, count if count == 0 or count >= min(threshold, quota.most) else None, threshold))
    return found


def cells_of(survey: Survey) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what a quota may count without writing an expression: each choice of each question, as (question, [(condition, choice)])."""
    version = survey.questionnaires.last()
    if version is None:
        return []
    asked = definition_of(version)
    cells = []
    for question in questions_of(version):
        if question.kind in {"select_one", "select_multiple"} and not _in_repeat(asked, question.name):
            choices = asked.choices.get(question.choice_list, ())
            listed = [(condition_for(question.name, choice.name), in_language(dict(choice.label)) or choice.name) for choice in choices]
            cells.append((in_language(dict(question.label)) or question.name, listed))
    return cells


def condition_for(question: str, choice: str) -> str:
    """Return the condition that counts everybody who chose `choice`."""
    mark = '"' if "'" in choice else "'"
    return f"selected(${{{question}}}, {mark}{choice}{mark})"


def _in_repeat(asked: Definition, name: str) -> bool:
    """Say whether a question is asked several times of one person: nobody could say which answer counts."""

    def within(items: Iterable[Item], *, repeated: bool) -> bool:
        return any(
            (item.name == name and repeated)
            if isinstance(item, Question)
            else within(item.items, repeated=repeated or isinstance(item, Repeat))
            for item in items
        )

    return within(asked.items, repeated=False)
