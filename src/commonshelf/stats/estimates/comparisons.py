"""The difference of two figures, with what they have in common taken into account."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scipy.special import stdtr

from commonshelf.stats.counts import check_share
from commonshelf.stats.estimates.errors import DifferentDesignsError
from commonshelf.stats.estimates.estimate import Estimate, Evidence, Recruitment, kind_for
from commonshelf.stats.estimates.intervals import Certainty, t_interval

if TYPE_CHECKING:
    from commonshelf.stats.estimates.figures import AnyDesign

WEAKEST_FIRST: tuple[Recruitment, ...] = ("opt_in", "probability", "census")


@dataclass(frozen=True)
class Comparison:
    """difference is one less other, an Estimate in their unit; p_value how often chance alone would bring a difference as large.

    p_value is two-sided, from Student's t; None for a census, where no chance was at work, and where nothing is known of the error.
    For opt_in it is what it would be IF these people had been drawn by chance.
    """

    one: Estimate
    other: Estimate
    difference: Estimate
    p_value: float | None


def compare(one: Estimate, other: Estimate, *, independent: bool = False, level: float | None = None) -> Comparison:
    """Estimate how much one figure is above another.

    Two figures of one design (the same Design object: two branches, two questions asked of the same people) are compared through what
    each person added to either, so that what they share cancels. Figures of two separate draws (last year and this) are compared with
    independent=True: their variances add, and the degrees of freedom are Welch's. level is that of one unless given. The difference
    counts in n everyone either figure rests on; its n_eff is the smaller of the two.

    Raises DifferentDesignsError for two designs without independent=True, or where a figure does not know its error; OutOfRangeError.
    Source: Binder (1983), International Statistical Review 51, 279-292; Welch (1947), Biometrika 34, 28-35. See docs/methods/comparing.md.
    """
    level = one.level if level is None else level
    check_share("level", level)
    recruitment = next(how for how in WEAKEST_FIRST if how in (one.recruitment, other.recruitment))
    if recruitment == "census":
        return Comparison(one, other, _certain(one, other, level), None)
    variance, degrees, evidence = _separately(one, other) if independent else _together(one, other)
    value = one.value - other.value
    n = one.n + other.n if evidence is None else int(evidence.people.sum())
    n_eff = min(one.n_eff, other.n_eff)
    low, high = t_interval(value, Certainty(variance, degrees, n, n_eff, is_complete=_complete(evidence)), level)
    difference = Estimate(
        value=value,
        low=low,
        high=high,
        n=n,
        n_eff=n_eff,
        recruitment=recruitment,
        interval_kind=kind_for("t", recruitment),
        level=level,
        missing=max(one.missing, other.missing) if evidence is not None else one.missing + other.missing,
        standard_error=math.sqrt(variance),
        degrees_of_freedom=degrees,
        evidence=evidence,
    )
    return Comparison(one, other, difference, _p_value(value, variance, degrees))


def _together(one: Estimate, other: Estimate) -> tuple[float, float, Evidence]:
    if one.evidence is None or other.evidence is None:
        raise DifferentDesignsError(
            "a figure without a design cannot be compared with one of the same people; were the samples independent?"
        )
    spread = one.evidence.spread.minus(other.evidence.spread)
    people = one.evidence.people | other.evidence.people
    design: AnyDesign = spread.design
    return max(float(spread.covariance()[0, 0]), 0.0), design.degrees_of_freedom(people), Evidence(people, spread)


def _separately(one: Estimate, other: Estimate) -> tuple[float, float, None]:
    if one.standard_error is None or other.standard_error is None:
        raise DifferentDesignsError("a figure does not know its standard error, so its difference to another cannot be judged")
    parts = [(figure.standard_error or 0.0) ** 2 for figure in (one, other)]
    degrees = [figure.degrees_of_freedom or 0.0 for figure in (one, other)]
    varying = [(part, degree) for part, degree in zip(parts, degrees, strict=True) if part > 0]
    below = sum(part**2 / degree if degree > 0 else math.inf for part, degree in varying)
    # Where neither figure varies, the fewer degrees of freedom are the careful ones; a census beside a sample brings none of its own.
    welch = sum(parts) ** 2 / below if varying else min((degree for degree in degrees if degree > 0), default=0.0)
    return sum(parts), welch, None


def _complete(evidence: Evidence | None) -> bool:
    return evidence is not None and evidence.spread.design.is_complete


def _certain(one: Estimate, other: Estimate, level: float) -> Estimate:
    value = one.value - other.value
    n, n_eff = one.n + other.n, min(one.n_eff, other.n_eff)
    return Estimate(value, value, value, n, n_eff, "census", "none", level, one.missing + other.missing, 0.0)


def _p_value(value: float, variance: float, degrees: float) -> float | None:
    if degrees < 1:
        return None
    if variance == 0:
        return 1.0 if value == 0 else 0.0
    return float(2 * stdtr(degrees, -abs(value) / math.sqrt(variance)))
