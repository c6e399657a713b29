"""What people say they gained, as shares with their honesty. Everybody chose to answer, so nothing here speaks for those who did not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from django.utils.translation import gettext as _

from commonshelf.common.library.queries import the_library
from commonshelf.path.outcomes.queries import scores_of_each
from commonshelf.stats import estimates

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from commonshelf.path.outcomes.models import OutcomeMeasure
    from commonshelf.path.programs.models import Program


@dataclass(frozen=True)
class OutcomeRow:
    """One statement: how many answered, and the share that agrees or strongly agrees (both None: too few to show)."""

    measure: OutcomeMeasure
    n: int | None
    share: estimates.Estimate | None

    @property
    def words(self) -> str:
        """The share as a sentence a board can print."""
        if self.share is None:
            return _("too few answers to show")
        return _("%(share)s %% (from %(low)s to %(high)s %%)") % {
            "share": round(100 * self.share.value),
            "low": round(100 * self.share.low),
            "high": round(100 * self.share.high),
        }


def outcomes_of_each(programs: Iterable[Program]) -> dict[int, list[OutcomeRow]]:
    """Return `outcomes_of` for many programs at once, by their keys."""
    least = the_library().suppression_threshold
    return {
        program: [_row(measure, points, least) for measure, points in scores.items()]
        for program, scores in scores_of_each(programs).items()
    }


def outcomes_of(program: Program) -> list[OutcomeRow]:
    """Return the share in the top two boxes for every statement that was answered after a program's sessions."""
    return outcomes_of_each([program])[program.pk]


def _row(measure: OutcomeMeasure, points: Mapping[int, int], least: int) -> OutcomeRow:
    given = np.repeat(np.array(list(points), dtype=float), list(points.values()))
    if len(given) < least:
        return OutcomeRow(measure, None, None)
    return OutcomeRow(measure, len(given), estimates.top_two_box(given, recruitment="opt_in"))
