"""Figures as fractions of weighted totals, and how they would have differed in another draw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from commonshelf.stats.estimates.errors import DifferentDesignsError, NoReplicateLeftError, ZeroDenominatorError

if TYPE_CHECKING:
    from commonshelf.stats.estimates.arrays import FloatArray, Mask
    from commonshelf.stats.estimates.design import Design
    from commonshelf.stats.estimates.replicates import ReplicateDesign


@dataclass(frozen=True, eq=False)
class Fraction:
    """Figures that are sum(weights * top) / sum(weights * bottom), or just the sum on top where there is no bottom.

    top has shape (people, figures), bottom (people,); both are 0 for people outside the domain.
    """

    top: FloatArray
    bottom: FloatArray | None

    def values(self, weights: FloatArray) -> FloatArray:
        """Return the figures, shape (figures,). Raises ZeroDenominatorError."""
        tops: FloatArray = weights @ self.top
        if self.bottom is None:
            return tops
        below = float(weights @ self.bottom)
        if below == 0:
            raise ZeroDenominatorError("the total below the line is 0, so there is no ratio")
        return tops / below

    def scores(self, weights: FloatArray) -> FloatArray:
        """Return how much one more unit of each person's weight would move the figures, shape (people, figures)."""
        if self.bottom is None:
            return self.top
        return (self.top - np.outer(self.bottom, self.values(weights))) / float(weights @ self.bottom)


class Spread(Protocol):
    """How much figures would differ from draw to draw."""

    @property
    def design(self) -> Design | ReplicateDesign:
        """Return the design they rest on."""

    def covariance(self) -> FloatArray:
        """Return the covariance of the figures, shape (figures, figures)."""

    def column(self, place: int) -> Spread:
        """Return the spread of one figure alone."""

    def minus(self, other: Spread) -> Spread:
        """Return the spread of the differences. Raises DifferentDesignsError unless both come from one design."""


@dataclass(frozen=True, eq=False)
class Linearized:
    """The spread by Taylor's first order: a smooth figure moves as the total of its weighted scores does."""

    design: Design
    scores: FloatArray

    def covariance(self) -> FloatArray:
        """Return the covariance that the design gives to totals of the scores."""
        return self.design.covariance(self.scores)

    def column(self, place: int) -> Linearized:
        """Return the spread of one figure alone."""
        return Linearized(self.design, self.scores[:, [place]])

    def minus(self, other: Spread) -> Linearized:
        """Subtract score from score, which keeps what the figures have in common."""
        if not isinstance(other, Linearized) or other.design is not self.design:
            raise DifferentDesignsError("the figures do not rest on one design; say independent=True if the samples are")
        return Linearized(self.design, self.scores - other.scores)


@dataclass(frozen=True, eq=False)
class Replicated:
    """The spread by replication: the figures worked out again for every replicate, shape (replicates, figures)."""

    design: ReplicateDesign
    estimate: FloatArray
    values: FloatArray

    def covariance(self) -> FloatArray:
        """Return the scaled squares of the replicates' distances. Replicates in which nobody was left to ask say nothing."""
        kept: Mask = np.isfinite(self.values.sum(axis=1))
        if not kept.any():
            raise NoReplicateLeftError("in no replicate was anybody left to estimate the figure from")
        scales = self.design.scales[kept]
        if self.design.alike:
            scales = scales * (len(kept) / kept.sum())
        values = self.values[kept]
        centre = self.estimate if self.design.around == "estimate" else values[scales > 0].mean(axis=0) if (scales > 0).any() else 0.0
        away = values - centre
        squares: FloatArray = (away * scales[:, None]).T @ away
        return squares

    def column(self, place: int) -> Replicated:
        """Return the spread of one figure alone."""
        return Replicated(self.design, self.estimate[[place]], self.values[:, [place]])

    def minus(self, other: Spread) -> Replicated:
        """Subtract replicate from replicate."""
        if not isinstance(other, Replicated) or other.design is not self.design:
            raise DifferentDesignsError("the figures do not rest on one design; say independent=True if the samples are")
        return Replicated(self.design, self.estimate - other.estimate, self.values - other.values)
