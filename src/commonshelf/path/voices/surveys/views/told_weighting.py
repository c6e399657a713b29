"""What is said about weighting: to which counts of the population, what it costs, and why some could not be used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from commonshelf.path.voices.surveys.analysis.raking import Obstacle

if TYPE_CHECKING:
    from commonshelf.path.voices.surveys.analysis.raking import Raked, Refused


@dataclass(frozen=True)
class ToldWeighting:
    """Sentences about the weights: the margins they meet, what that costs, and which margins could not be used and why."""

    used: tuple[str, ...]
    cost: str
    refused: tuple[str, ...]


def told_weighting(weighted: Raked) -> ToldWeighting:
    """Put the weights into words; nothing to say where the population is not written down."""
    used = [
        _("%(variable)s: %(source)s, %(year)s") % {"variable": each.words, "source": each.source or _("no source given"), "year": each.year}
        for each in weighted.used
    ]
    cost = ""
    if used:
        said = {
            "n_eff": number_format(round(weighted.n_eff), force_grouping=True),
            "effect": number_format(weighted.design_effect, decimal_pos=2),
        }
        cost = _("Weighted, the answers say as much as those of %(n_eff)s people who all count the same (design effect %(effect)s).") % said
    return ToldWeighting(tuple(used), cost, tuple(_refused(each) for each in weighted.refused))


def _refused(refused: Refused) -> str:
    words = {
        Obstacle.OTHER_CATEGORIES: _(
            "%(variable)s was not used: the choices of the question are not the categories that the population is counted by."
        ),
        Obstacle.NOBODY: _("%(variable)s was not used: nobody from “%(category)s” has answered, so nobody can speak for them."),
        Obstacle.TOO_FEW: _(
            "%(variable)s was not used: too few people have answered from one of its groups, and each would speak for very many."
        ),
        Obstacle.MOSTLY_NOT_TOLD: _("%(variable)s was not used: most people did not tell."),
        Obstacle.CONTRADICTION: _("%(variable)s was not used: no weights meet all counts of the population at once."),
    }
    return words[refused.obstacle] % {"variable": refused.margins.words, "category": refused.category}
