"""How surprising a count is, exactly: no normal curve is laid over five people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
from scipy.special import bdtr, ndtr

from commonshelf.stats.counts import check_share
from commonshelf.stats.errors import OutOfRangeError
from commonshelf.stats.reading import ensure_dimensions
from commonshelf.stats.representation.errors import UnknownAdjustmentError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

Adjustment = Literal["holm", "benjamini_hochberg"]
"""holm: the chance of even one false finding is held. benjamini_hochberg: the share of false ones among the findings is, on average."""

MOST_ALIKE = 1 - 1e-9


def mid_p_value(count: int, n: int, *, share: float, share_error: float = 0.0, design_effect: float = 1.0) -> float:
    """Return the two-sided mid-p value of `count` among n people, were each of the group with chance `share`.

    Twice the smaller of the two tails, each with half the chance of the count itself, at most 1. With a standard error of the
    share, or a design effect, the count is beta-binomial with exactly the variance both make together: n people then tell less.
    Raises OutOfRangeError (share outside 0..1, counts that do not fit, a negative error, a design effect below 1).
    Source: Lancaster (1961), JASA 56, 223-234 (mid-p); Skellam (1948), J. R. Statist. Soc. B 10, 257-261 (beta-binomial).
    See docs/methods/representation.md.
    """
    check_share("share", share)
    if not 0 <= count <= n or not share_error >= 0 or not design_effect >= 1:
        raise OutOfRangeError(f"{count} of {n} people, share error {share_error}, design effect {design_effect}: these do not fit")
    if count > n * share:
        count, share = n - count, 1 - share  # the tail that is small is the one added up, so that nothing cancels
    spread = share * (1 - share)
    alike = 0.0 if n < 2 else min((design_effect - 1 + n * share_error**2 / spread) / (n - 1), MOST_ALIKE)
    at, below = _beta_binomial(count, n, share, alike) if alike > 0 else _binomial(count, n, share)
    tail = below + at / 2
    return float(2 * min(tail, 1 - tail))


def known_share_p_value(share_heard: float, *, share: float, share_error: float) -> float:
    """Return the two-sided p-value when everyone was heard, so that only the census may err: 0 or 1 when it cannot."""
    if share_error == 0:
        return float(share_heard == share)
    return float(2 * ndtr(-abs(share_heard - share) / share_error))


def adjust_p_values(p_values: ArrayLike, *, adjustment: Adjustment) -> NDArray[np.float64]:
    """Return p-values that may be compared with one level though there are many; shape (k,), NaN (not tested) costs the others nothing.

    holm holds the chance of even one false finding, however the tests hang together. benjamini_hochberg holds the average share of
    false findings among all, for tests that are independent or move together; shares of one whole move slightly against each other.
    Raises UnknownAdjustmentError, WrongShapeError, OutOfRangeError (a p-value outside 0..1).
    Source: Holm (1979), Scand. J. Statist. 6, 65-70; Benjamini and Hochberg (1995), J. R. Statist. Soc. B 57, 289-300.
    See docs/methods/representation.md.
    """
    if adjustment not in get_args(Adjustment):
        raise UnknownAdjustmentError(f"adjustment is {adjustment!r}; it must be one of {', '.join(get_args(Adjustment))}")
    values = np.array(p_values, dtype=np.float64)
    ensure_dimensions(values, 1, "p-values have", "one for each test makes one")
    tested = np.flatnonzero(~np.isnan(values))
    if ((values[tested] < 0) | (values[tested] > 1)).any():
        raise OutOfRangeError("a p-value lies between 0 and 1")
    family, order = len(tested), tested[np.argsort(values[tested], kind="stable")]
    place = np.arange(1, family + 1)
    if adjustment == "holm":
        steps = np.maximum.accumulate((family - place + 1) * values[order])
    else:
        steps = np.minimum.accumulate((family / place * values[order])[::-1])[::-1]
    values[order] = np.minimum(steps, 1.0)
    return values


def _binomial(count: int, n: int, share: float) -> tuple[float, float]:
    up_to = float(bdtr(count, n, share))
    below = float(bdtr(count - 1, n, share)) if count > 0 else 0.0
    return up_to - below, below


def _beta_binomial(count: int, n: int, share: float, alike: float) -> tuple[float, float]:
    """Return the chance of exactly, and of fewer than, count; alike is the correlation of any two people, above 0."""
    together = 1 / alike - 1  # the two parameters of the beta distribution, added
    k, draws = np.arange(count), np.arange(n)
    # From each count to the next by its ratio, nobody first: gamma functions of parameters as large as these would cancel.
    nobody = np.log1p(-share * together / (together + draws)).sum()
    steps = np.log((n - k) / (k + 1)) + np.log((k + share * together) / (n - k - 1 + (1 - share) * together))
    chance = np.exp(nobody + np.concatenate([[0.0], np.cumsum(steps)]))
    return float(chance[-1]), min(1.0, float(chance[:-1].sum()))
