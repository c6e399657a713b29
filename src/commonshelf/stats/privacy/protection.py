"""Which entries to hide, so that every small one could just as well be large: a cheap set, then what it does not need is taken back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from commonshelf.stats.privacy.errors import NoProtectionError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commonshelf.stats.privacy.moves import Ground

HIDDEN_PRICE = 0.01  # moving what is hidden anyway costs next to nothing; not nothing, so that moves stay short and whole
MOST_SECOND_LOOKS = 400  # how many searches may be spent on taking back what was hidden without need


@dataclass(frozen=True)
class Claim:
    """One thing that must stay possible: entry `place` could be `target`."""

    place: int
    target: float


@dataclass(eq=False)
class Pattern:
    """What is hidden so far, and for each claim the entries that would look just the same."""

    ground: Ground
    small: NDArray[np.bool_]
    hidden: NDArray[np.bool_]
    proofs: dict[Claim, NDArray[np.float64]] = field(default_factory=dict)

    def prove(self, claim: Claim) -> None:
        """Find the cheapest entries in which the claim holds, and hide what differs in them. Raises NoProtectionError."""
        if not self.can_prove(claim):
            raise NoProtectionError(f"no other table has {claim.target:g} in the place of {self.ground.entries.values[claim.place]:g}")

    def can_prove(self, claim: Claim) -> bool:
        """Find the cheapest entries in which the claim holds, and hide what differs in them; False where there are none."""
        proof = self._proven_already(claim)
        if proof is None:
            prices = np.where(self.hidden | ~self.ground.entries.printed, HIDDEN_PRICE, self.ground.entries.prices)
            proof = self.ground.cheapest(prices, claim.place, claim.target)
        if proof is None:
            return False
        self.proofs[claim] = proof
        self.hidden |= self.moved(proof)
        return True

    def _proven_already(self, claim: Claim) -> NDArray[np.float64] | None:
        rises = claim.target > self.ground.entries.values[claim.place]
        for proof in reversed(self.proofs.values()):
            if proof[claim.place] >= claim.target if rises else proof[claim.place] <= claim.target:
                return proof
        return None

    def moved(self, proof: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Return which printed entries differ in the proof."""
        entries = self.ground.entries
        changed: NDArray[np.bool_] = entries.printed & (proof != entries.values)
        return changed

    def take_back(self, place: int) -> int:
        """Show an entry again if every claim can do without it; return how many searches that took."""
        entries = self.ground.entries
        without = self.hidden.copy()
        without[place] = False
        prices = np.where(self.small | ~entries.printed, HIDDEN_PRICE, entries.prices)
        again = dict(self.proofs)
        searches = 0
        for claim, proof in self.proofs.items():
            if proof[place] != entries.values[place]:
                searches += 1
                found = self.ground.cheapest(prices, claim.place, claim.target, frozen=entries.printed & ~without)
                if found is None:
                    return searches
                again[claim] = found
        self.proofs, self.hidden = again, without
        return searches


def protect(ground: Ground, threshold: int) -> NDArray[np.bool_]:
    """Return which printed entries to hide so that each small one could be threshold, and could be the least it can be at all.

    Small are the entries from 1 to threshold - 1, printed or found by subtraction. Both claims are proven by whole numbers.
    Raises NoProtectionError.
    """
    entries = ground.entries
    small = (entries.values > 0) & (entries.values < threshold)
    pattern = Pattern(ground, small, small & entries.printed)
    for place in sorted(np.flatnonzero(small).tolist(), key=lambda place: (entries.values[place], place)):
        pattern.prove(Claim(place, float(threshold)))
        # A total of three groups that are not zero is known to be at least 3; so the lowest number that can be had is looked for.
        least = max(1.0, ground.least[place])
        any(pattern.can_prove(Claim(place, target)) for target in np.arange(least, entries.values[place]))
    _thin_out(pattern)
    # Only what is small or differs in a proof: so whatever is hidden has at least two values that are possible.
    changed = [pattern.moved(proof) for proof in pattern.proofs.values()]
    hidden: NDArray[np.bool_] = np.logical_or.reduce([small & entries.printed, *changed])
    return hidden


def _thin_out(pattern: Pattern) -> None:
    """Take back, the dearest first, what the claims can do without."""
    entries = pattern.ground.entries
    spent = 0
    for place in sorted(
        np.flatnonzero(pattern.hidden & ~pattern.small).tolist(), key=lambda place: (-entries.prices[place], -entries.values[place], place)
    ):
        if spent >= MOST_SECOND_LOOKS:
            break
        spent += pattern.take_back(place)
