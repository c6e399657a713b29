"""Shares with Wilson's interval, which stays inside 0..1 and keeps its promise when few answered."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtri

from commonshelf.stats.counts import check_share
from commonshelf.stats.errors import NotACountError, NothingToEstimateError, ScoreOutOfRangeError, WrongShapeError
from commonshelf.stats.estimates.estimate import Estimate, IntervalKind, Recruitment, check_recruitment

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

LOWEST_SCORE, HIGHEST_SCORE = 1, 5
TOP_TWO = 4
INTERVAL_KINDS: dict[Recruitment, IntervalKind] = {"probability": "wilson", "opt_in": "wilson_model", "census": "none"}


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
        low, high = wilson_interval(successes, n, level=level)
    return Estimate(
        value=value,
        low=low,
        high=high,
        n=n,
        n_eff=float(n),
        recruitment=recruitment,
        interval_kind=INTERVAL_KINDS[recruitment],
        level=level,
        missing=int(missing),
    )


def wilson_interval(successes: int, n: int, *, level: float) -> tuple[float, float]:
    """Return the shares p for which a score test of "the true share is p" would not be surprised by successes out of n."""
    z = float(ndtri((1 + level) / 2))
    share, spread = successes / n, z * z / n
    centre = (share + spread / 2) / (1 + spread)
    arm = z / (1 + spread) * math.sqrt(share * (1 - share) / n + spread / (4 * n))
    # At the ends the formula is 0 and 1 exactly; only rounding keeps it from saying so.
    low = 0.0 if successes == 0 else min(centre - arm, share)
    high = 1.0 if successes == n else max(centre + arm, share)
    return low, high


def top_two_box(scores: ArrayLike, *, recruitment: Recruitment, level: float = 0.95) -> Estimate:
    """Estimate the share of 4 ("agree") and 5 ("strongly agree") among those who answered a statement on a scale of 1 to 5.

    scores has shape (people,). NaN (or None) means no answer or "does not apply": such a person leaves both the top and the
    bottom of the fraction and is counted in missing. A 3 is an answer and counts in n.

    Raises ScoreOutOfRangeError, with the position, for anything but 1, 2, 3, 4, 5 or NaN; WrongShapeError unless one-dimensional;
    NothingToEstimateError when nobody answered; and what proportion raises.
    Source: the IMLS outcome statements, reported as "agree or strongly agree". See docs/methods/top-two-box.md.
    """
    check_recruitment(recruitment)
    check_share("level", level)
    try:
        values = np.array(scores, dtype=np.float64)
    except (TypeError, ValueError) as fault:
        raise ScoreOutOfRangeError(f"scores must be numbers: {fault}") from fault
    if values.ndim != 1:
        raise WrongShapeError(f"scores has {values.ndim} dimensions; one score for each person makes one")
    answered = ~np.isnan(values)
    wrong = answered & ~np.isin(values, np.arange(LOWEST_SCORE, HIGHEST_SCORE + 1))
    if wrong.any():
        first = int(np.argmax(wrong))
        raise ScoreOutOfRangeError(f"the score at position {first} is {values[first]}; the scale has 1, 2, 3, 4 and 5")
    n = int(answered.sum())
    top = int((values >= TOP_TWO).sum())
    return proportion(top, n, recruitment=recruitment, level=level, missing=len(values) - n)


def _check_people(successes: float, n: float, missing: float) -> None:
    for name, number in (("successes", successes), ("n", n), ("missing", missing)):
        if not math.isfinite(number) or number != math.floor(number) or number < 0:
            raise NotACountError(f"{name} is {number}; people are whole numbers from 0 up")
    if successes > n:
        raise NotACountError(f"successes is {successes}, more than the {n} who answered")
    if n == 0:
        raise NothingToEstimateError("nobody answered, so there is no share to estimate")
