"""Reading outcomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commonshelf.path.outcomes.models import OutcomeAnswer, OutcomeMeasure
from commonshelf.path.outcomes.terms import IMLS_WORDING
from commonshelf.path.programs.models import Program

if TYPE_CHECKING:
    from django.db.models import QuerySet


def measures_asked_now() -> QuerySet[OutcomeMeasure]:
    """Return the statements that are asked now, in their order."""
    return OutcomeMeasure.objects.filter(wording=IMLS_WORDING)


def answers_of(program: Program) -> QuerySet[OutcomeAnswer]:
    """Return every answer given after the sessions of a program."""
    return OutcomeAnswer.objects.filter(sheet__session__series__program=program).select_related("measure")


def programs_with_outcomes() -> QuerySet[Program]:
    """Return the programs that somebody answered after."""
    return Program.objects.filter(series__sessions__outcome_sheets__isnull=False).distinct()
