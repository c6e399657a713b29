"""An interval for a share divided by a share, from the interval of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtri

if TYPE_CHECKING:
    from numpy.typing import NDArray


def wilson(share: NDArray[np.float64], n_eff: float, level: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return Wilson's interval for shares of n_eff people, who need not be whole; see estimates.proportion."""
    z = float(ndtri((1 + level) / 2))
    spread = z * z / n_eff
    centre = (share + spread / 2) / (1 + spread)
    arm = z / (1 + spread) * np.sqrt(share * (1 - share) / n_eff + spread / (4 * n_eff))
    low = np.where(share == 0, 0.0, np.minimum(centre - arm, share))
    high = np.where(share == 1, 1.0, np.maximum(centre + arm, share))
    return low, high


def log_normal(share: NDArray[np.float64], error: NDArray[np.float64], level: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return an interval for census shares that stays above 0: the share times and divided by one factor."""
    z = float(ndtri((1 + level) / 2))
    factor = np.exp(z * np.divide(error, share, out=np.zeros_like(share), where=share > 0))
    return share / factor, share * factor


def divided(
    top: NDArray[np.float64],
    top_ends: tuple[NDArray[np.float64], NDArray[np.float64]],
    bottom: NDArray[np.float64],
    bottom_ends: tuple[NDArray[np.float64], NDArray[np.float64]],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return an interval for top / bottom from those of independent top >= 0 and bottom > 0 (where bottom is 0: NaN).

    Written so that nothing cancels: with a bottom that is known, it is the interval of the top divided by it.
    Source: Donner and Zou (2012), Statistical Methods in Medical Research 21, 347-359; Newcombe (2016), 25, 1774-1778.
    """
    (low, high), (least, most) = top_ends, bottom_ends
    product = top * bottom
    with np.errstate(invalid="ignore", divide="ignore"):
        low_gain, high_gain = low * (2 * top - low), high * (2 * top - high)
        down = low_gain / (product + np.sqrt(product**2 - low_gain * most * (2 * bottom - most)))
        up = (product + np.sqrt(product**2 - high_gain * least * (2 * bottom - least))) / (least * (2 * bottom - least))
    known = bottom > 0
    return np.where(known, np.where(low_gain > 0, down, 0.0), np.nan), np.where(known, up, np.nan)
