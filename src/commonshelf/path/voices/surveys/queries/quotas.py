"""Reading quotas: whom they count, and how full they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commonshelf.common.dates.clock import now, today
from commonshelf.questionnaire.expressions import Environment, document_of, evaluate
from commonshelf.questionnaire.expressions.errors import ExpressionError
from commonshelf.questionnaire.expressions.values import as_truth

if TYPE_CHECKING:
    from commonshelf.path.voices.surveys.models import Quota, Response
    from commonshelf.questionnaire.expressions import State


def fits(quota: Quota, state: State, response: Response) -> bool:
    """Say whether these answers are of the sort a quota counts.

    A condition that cannot be worked out for them counts nobody: it was tried when it was written, and the response is worth more.
    """
    environment = Environment(now=now(), today=today(), language=response.language)
    try:
        return as_truth(evaluate(quota.condition, document_of(state.answers).children[0], environment))
    except ExpressionError:
        return False
