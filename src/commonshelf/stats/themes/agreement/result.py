"""What an agreement is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Scale = Literal["nominal", "ordinal", "interval", "ratio"]
"""What a difference between two codes means: none but being different, order, distance, or proportion."""

ENOUGH, TENTATIVE = 0.8, 0.667


@dataclass(frozen=True)
class Agreement:
    """Agreement beyond chance: 1 is perfect, 0 what chance would give, below 0 worse than chance.

    low and high aim at the coverage level; interval_kind says how they were found (asymptotic or bootstrap). n counts the voices that
    entered, missing those left out because fewer than two coders coded them. observed and expected are what the figure is made of:
    shares of agreement for kappa, mean disagreements for alpha.
    """

    value: float
    low: float
    high: float
    level: float
    n: int
    missing: int
    interval_kind: Literal["asymptotic", "bootstrap"]
    observed: float
    expected: float

    @property
    def explanation(self) -> str:
        """The same in plain English; the application has its own sentences, translated."""
        verdict = (
            "too low to build on" if self.value < TENTATIVE else "enough" if self.value >= ENOUGH else "enough for tentative conclusions"
        )
        return (
            f"Beyond chance the coders agree to {self.value:.2f} (between {self.low:.2f} and {self.high:.2f}) on {self.n} voices: {verdict}, "
            f"by Krippendorff's rule of thumb."
        )
