"""Reading outcomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count

from commonshelf.common.receipts.codes import code_for
from commonshelf.path.outcomes.models import OutcomeAnswer, OutcomeMeasure
from commonshelf.path.outcomes.terms import IMLS_WORDING
from commonshelf.path.programs.models import Program

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from commonshelf.path.outcomes.models import OutcomeSheet


def measures_asked_now() -> QuerySet[OutcomeMeasure]:
    """Return the statements that are asked now, in their order."""
    return OutcomeMeasure.objects.filter(wording=IMLS_WORDING)


def scores_of_each(programs: Iterable[Program]) -> dict[int, dict[OutcomeMeasure, dict[int, int]]]:
    """Return how often each point of the scale was given to each statement after a program's sessions, by the program's key."""
    scores: dict[int, dict[OutcomeMeasure, dict[int, int]]] = {program.pk: {} for program in programs}
    measures = OutcomeMeasure.objects.in_bulk()
    given = OutcomeAnswer.objects.filter(sheet__session__series__program__in=list(scores))
    counted = given.values_list("sheet__session__series__program_id", "measure_id", "agreement").annotate(Count("pk"))
    for program, measure, agreement, people in counted.order_by("measure__wording", "measure__position", "agreement"):
        scores[program].setdefault(measures[measure], {})[agreement] = people
    return scores


def programs_with_outcomes() -> QuerySet[Program]:
    """Return the programs that somebody answered after."""
    return Program.objects.filter(series__sessions__outcome_sheets__isnull=False).distinct().order_by("-pk")


def receipt_of(sheet: OutcomeSheet) -> str | None:
    """Return the code of the words in a sheet just sent; None where there were none. It is worked out anew, since it is not kept."""
    return None if sheet.voice is None else code_for(sheet.voice.sent_once)
