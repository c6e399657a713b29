"""Shares with Wilson's interval, which stays inside 0..1 and keeps its promise when few answered."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.counts import check_share
from commonshelf.stats.errors import NotACountError, NothingToEstimateError, ScoreOutOfRangeError
from commonshelf.stats.estimates.arrays import as_domain
from commonshelf.stats.estimates.design import Design
from commonshelf.stats.estimates.estimate import Estimate, Recruitment, check_recruitment, kind_for
from commonshelf.stats.estimates.intervals import ShareInterval, wilson_of_share
from commonshelf.stats.estimates.weighted import estimate_share
from commonshelf.stats.reading import ensure_dimensions, first_where, read_numbers

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from commonshelf.stats.estimates.arrays import FloatArray
    from commonshelf.stats.estimates.figures import AnyDesign

LOWEST_SCORE, HIGHEST_SCORE = 1, 5
TOP_TWO = 4


def proportion(successes: int, n: int, *, recruitment: Recruitment, level: float = 0.95, missing: int = 0) -> Estimate:
    """Estimate the share of n answers that are successes, with Wilson's score interval.

    successes and n are people, the result is a share in 0..1. For opt_in the same interval is computed but its kind is
    wilson_model: it would hold if those who came had been drawn by chance, and it is never a margin of error. For census everyone
    answered, so there is nothing to be unsure of: low = value = high. missing is only carried along.

    Raises NothingToEstimateError when n is 0; NotACountError when 0 <= successes <= n fails or a number is not whole;
    OutOfRangeError for a level outside 0..1; UnknownRecruitmentError.
    Source: Wilson (1927), JASA 22, 209-212; Newcombe (1998), Statistics in Medicine 17, 857-872, method 3. See docs/methods/proportion.md.
    """
    check_recruitment(recruitment)
    check_share("level", level)
    _check_people(successes, n, missing)
    successes, n = int(successes), int(n)
    value = successes / n
    if recruitment == "census":
        low, high = value, value
    else:
        low, high = wilson_of_share(value, n, level=level)
    return Estimate(
        value=value,
        low=low,
        high=high,
        n=n,
        n_eff=float(n),
        recruitment=recruitment,
        interval_kind=kind_for("wilson", recruitment),
        level=level,
        missing=int(missing),
        standard_error=0.0 if recruitment == "census" else math.sqrt(value * (1 - value) / n),
        degrees_of_freedom=None if recruitment == "census" else float(n - 1),
        design_effect=None if recruitment == "census" else 1.0,
    )


def top_two_box(
    scores: ArrayLike,
    *,
    recruitment: Recruitment,
    level: float = 0.95,
    design: AnyDesign | None = None,
    domain: ArrayLike | None = None,
    interval: ShareInterval = "wilson",
) -> Estimate:
    """Estimate the share of 4 ("agree") and 5 ("strongly agree") among those who answered a statement on a scale of 1 to 5.

    scores has shape (people,). NaN (or None) means no answer or "does not apply": such a person leaves both the top and the
    bottom of the fraction and is counted in missing. A 3 is an answer and counts in n.

    With a design the answers are weighted, without one every answer weighs the same; domain and interval are those of estimate_share,
    and so is what it raises.

    Raises ScoreOutOfRangeError, with the position, for anything but 1, 2, 3, 4, 5 or NaN; WrongShapeError unless one-dimensional;
    NothingToEstimateError when nobody answered; and what proportion raises.
    Source: the IMLS outcome statements, reported as "agree or strongly agree". See docs/methods/top-two-box.md.
    """
    check_recruitment(recruitment)
    check_share("level", level)
    values = _read_scores(scores)
    answered = ~np.isnan(values)
    if design is None and interval != "wilson":
        design = Design.simple(len(values))
    if design is not None:
        top = np.where(answered, values >= TOP_TWO, np.nan)
        return estimate_share(top, design, recruitment=recruitment, domain=domain, level=level, interval=interval)
    asked = as_domain(domain, people=len(values))
    n = int((answered & asked).sum())
    return proportion(int((values[asked] >= TOP_TWO).sum()), n, recruitment=recruitment, level=level, missing=int(asked.sum()) - n)


def _read_scores(scores: ArrayLike) -> FloatArray:
    values = read_numbers(scores, ScoreOutOfRangeError, "scores must be numbers")
    ensure_dimensions(values, 1, "scores has", "one score for each person makes one")
    wrong = ~np.isnan(values) & ~np.isin(values, np.arange(LOWEST_SCORE, HIGHEST_SCORE + 1))
    first = first_where(wrong)
    if first is not None:
        raise ScoreOutOfRangeError(f"the score at position {first[0]} is {values[first]}; the scale has 1, 2, 3, 4 and 5")
    return values


def _check_people(successes: float, n: float, missing: float) -> None:
    for name, number in (("successes", successes), ("n", n), ("missing", missing)):
        if not math.isfinite(number) or number != math.floor(number) or number < 0:
            raise NotACountError(f"{name} is {number}; people are whole numbers from 0 up")
    if successes > n:
        raise NotACountError(f"successes is {successes}, more than the {n} who answered")
    if n == 0:
        raise NothingToEstimateError("nobody answered, so there is no share to estimate")
