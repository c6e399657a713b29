"""The exact chance that the last sessions of a series rank as low as they do, if order means nothing."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import rankdata

if TYPE_CHECKING:
    from numpy.typing import NDArray


def chance_of_ranks_this_low(values: NDArray[np.float64], recent: int) -> float:
    """Return P(rank sum of `recent` sessions picked by lot <= rank sum of the last `recent`), ties and all.

    values has shape (n,), without NaN, and 0 < recent < n. The one-sided exact Wilcoxon-Mann-Whitney test. Sessions are put
    into the lot one after the other; `chances[picked, total]` is the chance that so far `picked` of them are in it and their ranks
    add up to `total`. Chances stay within 0..1, where counting the subsets would leave what a float can hold.
    """
    ranks = np.rint(2 * rankdata(values)).astype(np.intp)  # doubled, so that tied ranks are whole too
    observed = int(ranks[-recent:].sum())
    chances = np.zeros((recent + 1, observed + 1))
    chances[0, 0] = 1.0
    places_open = recent - np.arange(recent + 1.0)[:, None]
    for done, rank in enumerate(ranks):
        picked_next = np.clip(places_open / (len(ranks) - done), 0.0, 1.0)
        moving = chances * picked_next
        chances -= moving
        if rank <= observed:
            chances[1:, rank:] += moving[:-1, : observed + 1 - rank]
    return min(1.0, float(chances[recent].sum()))


def smallest_chance(n: int, recent: int) -> float:
    """Return the chance of the one most telling order: all `recent` lowest of n sessions come last."""
    return 1.0 / math.comb(n, recent)
