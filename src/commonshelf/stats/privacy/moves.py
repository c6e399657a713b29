"""Other tables that would look just the same: the search for them, by linear programming."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commonshelf.stats.privacy.entries import Entries

GOOD_ENOUGH = 0.5  # the first whole-numbered table that costs at most twice the bound is taken: the cheapest takes far longer to prove
GOLDEN = (5**0.5 - 1) / 2  # its multiples, less their whole part, spread evenly and never repeat
OTHER_CORNERS = 3
SMALLEST_MOVE = 1e-6  # people are whole; what moves by less than this did not move


@dataclass(frozen=True, eq=False)
class Ground:
    """The true entries, and every way in which they can change together.

    A printed zero stays (zeros are never hidden), another printed entry is at least 1, what only subtraction gives is at least 0.
    joint is the table of which cells of the common table make up each entry, or None when the rules among entries say it all.
    """

    entries: Entries
    joint: sparse.csr_array | None

    @cached_property
    def least(self) -> NDArray[np.float64]:
        """The least each entry can be for somebody who sees none of them but the zeros, and does not add up."""
        return np.where(self.entries.printed & (self.entries.values > 0), 1.0, 0.0)

    @cached_property
    def fixed(self) -> NDArray[np.bool_]:
        """Which entries never change: the printed zeros."""
        zeros: NDArray[np.bool_] = self.entries.printed & (self.entries.values == 0)
        return zeros

    @cached_property
    def constraint(self) -> LinearConstraint:
        """The sums that hold for (rise of each entry, fall of each entry, cells of the common table)."""
        values, rules = self.entries.values, self.entries.rules
        change = sparse.hstack([rules, -rules])
        if self.joint is None:
            none = np.zeros(rules.shape[0])
            return LinearConstraint(sparse.csc_array(change), none, none)
        every = sparse.eye_array(len(values))
        blocks = sparse.block_array([[change, None], [sparse.hstack([-every, every]), self.joint]])
        right = np.concatenate([-(rules @ values), values])
        return LinearConstraint(sparse.csc_array(blocks), right, right)

    def cheapest(
        self, prices: NDArray[np.float64], place: int, target: float, *, frozen: NDArray[np.bool_] | None = None
    ) -> NDArray[np.float64] | None:
        """Return whole entries in which entry `place` is target, at the least sum of prices x change; None where there are none.

        frozen entries keep their value.
        """
        values, n = self.entries.values, len(self.entries.values)
        still = self.fixed if frozen is None else self.fixed | frozen
        low, high = np.zeros(2 * n), np.concatenate([np.where(still, 0.0, np.inf), np.where(still, 0.0, values - self.least)])
        step = target - values[place]
        low[place], high[place] = max(step, 0.0), max(step, 0.0)
        low[n + place], high[n + place] = max(-step, 0.0), max(-step, 0.0)
        cost = np.concatenate([prices, prices])
        cost[[place, n + place]] = 0.0
        found = self._solve(cost, low, high, whole=False)
        for turn in range(1, OTHER_CORNERS + 1):
            if found is None or _whole(found):
                break
            # The corner of all cheapest tables that was found cuts people in half; prices a little uneven lead to another corner.
            found = self._solve(cost * (1 + np.arange(2 * n) * GOLDEN * turn % 1), low, high, whole=False)
        if found is not None and not _whole(found):
            found = self._solve(cost, low, high, whole=True)
        return None if found is None else np.rint(values + found[:n] - found[n : 2 * n])

    def _solve(
        self, cost: NDArray[np.float64], low: NDArray[np.float64], high: NDArray[np.float64], *, whole: bool
    ) -> NDArray[np.float64] | None:
        """Return rises, falls and cells of the common table one after the other, or None; whole asks for whole numbers."""
        n = len(self.entries.values)
        extra = 0 if self.joint is None else self.joint.shape[1]
        answer = milp(
            np.concatenate([cost, np.zeros(extra)]),
            integrality=np.concatenate([np.full(2 * n, int(whole and not extra)), np.full(extra, int(whole))]),
            bounds=Bounds(np.concatenate([low, np.zeros(extra)]), np.concatenate([high, np.full(extra, np.inf)])),
            constraints=self.constraint,
            options={"mip_rel_gap": GOOD_ENOUGH},
        )
        found: NDArray[np.float64] | None = answer.x
        return found


def _whole(numbers: NDArray[np.float64]) -> bool:
    return bool(np.abs(numbers - np.rint(numbers)).max() <= SMALLEST_MOVE)
