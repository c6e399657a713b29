"""What people say they gained, as shares with their honesty. Everybody chose to answer, so nothing here speaks for those who did not."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from django.utils.translation import gettext as _

from commonshelf.common.library.queries import the_library
from commonshelf.path.outcomes.queries import answers_of
from commonshelf.stats import estimates

if TYPE_CHECKING:
    from commonshelf.path.outcomes.models import OutcomeMeasure
    from commonshelf.path.programs.models import Program


@dataclass(frozen=True)
class OutcomeRow:
    """One statement: how many answered, and the share that agrees or strongly agrees (None: too few to show)."""

    measure: OutcomeMeasure
    n: int
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


def outcomes_of(program: Program) -> list[OutcomeRow]:
    """Return the share in the top two boxes for every statement that was answered after a program's sessions."""
    scores: dict[OutcomeMeasure, list[int]] = defaultdict(list)
    for answer in answers_of(program):
        scores[answer.measure].append(answer.agreement)
    least = the_library().suppression_threshold
    rows = []
    for measure in sorted(scores, key=lambda one: (one.wording, one.position)):
        given = np.array(scores[measure], dtype=float)
        share = estimates.top_two_box(given, recruitment="opt_in") if len(given) >= least else None
        rows.append(OutcomeRow(measure, len(given), share))
    return rows
