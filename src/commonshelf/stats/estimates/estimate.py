"""A number that knows how sure it may be, and what it must not be called."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

from commonshelf.stats.errors import NoMarginOfErrorError, UnknownRecruitmentError

if TYPE_CHECKING:
    from commonshelf.stats.estimates.arrays import Mask
    from commonshelf.stats.estimates.spread import Spread

Recruitment = Literal["probability", "opt_in", "census"]
"""How people came to be asked: drawn by chance with known odds, by their own choice, or every one of the group."""

IntervalKind = Literal["wilson", "wilson_model", "logit", "logit_model", "beta", "beta_model", "t", "t_model", "none"]
"""wilson, logit, beta (Korn and Graubard), t: sampling error of a random draw. The same with _model: what it would be IF these people
had been a random draw. none: no interval."""


@dataclass(frozen=True)
class Evidence:
    """What a figure rests on, kept so that two figures of one design can be compared: whose answers, and how it would have differed."""

    people: Mask
    spread: Spread


@dataclass(frozen=True)
class Estimate:
    """One estimated figure.

    value, low, high and standard_error are in the unit of the figure (a share lies in 0..1). n counts the answers used, n_eff how many
    answers of a simple random draw would say as much, missing the people asked who gave no answer. level is the coverage that low and
    high aim at; without sampling (census) low = value = high. standard_error is the draw's (for opt_in: what it would be if they had
    been drawn), None where it is not known; degrees_of_freedom are those of its t; design_effect is its variance over that of a simple
    draw of n people from endlessly many. evidence is for comparing and takes no part in equality.
    """

    value: float
    low: float
    high: float
    n: int
    n_eff: float
    recruitment: Recruitment
    interval_kind: IntervalKind
    level: float
    missing: int = 0
    standard_error: float | None = None
    degrees_of_freedom: float | None = None
    design_effect: float | None = None
    evidence: Evidence | None = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse an unknown recruitment: everything that may be said about a figure hangs on it."""
        check_recruitment(self.recruitment)

    @property
    def has_margin_of_error(self) -> bool:
        """Whether the words "margin of error" may stand beside this figure: only for a sample drawn by chance."""
        return self.recruitment == "probability" and self.interval_kind != "none"

    @property
    def margin_of_error(self) -> float:
        """The longer arm of the interval, in the unit of the figure. Raises NoMarginOfErrorError for opt-in samples and censuses."""
        if not self.has_margin_of_error:
            raise NoMarginOfErrorError(f"a figure from recruitment {self.recruitment!r} has no margin of error")
        return max(self.high - self.value, self.value - self.low)


def check_recruitment(recruitment: str) -> None:
    """Raise UnknownRecruitmentError unless recruitment is one of the three words."""
    if recruitment not in get_args(Recruitment):
        raise UnknownRecruitmentError(f"recruitment is {recruitment!r}; it must be one of {', '.join(get_args(Recruitment))}")


def kind_for(kind: Literal["wilson", "logit", "beta", "t"], recruitment: Recruitment) -> IntervalKind:
    """Name the interval by what it is worth: only a random draw has one of its own."""
    if recruitment == "census":
        return "none"
    named: dict[str, IntervalKind] = {"wilson": "wilson_model", "logit": "logit_model", "beta": "beta_model", "t": "t_model"}
    return kind if recruitment == "probability" else named[kind]
