"""Who is heard against who lives here, group by group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from commonshelf.stats.counts import check_share
from commonshelf.stats.errors import NotACountError
from commonshelf.stats.estimates.estimate import Recruitment, check_recruitment
from commonshelf.stats.frozen import freeze
from commonshelf.stats.representation.population import CensusError, Groups, check_design_effect, check_groups
from commonshelf.stats.representation.ratio_interval import divided, log_normal, wilson
from commonshelf.stats.representation.surprise import Adjustment, adjust_p_values, known_share_p_value, mid_p_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

Verdict = Literal["fewer", "more", "no_difference_shown", "not_tested"]
"""fewer or more heard than the group's share, shown over all groups at once; or not shown; or nobody of it lives here or was heard."""

RatioInterval = Literal["mover_wilson", "mover_wilson_model", "census_error_only", "none"]
"""mover_wilson: random draw and census error. mover_wilson_model: what it would be IF these people had been a random draw."""


@dataclass(frozen=True, eq=False)
class Representation:
    """Each group's share of the heard beside its share of the population; arrays of shape (groups,), shares in 0..1.

    ratio is the participation-to-population ratio: 1 where a group is heard as much as it is large, 0.5 where half as much, NaN where
    it has no population. low and high are its interval at `level`, one group at a time. expected is how many would have been heard
    at a ratio of 1. p_value tests that ratio; p_adjusted may be compared with 1 - level over all groups (`adjustment`, `family`
    groups tested), and the verdicts do. unknown: people heard whose group is not known; they are in no figure here.
    """

    groups: tuple[str, ...]
    heard: NDArray[np.float64]
    share: NDArray[np.float64]
    population: NDArray[np.float64]
    population_share: NDArray[np.float64]
    population_share_error: NDArray[np.float64]
    expected: NDArray[np.float64]
    ratio: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    p_value: NDArray[np.float64]
    p_adjusted: NDArray[np.float64]
    verdicts: tuple[Verdict, ...]
    n: int
    n_eff: float
    unknown: int
    family: int
    adjustment: Adjustment
    recruitment: Recruitment
    interval_kind: RatioInterval
    level: float

    @property
    def has_margin_of_error(self) -> bool:
        """Whether the words "margin of error" may stand beside these ratios: only for a sample drawn by chance."""
        return self.recruitment == "probability"

    @property
    def explanation(self) -> tuple[str, ...]:
        """One plain English sentence for each group; the application says it in its own languages."""
        return tuple(self._sentence(place) for place in range(len(self.groups)))

    def _sentence(self, place: int) -> str:
        name, verdict = self.groups[place], self.verdicts[place]
        if verdict == "not_tested":
            return f"Nobody of {name} lives here, and nobody was heard."
        facts = (
            f"{name}: {self.heard[place]:.0f} of the {self.n} heard ({self.share[place]:.1%}) against {self.population_share[place]:.1%} "
            f"of the population, {self.ratio[place]:.2f} times its share"
        )
        if self.interval_kind == "none":
            return f"{facts}."
        drawn = ", if they had been drawn by chance" if self.recruitment == "opt_in" else ""
        shown = {"fewer": "heard less than its share", "more": "heard more than its share"}.get(verdict, "no difference shown")
        return f"{facts} ({self.low[place]:.2f} to {self.high[place]:.2f}{drawn}): {shown}."


@dataclass(frozen=True)
class _Asked:
    """How the comparison was asked for, checked."""

    recruitment: Recruitment
    design_effect: float
    unknown: int
    adjustment: Adjustment
    level: float

    def __post_init__(self) -> None:
        check_recruitment(self.recruitment)
        check_share("level", self.level)
        check_design_effect(self.design_effect)
        if not self.unknown >= 0 or self.unknown != int(self.unknown):
            raise NotACountError(f"unknown is {self.unknown}; people are whole numbers from 0 up")


def representation(
    heard: ArrayLike,
    population: ArrayLike,
    *,
    recruitment: Recruitment,
    groups: Sequence[str] | None = None,
    census_error: CensusError | None = None,
    design_effect: float = 1.0,
    unknown: int = 0,
    adjustment: Adjustment = "holm",
    level: float = 0.95,
) -> Representation:
    """Compare who was heard with who lives here, for groups that together are everybody.

    heard: people, shape (groups,), each in one group; people of unknown group go into unknown, not here. population: people or an
    estimate of them, same shape. A group of which nobody was heard has ratio 0 and an upper end; a group without population is not
    tested unless somebody of it was heard (an error). The share heard gets Wilson's interval for n / design_effect people, the
    census share its census_error, and the ratio both (MOVER); the tests are mid-p (see mid_p_value), adjusted over the groups.
    For opt_in all this is what WOULD hold had these people been drawn by chance; for census only the census error is left.

    Raises WrongShapeError, NotACountError, MissingCellError, NotAPopulationError, NobodyLivesThereError, NothingToEstimateError
    (nobody heard), UnknownRecruitmentError, UnknownAdjustmentError, OutOfRangeError, NotAMarginError, MissingMarginError.
    Source: Donner and Zou (2012), Statistical Methods in Medical Research 21, 347-359; Lancaster (1961), JASA 56, 223-234;
    Holm (1979), Scand. J. Statist. 6, 65-70. See docs/methods/representation.md.
    """
    asked = _Asked(recruitment, design_effect, unknown, adjustment, level)
    return _compared(check_groups(heard, population, groups, census_error), asked)


def _compared(known: Groups, asked: _Asked) -> Representation:
    share, n_eff = known.heard / known.n, known.n / asked.design_effect
    ends = (share, share) if asked.recruitment == "census" else wilson(share, n_eff, asked.level)
    low, high = divided(share, ends, known.shares, log_normal(known.shares, known.errors, asked.level))
    p_value = _p_values(known, asked)
    p_adjusted = adjust_p_values(p_value, adjustment=asked.adjustment)
    ratio = np.divide(share, known.shares, out=np.full(len(share), np.nan), where=known.shares > 0)
    expected = known.shares * known.n
    freeze(known.heard, known.population, known.shares, known.errors, share, expected, ratio, low, high, p_value, p_adjusted)
    return Representation(
        groups=known.names,
        heard=known.heard,
        share=share,
        population=known.population,
        population_share=known.shares,
        population_share_error=known.errors,
        expected=expected,
        ratio=ratio,
        low=low,
        high=high,
        p_value=p_value,
        p_adjusted=p_adjusted,
        verdicts=tuple(_verdict(p, at, 1 - asked.level) for p, at in zip(p_adjusted, ratio, strict=True)),
        n=known.n,
        n_eff=n_eff,
        unknown=int(asked.unknown),
        family=int((~np.isnan(p_value)).sum()),
        adjustment=asked.adjustment,
        recruitment=asked.recruitment,
        interval_kind=_interval_kind(asked.recruitment, known),
        level=asked.level,
    )


def _p_values(known: Groups, asked: _Asked) -> NDArray[np.float64]:
    found = np.full(len(known.heard), np.nan)
    for place, (count, share, error) in enumerate(zip(known.heard.tolist(), known.shares.tolist(), known.errors.tolist(), strict=True)):
        if share == 1:
            found[place] = 1.0  # the only group there is: whoever is heard belongs to it
        elif share > 0 and asked.recruitment == "census":
            found[place] = known_share_p_value(count / known.n, share=share, share_error=error)
        elif share > 0:
            found[place] = mid_p_value(int(count), known.n, share=share, share_error=error, design_effect=asked.design_effect)
    return found


def _verdict(p_adjusted: float, ratio: float, alpha: float) -> Verdict:
    if np.isnan(p_adjusted):
        return "not_tested"
    if p_adjusted > alpha:
        return "no_difference_shown"
    return "fewer" if ratio < 1 else "more"


def _interval_kind(recruitment: Recruitment, known: Groups) -> RatioInterval:
    if recruitment == "census":
        return "census_error_only" if known.errors.any() else "none"
    return "mover_wilson" if recruitment == "probability" else "mover_wilson_model"
