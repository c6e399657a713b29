"""One stage of a draw: which units there are, in which strata, how many there were to draw from, and how much they differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from commonshelf.stats.estimates.errors import LonelyStratumError

if TYPE_CHECKING:
    from commonshelf.stats.estimates.arrays import FloatArray, IntArray, Mask

LonelyRule = Literal["refuse", "certainty", "centre", "average"]
"""What a stratum with one cluster adds to the variance: nobody knows (refuse), nothing since it was sure to be drawn (certainty),
its distance from the whole (centre), or as much as the other strata do on average (average)."""


@dataclass(frozen=True, eq=False)
class Stage:
    """unit has shape (people,), stratum (units,), the rest (strata,).

    drawn and population count units; population is infinite where nobody said. above is the chance that the units this stratum lies in
    were drawn at the stages above (1 at the first stage): what varies inside of units counts only that much.
    """

    unit: IntArray
    stratum: IntArray
    parent: IntArray
    drawn: FloatArray
    population: FloatArray
    above: FloatArray
    names: tuple[str, ...]

    @property
    def left_out(self) -> FloatArray:
        """The share of each stratum that was not drawn: the finite population correction."""
        return 1 - self.drawn / self.population

    @property
    def lonely(self) -> Mask:
        """Strata with one unit although there were others to draw."""
        found: Mask = (self.drawn == 1) & (self.above * self.left_out > 0)
        return found

    def totals(self, scores: FloatArray) -> FloatArray:
        """Add up scores of shape (people, figures) within units: shape (units, figures)."""
        return add_within(self.unit, scores, len(self.stratum))

    def covariance(self, scores: FloatArray, *, lonely: LonelyRule) -> FloatArray:
        """Return this stage's part, of shape (figures, figures), of the covariance of the column sums of scores."""
        totals = self.totals(scores)
        means = add_within(self.stratum, totals, len(self.drawn)) / self.drawn[:, None]
        if lonely == "centre":
            means[self.lonely] = 0.0
        centred = totals - means[self.stratum]
        scaled = centred * self._scale(lonely)[self.stratum][:, None]
        part: FloatArray = scaled.T @ centred
        return part

    def refuse_lonely(self) -> None:
        """Raise LonelyStratumError, with its name, if there is one."""
        if self.lonely.any():
            raise LonelyStratumError(self.names[int(np.argmax(self.lonely))])

    def _scale(self, lonely: LonelyRule) -> FloatArray:
        if lonely == "refuse":
            self.refuse_lonely()
        open_part = self.above * self.left_out
        scale = open_part * self.drawn / np.maximum(self.drawn - 1, 1)
        if lonely == "average":
            scale = np.where(self.lonely, 0.0, scale) * self._fill_in()
        return scale

    def _fill_in(self) -> FloatArray:
        """How many strata each stratum that can be seen stands for, so that all strata of a parent are spoken for."""
        every = np.bincount(self.parent)
        seen = np.bincount(self.parent, weights=~self.lonely)
        if (seen[self.parent] == 0).any():
            first = int(np.argmax(seen[self.parent] == 0))
            raise LonelyStratumError(self.names[first], "and so have all beside it, so there is nothing to take an average of")
        return every[self.parent] / seen[self.parent]


def add_within(places: IntArray, columns: FloatArray, length: int) -> FloatArray:
    """Add up columns of shape (rows, figures) by place: shape (length, figures)."""
    sums = np.empty((length, columns.shape[1]))
    for column in range(columns.shape[1]):
        sums[:, column] = np.bincount(places, weights=columns[:, column], minlength=length)
    return sums
