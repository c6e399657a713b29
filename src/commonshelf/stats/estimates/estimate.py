"""A number that knows how sure it may be, and what it must not be called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from commonshelf.stats.errors import NoMarginOfErrorError, UnknownRecruitmentError

Recruitment = Literal["probability", "opt_in", "census"]
"""How people came to be asked: drawn by chance with known odds, by their own choice, or every one of the group."""

IntervalKind = Literal["wilson", "wilson_model", "none"]
"""wilson: sampling error of a random draw. wilson_model: what it would be IF these people had been a random draw. none: no interval."""


@dataclass(frozen=True)
class Estimate:
    """One estimated figure.

    value, low and high are in the unit of the figure (a share lies in 0..1). n counts the answers used, n_eff how many answers
    of a simple random draw would say as much, missing the people asked who gave no answer. level is the coverage that low and
    high aim at; without sampling (census) low = value = high.
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
