"""Intervals for figures under a design, each with the name it is known by."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from scipy.special import betaincinv, ndtri, stdtrit

ShareInterval = Literal["wilson", "logit", "beta", "t"]
"""wilson: score interval with the effective n. logit: t interval of the log-odds. beta: Korn and Graubard, never too short. t: plain."""
ROUNDING = 1e-12
"""A variance below this share of p(1 - p) is what rounding leaves of none."""


@dataclass(frozen=True)
class Certainty:
    """How sure a figure is: its variance, degrees of freedom, answers, effective answers, and whether everyone there was answered."""

    variance: float
    degrees_of_freedom: float
    n: int
    n_eff: float
    is_complete: bool

    def looks_certain(self, share: float) -> bool:
        """Whether the variance of a share came out as none: all said one thing, or every cluster happened to come out the same."""
        return self.variance <= ROUNDING * share * (1 - share)

    def student(self, level: float) -> float:
        """Return the quantile of Student's t; infinite without degrees of freedom."""
        return float(stdtrit(self.degrees_of_freedom, (1 + level) / 2)) if self.degrees_of_freedom >= 1 else math.inf

    def stretch(self, level: float) -> float:
        """What few clusters take from the effective n: squared ratio of t as people alone would have it and as the clusters have it."""
        return float((stdtrit(self.n - 1, (1 + level) / 2) / self.student(level)) ** 2)


def t_interval(value: float, certainty: Certainty, level: float) -> tuple[float, float]:
    """Return value ± t·se; endless without degrees of freedom, unless there was nobody else to draw."""
    if certainty.variance == 0 and certainty.is_complete:
        return value, value
    if certainty.degrees_of_freedom < 1:
        return -math.inf, math.inf
    arm = certainty.student(level) * math.sqrt(certainty.variance)
    return value - arm, value + arm


def share_interval(kind: ShareInterval, value: float, certainty: Certainty, level: float) -> tuple[float, float, ShareInterval]:
    """Return an interval for a share within 0..1, and the kind it came out as: without log-odds, or without variance, logit turns to beta."""
    if certainty.is_complete:
        return value, value, kind
    if certainty.degrees_of_freedom < 1:
        return 0.0, 1.0, kind
    if kind == "logit" and certainty.looks_certain(value):
        kind = "beta"
    if kind == "t":
        low, high = t_interval(value, certainty, level)
        return max(low, 0.0), min(high, 1.0), kind
    if kind == "logit":
        return *_logit(value, certainty, level), kind
    if kind == "beta":
        return *_korn_graubard(value, certainty, level), kind
    return *wilson_of_share(value, certainty.n_eff * certainty.stretch(level), level=level), kind


def wilson_of_share(share: float, n: float, *, level: float) -> tuple[float, float]:
    """Return Wilson's interval for a share of n answers; n may be an effective number, and need not be whole."""
    z = float(ndtri((1 + level) / 2))
    spread = z * z / n
    centre = (share + spread / 2) / (1 + spread)
    arm = z / (1 + spread) * math.sqrt(share * (1 - share) / n + spread / (4 * n))
    # At the ends the formula is 0 and 1 exactly; only rounding keeps it from saying so.
    low = 0.0 if share == 0 else min(centre - arm, share)
    high = 1.0 if share == 1 else max(centre + arm, share)
    return low, high


def _logit(share: float, certainty: Certainty, level: float) -> tuple[float, float]:
    odds = math.log(share / (1 - share))
    arm = certainty.student(level) * math.sqrt(certainty.variance) / (share * (1 - share))
    return _share_of(odds - arm), _share_of(odds + arm)


def _share_of(log_odds: float) -> float:
    # Written for either sign, so that the power never runs over.
    return 1 / (1 + math.exp(-log_odds)) if log_odds >= 0 else math.exp(log_odds) / (1 + math.exp(log_odds))


def _korn_graubard(share: float, certainty: Certainty, level: float) -> tuple[float, float]:
    n_eff = certainty.n_eff if certainty.looks_certain(share) else share * (1 - share) / certainty.variance
    n_eff *= certainty.stretch(level)
    tail = (1 - level) / 2
    low = 0.0 if share == 0 else float(betaincinv(n_eff * share, n_eff * (1 - share) + 1, tail))
    high = 1.0 if share == 1 else float(betaincinv(n_eff * share + 1, n_eff * (1 - share), 1 - tail))
    return low, high
