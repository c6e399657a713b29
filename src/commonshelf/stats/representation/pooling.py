"""How much groups differ at all, learned from all of them; what each may then be believed to be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import gammaln

if TYPE_CHECKING:
    from numpy.typing import NDArray

SPREADS = np.geomspace(0.01, 5.0, 60)  # standard deviation of the ratios among groups, relative to their mean
MEANS = np.geomspace(0.1, 5.0, 81)  # their mean
USUAL_SPREAD = 0.5  # scale of the half-Cauchy prior: half of all its weight lies below


@dataclass(frozen=True, eq=False)
class Pooling:
    """What is believed of how ratios vary among groups: weights over gamma distributions with these shapes and rates, all of shape (points,)."""

    shapes: NDArray[np.float64]
    rates: NDArray[np.float64]
    weights: NDArray[np.float64]

    @property
    def spread(self) -> float:
        """The standard deviation of the ratios among groups, relative to their mean, averaged over what is believed."""
        return float(self.weights @ (1 / np.sqrt(self.shapes)))

    def means(self, heard: NDArray[np.float64], expected: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the believed ratio of each group: between its own and that of all, nearer its own the more people it has."""
        each = (self.shapes + heard[:, None]) / (self.rates + expected[:, None])
        believed: NDArray[np.float64] = each @ self.weights
        return believed

    def draw(self, heard: NDArray[np.float64], expected: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.float64]:
        """Draw believable ratios, one column a draw; expected has shape (groups, draws)."""
        point = rng.choice(len(self.weights), size=expected.shape[1], p=self.weights)
        drawn: NDArray[np.float64] = rng.gamma(self.shapes[point] + heard[:, None], 1 / (self.rates[point] + expected))
        return drawn


def learn_pooling(heard: NDArray[np.float64], expected: NDArray[np.float64]) -> Pooling:
    """Learn from all groups how much their ratios vary: heard ~ Poisson(expected x ratio), ratio ~ gamma, both its parameters weighed.

    Source: Clayton and Kaldor (1987), Biometrics 43, 671-681, with the prior of Gelman (2006), Bayesian Analysis 1, 515-534, in
    place of one best guess, which with few groups is often "they do not differ at all".
    """
    spread, mean = (grid.ravel() for grid in np.meshgrid(SPREADS, MEANS))
    shapes = spread**-2.0
    rates = shapes / mean
    y, e = heard[:, None], expected[:, None]
    like = gammaln(y + shapes) - gammaln(shapes) + shapes * np.log(rates / (rates + e)) + y * np.log(e / (rates + e))
    # Points lie evenly on the logarithm of the spread, so that a step there weighs as much as the spread itself.
    belief = like.sum(axis=0) + np.log(spread) - np.log1p((spread / USUAL_SPREAD) ** 2)
    weights = np.exp(belief - belief.max())
    return Pooling(shapes, rates, weights / weights.sum())
